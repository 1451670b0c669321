import Devices
import Domain
import Foundation
import SeededRandom
import Synchronization
import Testing

@testable import Services
@testable import Storage

struct SpoolTests {
    @Test func whatWaitsComesBackInOrderAndOnce() async throws {
        try await withFolder { folder in
            let spool = Spool(folder: folder)
            for number in 1...20 { try await spool.keep(reading(number)) }
            #expect(await spool.waiting == 20)
            let taker = Taker()
            #expect(try await spool.drain(leftByOthers: true, into: taker) == 20)
            #expect(taker.readings == Array(1...20))
            #expect(await spool.waiting == 0)
            #expect(try await spool.drain(leftByOthers: true, into: taker) == 0)
            try await spool.keep(reading(21))
            #expect(try await spool.drain(leftByOthers: false, into: taker) == 1)
            #expect(taker.places.map(\.entry) == Array(1...21).map(Int64.init))
            try await spool.close(taker)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
            #expect(taker.forgotten == Set(taker.places.map(\.spool)))
        }
    }

    @Test func aTakerThatFailsIsAskedAgainFromThere() async throws {
        try await withFolder { folder in
            let spool = Spool(folder: folder)
            for number in 1...10 { try await spool.keep(reading(number)) }
            let taker = Taker()
            taker.failAt(4, StorageError.server(ServerError(.noAnswer, database: "db")))
            await #expect(throws: StorageError.self) { try await spool.drain(leftByOthers: false, into: taker) }
            #expect(taker.readings == [1, 2, 3])
            #expect(await spool.waiting == 7)
            #expect(try await spool.drain(leftByOthers: false, into: taker) == 7)
            #expect(taker.readings == Array(1...10))
        }
    }

    @Test func oneThatCannotBeStoredDoesNotKeepTheOthersOut() async throws {
        try await withFolder { folder in
            let spool = Spool(folder: folder)
            for number in 1...5 { try await spool.keep(reading(number)) }
            let taker = Taker()
            taker.failAt(3, ServiceError.unknownDevice("gone"))
            _ = try await spool.drain(leftByOthers: false, into: taker)
            #expect(taker.readings == [1, 2, 4, 5])
            let kept = try #require(taker.refused.first)
            let content = try JSONDecoder().decode(
                SpooledReading.self, from: Data(contentsOf: URL(fileURLWithPath: kept)))
            #expect(content.reading.readAt == Instant(seconds: 3))
        }
    }

    private static let unknown = [
        StorageError.server(ServerError(.other, database: "db")), .failed(code: 1, message: "SQL logic error"),
    ]

    /// For a reader of lines it is the only copy.
    @Test(arguments: unknown) func whatFailsForAnUnknownReasonIsTriedAgain(error: StorageError) async throws {
        try await withFolder { folder in
            let (spool, taker) = (Spool(folder: folder), Taker())
            for number in 1...3 { try await spool.keep(reading(number)) }
            taker.failAt(2, error, times: Spool.mostTries - 1)
            for _ in 1..<Spool.mostTries {
                await #expect(throws: StorageError.self) { try await spool.drain(leftByOthers: false, into: taker) }
            }
            #expect(try await spool.drain(leftByOthers: false, into: taker) == 2)
            #expect(taker.readings == [1, 2, 3])
            #expect(taker.refused.isEmpty)
        }
    }

    @Test(arguments: unknown) func oneThatFailsWhileTheDatabaseTakesOthersIsPutAsideInTheEnd(
        error: StorageError
    ) async throws {
        try await withFolder { folder in
            let (spool, taker) = (Spool(folder: folder), Taker())
            for number in 1...3 { try await spool.keep(reading(number)) }
            taker.failAt(2, error, times: .max)
            taker.isDead = true
            for _ in 0..<Spool.mostTries * 2 {
                await #expect(throws: StorageError.self) { try await spool.drain(leftByOthers: false, into: taker) }
            }
            #expect(taker.readings == [1] && taker.refused.isEmpty, "the database is what does not work")
            taker.isDead = false
            #expect(try await spool.drain(leftByOthers: false, into: taker) == 2)
            #expect(taker.readings == [1, 3])
            #expect(taker.refused.count == 1)
        }
    }

    @Test func aServerThatLacksMemoryIsWaitedForHoweverLong() async throws {
        try await withFolder { folder in
            let (spool, taker) = (Spool(folder: folder), Taker())
            try await spool.keep(reading(1))
            taker.failAt(1, StorageError.server(ServerError(.unwell, database: "db")), times: .max)
            for _ in 0..<Spool.mostTries * 2 {
                await #expect(throws: StorageError.self) { try await spool.drain(leftByOthers: false, into: taker) }
            }
            #expect(taker.refused.isEmpty)
        }
    }

