import Devices
import Domain
import Foundation
import Synchronization
import Testing

/// The adapter that docs/DEVICE_INTEGRATION.md shows.
struct TextClockTests {
    @Test func itIsReadFromWhereItWasLeft() async throws {
        let line = Memory(["1 2026-11-22 08:00:00 0", "2 2026-11-22 08:01:00 0"])
        let clock = TextClock(line: line)
        let first = try await clock.attendance()
        #expect(first.records.map(\.userID) == ["1", "2"])
        #expect(first.wasFullRead)
        line.add("1 2026-11-22 17:00:00 1")
        let second = try await clock.attendance(after: first.position)
        #expect(second.records.map(\.state) == [1])
        #expect(!second.wasFullRead)
        #expect(second.position?.recordCount == 3)
        let third = try await clock.attendance(after: second.position)
        #expect(third.records.isEmpty)
        #expect(third.position == second.position)
    }

    @Test func aClearedLogIsReadFromItsBeginning() async throws {
        let line = Memory(["1 2026-11-22 08:00:00 0", "2 2026-11-22 08:01:00 0"])
        let clock = TextClock(line: line)
        let before = try await clock.attendance()
        line.replace(["3 2026-11-23 08:00:00 0", "4 2026-11-23 08:00:00 0", "5 2026-11-23 08:00:00 0"])
        let after = try await clock.attendance(after: before.position)
        #expect(after.wasFullRead)
        #expect(after.records.map(\.userID) == ["3", "4", "5"])
    }

    @Test func whatItDoesNotNameItDoesNotOffer() async throws {
        let clock = TextClock(line: Memory([]))
        await #expect(throws: DeviceError.notOffered(.restart)) { try await clock.restart() }
        await #expect(throws: DeviceError.notOffered(.users)) { _ = try await clock.users() }
        #expect(try await clock.time() == LocalTime("2026-11-22 20:00:00"))
    }

    @Test func aLineThatIsNoPunchIsNotPassedOver() async throws {
        let clock = TextClock(line: Memory(["1 2026-11-22 08:00:00 0", "rubbish"]))
        await #expect(throws: DeviceError.badFrame(why: "“rubbish” is no punch")) { _ = try await clock.attendance() }
    }

    @Test func theDocumentShowsIt() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let source = try String(contentsOf: folder.appending(path: "TextClock.swift"), encoding: .utf8)
        let document = try String(
            contentsOf: folder.appending(path: "../../../docs/DEVICE_INTEGRATION.md"), encoding: .utf8)
        #expect(
            document.contains("```swift\n\(source)```"), "Put Tests/DevicesTests/Example/TextClock.swift there anew.")
    }
}

private final class Memory: TextClockLine {
    private let log: Mutex<[String]>

    init(_ log: [String]) { self.log = Mutex(log) }

    func add(_ punch: String) { log.withLock { $0.append(punch) } }
    func replace(_ punches: [String]) { log.withLock { $0 = punches } }

    func ask(_ question: String) async throws -> [String] {
        switch question.split(separator: " ") {
        case ["TIME"]: ["2026-11-22 20:00:00"]
        case ["COUNT"]: [String(log.withLock { $0.count })]
        case let words where words.first == "LOG": log.withLock { Array($0.dropFirst(Int(words[1]) ?? 0)) }
        default: []
        }
    }

    func close() async {}
}
