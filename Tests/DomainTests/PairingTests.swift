import Domain
import Testing

struct PairingTests {
    let sample = Sample()

    @Test(
        arguments: [
            (DeviceDirection.automatic, [0, 1], 9), (.automatic, [4, 5], 9), (.automatic, [255, 255], 9),
            (.automatic, [3, 2], 9), (.alternating, [1, 1], 9), (.automatic, [1, 0], 0), (.automatic, [0, 0], 0),
        ] as [(DeviceDirection, [UInt8], Int32)])
    func directionsComeFromTheKeyUnlessTheTerminalAlternates(
        direction: DeviceDirection, states: [UInt8], hours: Int32
    ) {
        var punches = sample.punches(["09:00", "18:00"])
        for index in punches.indices {
            (punches[index].state, punches[index].direction) = (PunchState(rawValue: states[index]), direction)
        }
        let day = sample.day(punches)
        #expect(day.work + day.breakTime == hours * 3600)
        #expect(day.flags.isDisjoint(with: [.missingIn, .missingOut]) == (hours > 0))
    }

    @Test func aDoorOverridesTheKey() {
        var punches = sample.punches(["09:00", "18:00"])
        (punches[0].direction, punches[0].state) = (.entry, .checkOut)
        (punches[1].direction, punches[1].state) = (.exit, .checkIn)
        #expect(sample.day(punches).work == 8 * 3600)
    }

    @Test(arguments: [
        ("09:00", DayFlags.missingOut), ("13:30", .missingOut), ("13:31", .missingIn), ("18:00", .missingIn),
    ])
    func aLonePunchGoesToTheNearerEnd(time: String, flag: DayFlags) {
        #expect(sample.day([time]).flags == [flag])
    }

    @Test func aForgottenPunchDoesNotTurnTheFollowingDays() {
        let forgotten = ["2026-11-02 09:00", "2026-11-02 13:00", "2026-11-02 18:00"]
        let later = (3...7).flatMap { ["2026-11-0\($0) 09:00", "2026-11-0\($0) 18:00"] }
        let days = sample.days(sample.punches(forgotten + later), civil("2026-11-02")...civil("2026-11-07"))
        #expect(days[0].flags == [.missingOut])
        #expect(days.dropFirst().allSatisfy { $0.status == .present && $0.work == 8 * 3600 && $0.flags.isEmpty })
    }

    @Test func aForgottenPunchDoesNotTurnTheFollowingNights() {
        let sample = Sample(shifts: [.night])
        let forgotten = ["2026-11-03 06:10"]
        let later = (3...7).flatMap { ["2026-11-0\($0) 21:50", "2026-11-0\($0 + 1) 06:10"] }
        let days = sample.days(sample.punches(forgotten + later), civil("2026-11-02")...civil("2026-11-07"))
        #expect(days[0].flags == [.missingIn, .night])
        #expect(days.dropFirst().allSatisfy { $0.status == .present && $0.work == 8 * 3600 + 20 * 60 })
    }

    @Test func presenceBeyondTheLongestIsTwoMissingPunches() {
        var punches = sample.punches(["07:30", "23:30:01"])
        (punches[0].state, punches[1].state) = (.checkIn, .checkOut)
        #expect(sample.day(punches).flags == [.missingIn, .missingOut])
        punches[1].instant = punches[1].instant + -1
        #expect(sample.day(punches).work == 15 * 3600)
    }

    @Test func twoPunchesOfOneSecondAreNoPresence() {
        var punches = sample.punches(["09:00", "09:00"])
        (punches[0].state, punches[1].state) = (.checkIn, .checkOut)
        let day = sample.day(punches)
        #expect(day.work == 0 && day.status == .absent)
        #expect(day.flags == [.missingIn, .missingOut])
    }

    @Test func comingLateInTheAfternoonIsAnInWhileTheShiftRuns() {
        let day = sample.day(["14:00"], knowing: sample.known(at: "2026-11-02 14:05", through: "2026-11-02 14:05"))
        #expect(day.flags == [.inside, .provisional])
        #expect(day.late == 5 * 3600)
        #expect(sample.day(["14:00"]).flags == [.missingIn])
    }
}
