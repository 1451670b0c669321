import Devices
import Domain
import Storage
import Testing

@testable import Services

/// What a punch that comes by itself says of the clock that dated it.
struct ArrivalClockTests {
    private static let noon = LocalTime("2026-11-20 12:00:00") ?? LocalTime(seconds: 0)
    private let zone: ZoneRules

    init() throws { zone = try #require(SystemZones.rules(of: "Asia/Kolkata")) }

    /// Punches so many seconds from noon, at noon.
    private func reading(_ source: PunchBatch.Source, _ leads: Int64...) -> TerminalReading {
        var reading = TerminalReading.arriving(source, at: zone.place(Self.noon).instant)
        reading.log.records = leads.compactMap { lead in
            PackedTime(LocalTime(seconds: Self.noon.seconds + lead)).map {
                AttendanceRecord(userID: "1", rawTime: $0.rawValue)
            }
        }
        return reading
    }

    @Test(arguments: [PunchBatch.Source.push, .live]) func oneThatIsNotMadeYetTellsThatItIsFast(
        source: PunchBatch.Source
    ) {
        #expect(reading(source, 300).drift(in: zone) == nil)
        #expect(reading(source, 301).drift(in: zone) == 301)
        #expect(reading(source, -3600, 7200, 60).drift(in: zone) == 7200)
        #expect(reading(source, 86_400).drift(in: zone) == 86_400)
        #expect(reading(source, 86_401).drift(in: zone) == nil)
        #expect(reading(source).drift(in: zone) == nil)
    }

    @Test func oneThatWasJustMadeTellsThatItIsRight() {
        #expect(reading(.live, -300).isTimely(in: zone) && reading(.push, -9000, 300).isTimely(in: zone))
        #expect(!reading(.push, -301).isTimely(in: zone) && !reading(.push, 301).isTimely(in: zone))
        #expect(!reading(.push).isTimely(in: zone))
    }

    /// A log that is read has a clock beside it.
    @Test func aLogThatIsReadSaysNothingOfIt() {
        #expect(reading(.download, 7200).drift(in: zone) == nil)
        #expect(!reading(.download, 0).isTimely(in: zone))
    }
}