    /// Whoever was killed holds nothing; whoever lives holds its own.
    @Test func whatADeadProgramLeftIsTakenAndALivingOnesIsNot() async throws {
        try await withFolder { folder in
            let living = Spool(folder: folder)
            try await living.keep(reading(1))
            do {
                let dead = Spool(folder: folder)
                try await dead.keep(reading(2))
            }
            let taker = Taker()
            let other = Spool(folder: folder)
            _ = try await other.drain(leftByOthers: true, into: taker)
            #expect(taker.readings == [2])
            _ = try await living.drain(leftByOthers: true, into: taker)
            #expect(taker.readings == [2, 1])
        }
    }

    /// A power cut leaves any beginning of the last entry, or rubbish behind the last whole one.
    @Test(arguments: 0..<40) func aFileThatWasCutHasAllThatWasReportedAsKept(seed: Int) async throws {
        try await withFolder { folder in
            var chance = SeededGenerator(seed: UInt64(seed))
            let whole = Int.random(in: 0...6, using: &chance)
            var ends: [Int] = []
            do {
                let file = try SpoolFile.create(in: folder, name: "a")
                for number in 0...whole {
                    ends.append(file.end)
                    try file.append(Array(JSONEncoder().encode(reading(number))))
                }
                ends.append(file.end)
            }
            let path = "\(folder)/a.spool"
            let cut = Int.random(in: ends[whole]..<ends[whole + 1], using: &chance)
            var bytes = try Data(contentsOf: URL(fileURLWithPath: path)).prefix(cut)
            if Bool.random(using: &chance) {
                bytes += (0..<Int.random(in: 1...300, using: &chance)).map { _ in
                    UInt8.random(in: 0...255, using: &chance)
                }
            }
            try bytes.write(to: URL(fileURLWithPath: path))
            let file = try await SpoolFile.opened(path)
            #expect(file.count == Int64(whole))
            try file.append([1, 2, 3])
            var (position, found) = (file.first, [[UInt8]]())
            while let (content, next) = try file.entry(at: position) {
                found.append(content)
                position = next
            }
            #expect(found.count == whole + 1)
            #expect(found.last == [1, 2, 3])
        }
    }

    @Test func aFullDiskSaysSoAndKeepsWhatIsThere() async throws {
        // The device that refuses every write.
        #expect(throws: SpoolError.self) { _ = try SpoolFile.create(in: "/proc/self", name: "a") }
        let error = SpoolError("/var/spool/a", ENOSPC)
        #expect("\(error)".contains("No space left") && "\(error)".contains("free some space"))
    }

    private func reading(_ number: Int) -> SpooledReading {
        SpooledReading(
            device: ID(1), actor: "collector",
            reading: TerminalReading(
                readAt: Instant(seconds: Int64(number)),
                log: AttendanceRead(
                    records: [AttendanceRecord(userID: "42", rawTime: UInt32(number))], position: nil,
                    terminalCount: nil, wasFullRead: false)))
    }

    private func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("spool-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder.path)
    }
}

/// Remembers what it was given.
private final class Taker: SpoolTaker {
    private struct State {
        var readings: [Int] = []
        var places: [SpoolPlace] = []
        var forgotten: Set<String> = []
        var refused: [String] = []
        var failing: [Int: (error: any Error, times: Int)] = [:]
        var isDead = false
    }

    private let state = Mutex(State())

    var readings: [Int] { state.withLock { $0.readings } }
    var places: [SpoolPlace] { state.withLock { $0.places } }
    var forgotten: Set<String> { state.withLock { $0.forgotten } }
    var refused: [String] { state.withLock { $0.refused } }

    /// Whether nothing at all is taken.
    var isDead: Bool {
        get { state.withLock { $0.isDead } }
        set { state.withLock { $0.isDead = newValue } }
    }

    func failAt(_ reading: Int, _ error: any Error, times: Int = 1) {
        state.withLock { $0.failing[reading] = (error, times) }
    }

    func take(_ reading: SpooledReading, at place: SpoolPlace) async throws {
        try state.withLock { state in
            let number = Int(reading.reading.readAt.seconds)
            if let (error, times) = state.failing[number] {
                state.failing[number] = times > 1 ? (error, times - 1) : nil
                throw error
            }
            state.readings.append(number)
            state.places.append(place)
        }
    }

    func forget(_ spool: String) async throws { state.withLock { _ = $0.forgotten.insert(spool) } }

    func probe(_ spool: String) async throws {
        if isDead { throw StorageError.failed(code: 10, message: "disk I/O error") }
    }

    func refused(_ file: String, because error: any Error) { state.withLock { $0.refused.append(file) } }
}
