import Devices
import Domain
import Testing

@testable import Services

struct PunchPlacerTests {
    private let berlin = ZoneRules(
        name: "Europe/Berlin", initialOffset: 7_200,
        // 2026-10-25 01:00 UTC
        transitions: [.init(at: Instant(seconds: 1_792_890_000), offset: 3_600)])

    private func record(_ local: String, user: DeviceUserID = "7", state: UInt8 = 255) throws -> AttendanceRecord {
        let time = try #require(LocalTime(local))
        return AttendanceRecord(
            userID: user, rawTime: try #require(PackedTime(time)).rawValue, state: state)
    }

    private func placed(_ locals: [String], at now: String = "2026-10-26 00:00:00") throws -> [PunchPlacer.Placed] {
        var placer = PunchPlacer(zone: berlin, collectedAt: Instant(seconds: try #require(LocalTime(now)).seconds))
        return try locals.map { placer.place(try record($0), user: "7") }
    }

    @Test func theOrderOfRecordsTellsWhichOfTwoHoursIsMeant() throws {
        let found = try placed(["2026-10-25 02:50:00", "2026-10-25 02:10:00", "2026-10-25 02:40:00"])
        #expect(found.map(\.placement.offset) == [7_200, 3_600, 3_600])
        #expect(found[1].placement.instant > found[0].placement.instant)
    }

    @Test(arguments: [
        ("2026-10-25 09:00:00", nil), ("2026-10-26 20:00:00", nil), ("2027-01-01 09:00:00", Quarantine.future),
        ("2000-01-01 00:10:00", .ancient),
    ])
    func datesThatCannotBeBelieved(local: String, quarantine: Quarantine?) throws {
        #expect(try placed([local]).first?.quarantine == quarantine)
    }

    @Test func aDayThatIsNotInTheCalendarKeepsAPlace() throws {
        var placer = PunchPlacer(zone: .utc, collectedAt: Instant(seconds: 1_792_890_000))
        let days: UInt32 = (26 * 12 + 1) * 31 + 30
        let found = placer.place(AttendanceRecord(userID: "7", rawTime: days * 86_400 + 60), user: "7")
        #expect(found.quarantine == .impossible)
        #expect(found.local.description == "2026-03-03 00:01:00")
    }

    @Test func aYearPastTheFormatIsFuture() throws {
        var placer = PunchPlacer(zone: .utc, collectedAt: Instant(seconds: 1_792_890_000))
        let found = placer.place(AttendanceRecord(userID: "7", rawTime: 133 * 372 * 86_400), user: "7")
        #expect(found.quarantine == .future)
        #expect(found.local.description == "2133-01-01 00:00:00")
    }

    @Test func equalRecordsAreCountedWithinTheReading() throws {
        let found = try placed(["2026-10-25 09:00:00", "2026-10-25 09:00:00", "2026-10-25 09:00:01"])
        #expect(found.map(\.sequence) == [0, 1, 0])
    }

    @Test func aQuarantinedRecordDoesNotShiftTheOthers() throws {
        let found = try placed(["2027-01-01 09:00:00", "2026-10-25 02:10:00"])
        #expect(found[1].placement.offset == 7_200)
    }
}
