import Devices
import Domain
import Testing

@testable import DeviceSimulator

struct SampleCompanyTests {
    private let end = LocalTime(seconds: 1_795_000_000)

    @Test(arguments: [0, 1, 59, 60, 5000])
    func asManyPunchesAsAskedForInOrderOfTime(count: Int) {
        let users = SampleCompany.users(30)
        let punches = SampleCompany.punches(count, of: users, until: end)
        #expect(punches.count == count)
        #expect(zip(punches, punches.dropFirst()).allSatisfy { $0.time <= $1.time })
        #expect(punches.allSatisfy { $0.time.date < end.date && $0.time.date.weekday != .sunday })
        #expect(Set(punches.map(\.userID)).isSubset(of: Set(users.map(\.userID.description))))
    }

    @Test func theSameSeedMakesTheSameCompany() {
        let users = SampleCompany.users(40, seed: 3)
        #expect(users == SampleCompany.users(40, seed: 3))
        #expect(users != SampleCompany.users(40, seed: 4))
        #expect(
            SampleCompany.punches(500, of: users, until: end, seed: 3)
                == SampleCompany.punches(500, of: users, until: end, seed: 3))
        #expect(Set(users.map(\.uid)).count == 40)
    }

    @Test func nobodyMakesNoPunches() {
        #expect(SampleCompany.users(0).isEmpty)
        #expect(SampleCompany.punches(10, of: [], until: end).isEmpty)
    }
}
