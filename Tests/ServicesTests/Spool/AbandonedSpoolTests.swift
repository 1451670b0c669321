import Devices
import Domain
import Foundation
import Storage
import Synchronization
import Testing

@testable import Services

/// What dead programs left on this computer.
struct AbandonedSpoolTests {
    /// The power went between the making of the file and its first bytes.
    @Test(arguments: [0, 1, 13]) func aFileThatWasHardlyBegunKeepsNothingOut(length: Int) async throws {
        try await withFolder { folder in
            let spool = Spool(folder: folder)
            try await spool.keep(reading(1))
            try Data("etime.spool.1\n".utf8.prefix(length)).write(to: URL(fileURLWithPath: "\(folder)/0.spool"))
            let taker = Listener()
            #expect(try await spool.drain(leftByOthers: true, into: taker) == 1)
            try await spool.close(taker)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
            #expect(taker.refused == [])
        }
    }

    @Test func aDamagedFileKeepsNobodyElseOutAndStays() async throws {
        try await withFolder { folder in
            let spool = Spool(folder: folder)
            try await spool.keep(reading(1))
            let damaged = "\(folder)/0.spool"
            try Data("no spool at all, but some bytes".utf8).write(to: URL(fileURLWithPath: damaged))
            let taker = Listener()
            for _ in 0..<3 { _ = try await spool.drain(leftByOthers: true, into: taker) }
            #expect(taker.taken == [1])
            #expect(taker.refused == [damaged])
            #expect(FileManager.default.fileExists(atPath: damaged))
        }
    }

    /// What is behind the damage is put aside, and somebody is told where; what was kept before and later goes in.
    @Test(arguments: [false, true]) func aSpoiledEntryIsToldOfAndKeepsNothingElseOut(isOwn: Bool) async throws {
        try await withFolder { folder in
            let taker = Listener()
            do {
                let first = Spool(folder: folder)
                for number in 1...3 { try await first.keep(reading(Int64(number))) }
                try spoil(folder)
                if isOwn {
                    _ = try await first.drain(leftByOthers: true, into: taker)
                    try await first.keep(reading(4))
                    #expect(try await first.drain(leftByOthers: false, into: taker) == 1)
                    #expect(taker.taken == [4])
                }
            }
            let other = Spool(folder: folder)
            if !isOwn { try await other.keep(reading(4)) }
            // Held for a moment by a process that another test starts.
            let limit = ContinuousClock.now + .seconds(30)
            while taker.refused.isEmpty, ContinuousClock.now < limit {
                _ = try await other.drain(leftByOthers: true, into: taker)
            }
            for _ in 0..<3 { _ = try await other.drain(leftByOthers: true, into: taker) }
            #expect(Set(taker.taken) == [4])
            let aside = try #require(taker.refused.first)
            #expect(taker.refused.count == 1 && aside.contains(".cut-"))
            #expect(FileManager.default.fileExists(atPath: aside))
        }
    }

    /// Spoils the first entry of the only file.
    private func spoil(_ folder: String) throws {
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
        let file = try #require(FileHandle(forUpdatingAtPath: "\(folder)/\(name)"))
        try file.seek(toOffset: UInt64(SpoolFile.start + 20))
        try file.write(contentsOf: Data("spoilt".utf8))
        try file.close()
    }

    /// Another program on the computer may look at any moment: what it finds is held.
    @Test func aFileIsHeldAsSoonAsItIsThere() async throws {
        try await withFolder { folder in
            try await withThrowingTaskGroup(of: Void.self) { group in
                let maker = Maker()
                group.addTask {
                    for number in 0..<400 {
                        let file = try SpoolFile.create(in: folder, name: "\(number)")
                        try file.append([1])
                        file.remove()
                    }
                    maker.end()
                }
                group.addTask {
                    let other = Spool(folder: folder)
                    let taker = Listener()
                    while !maker.hasEnded { _ = try await other.drain(leftByOthers: true, into: taker) }
                    #expect(taker.taken == [])
                    #expect(taker.refused == [])
                }
                try await group.waitForAll()
            }
        }
    }

    /// A collector that goes on takes in what one kept that was killed after it began.
    @Test func theOneThatGoesOnTakesWhatTheDeadOneKept() async throws {
        try await TestCompany.open(now: "2026-11-20 19:00:00") { company in
            try await withFolder { folder in
                let device = try await company.addDevice("Gate", port: 9)
                let run = try await RunningCollector(company, spool: URL(fileURLWithPath: folder))
                try await run.until { if case .disconnected(_, .some) = $0 { true } else { false } }
                do {
                    let dead = Spool(folder: folder)
                    var left = reading(1_795_000_000)
                    left.device = device.id
                    left.reading.source = .live
                    try await dead.keep(left)
                }
                try await run.until(holds: { try await company.punchCount() == 1 })
                try await run.until(holds: { run.spoolFiles.isEmpty })
                try await run.stop()
            }
        }
    }

    private func reading(_ number: Int64) -> SpooledReading {
        SpooledReading(
            device: ID(1), actor: "collector",
            reading: TerminalReading(
                readAt: Instant(seconds: number),
                log: AttendanceRead(
                    records: [AttendanceRecord(userID: "42", rawTime: 800_000_000)], position: nil, terminalCount: nil,
                    wasFullRead: false)))
    }

    private func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("spool-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder.path)
    }
}

private final class Maker: Sendable {
    private let ended = Mutex(false)

    var hasEnded: Bool { ended.withLock { $0 } }
    func end() { ended.withLock { $0 = true } }
}

private final class Listener: SpoolTaker {
    private let state = Mutex<(taken: [Int64], refused: [String])>(([], []))

    var taken: [Int64] { state.withLock { $0.taken } }
    var refused: [String] { state.withLock { $0.refused } }

    func take(_ reading: SpooledReading, at place: SpoolPlace) async throws {
        state.withLock { $0.taken.append(reading.reading.readAt.seconds) }
    }

    func forget(_ spool: String) async throws {}

    func refused(_ file: String, because error: any Error) { state.withLock { $0.refused.append(file) } }
}
