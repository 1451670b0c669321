import Devices
import Domain
import Storage
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

    @Test func aDayThatIsNotInTheCalendarIsNeverAnotherPunch() async throws {
        var placer = PunchPlacer(zone: .utc, collectedAt: Instant(seconds: 1_792_890_000))
        let days: UInt32 = (26 * 12 + 1) * 31 + 30
        let found = placer.place(AttendanceRecord(userID: "7", rawTime: days * 86_400 + 60), user: "7")
        #expect(found.quarantine == .impossible)
        #expect(found.local.impossibleRawTime == days * 86_400 + 60)
        let real = placer.place(try record("2026-03-03 00:01:00"), user: "7")
        #expect((real.quarantine, real.local.description) == (nil, "2026-03-03 00:01:00"))
        let punches = [found, real].map {
            NewPunch(
                deviceUser: "7", local: $0.local, placement: $0.placement, state: .undefined, sequence: $0.sequence,
                quarantine: $0.quarantine)
        }
        try await TestCompany.open(now: "2026-11-20 19:00:00") { company in
            try await company.addShift()
            let asha = try await company.add("7", "Asha")
            let device = try await company.addDevice("Gate", port: 4370)
            let outcome = try await company.database.write { db in
                try DeviceUserStore(db).map(
                    "7", on: device.id, to: asha.id, by: Stamp(actor: "A", at: company.clock.now))
                return try PunchLedger(db).record(
                    punches, from: device.id, source: .download, collectedAt: company.clock.now)
            }
            #expect((outcome.inserted, outcome.touched.first?.dates.map(\.description)) == (2, ["2026-03-03"]))
            #expect(try await company.services.ledger.verify(by: company.actor).isIntact)
        }
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

    /// The part read before ended inside the hour that the clock shows twice, after it was set back.
    @Test func aPartGoesOnWhereTheOneBeforeEnded() throws {
        let local = try #require(LocalTime("2026-10-25 02:10:00"))
        let before = PunchOfSecond(
            deviceUser: "7", local: local, instant: Instant(seconds: local.seconds - 3_600), state: .undefined,
            verify: 1, isBelievable: true)
        var placer = PunchPlacer(
            zone: berlin, collectedAt: Instant(seconds: local.seconds + 86_400), after: [before])
        #expect(placer.place(try record("2026-10-25 02:20:00"), user: "7").placement.offset == 7_200 - 3_600)
    }

    @Test func aQuarantinedRecordDoesNotShiftTheOthers() throws {
        let found = try placed(["2027-01-01 09:00:00", "2026-10-25 02:10:00"])
        #expect(found[1].placement.offset == 7_200)
    }
}
