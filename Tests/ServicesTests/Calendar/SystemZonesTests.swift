import Domain
import Testing

@testable import Services

struct SystemZonesTests {
    @Test func indiaHasOneOffset() throws {
        let zone = try #require(SystemZones.rules(of: "Asia/Kolkata"))
        #expect(zone.offset(at: Instant(seconds: 1_763_800_000)) == 19_800)
    }

    @Test(arguments: [
        ("2026-03-29 00:59:59", 3_600), ("2026-03-29 01:00:00", 7_200), ("2026-10-25 00:59:59", 7_200),
        ("2026-10-25 01:00:00", 3_600),
    ])
    func berlinChangesItsClockAtOneOClockUTC(utc: String, offset: Int32) throws {
        let zone = try #require(SystemZones.rules(of: "Europe/Berlin"))
        let instant = Instant(seconds: try #require(LocalTime(utc)).seconds)
        #expect(zone.offset(at: instant) == offset)
    }

    @Test(arguments: ["Mars/Base", "", "IST", "../etc/passwd", "Asia"])
    func otherNamesAreNoZones(name: String) {
        #expect(SystemZones.rules(of: name) == nil)
    }
}
