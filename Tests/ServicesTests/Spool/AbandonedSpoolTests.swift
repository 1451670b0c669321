import Devices
import Domain
import Foundation
import Synchronization
import Testing

@testable import Services
@testable import Storage

/// What dead programs left on this computer.
struct AbandonedSpoolTests {
    /// The power went between the making of the file and its first bytes.
    @Test(arguments: [0, 1, 13], [1, 2])
    func aFileThatWasHardlyBegunKeepsNothingOut(length: Int, version: Int) async throws {
        try await withFolder { folder in
            let spool = Spool(folder: folder)
            try await spool.keep(reading(1))
            try Data("etime.spool.\(version)\n".utf8.prefix(length)).write(
                to: URL(fileURLWithPath: "\(folder)/0.spool"))
            let taker = Listener()
            #expect(try await spool.drain(leftByOthers: true, into: taker) == 1)
            try await spool.close(taker)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
            #expect(taker.refused == [])
        }
    }

    /// It was killed before the file had its name.
    @Test func aFileThatWasNotBegunGoes() async throws {
        try await withFolder { folder in
            let draft = URL(fileURLWithPath: "\(folder)/0.spool.new")
            try Data("etime".utf8).write(to: draft)
            _ = try await Spool(folder: folder).drain(leftByOthers: true, into: Listener())
            #expect(!FileManager.default.fileExists(atPath: draft.path))
        }
    }

    /// Whoever takes a file that is just begun for a dead program's takes nothing from who begins it.
    @Test func whoBeginsIsNotDisturbedByWhoLooks() async throws {
        try await withFolder { folder in
            let end = Mutex(false)
            async let looks: Void = {
                while !end.withLock({ $0 }) { SpoolFile.removeDraft("\(folder)/a.spool.new") }
            }()
            for number in 0..<500 {
                let file = try SpoolFile.create(in: folder, name: "a")
                try file.append([UInt8(number % 256)])
                #expect(!file.isGone)
                file.remove()
            }
            end.withLock { $0 = true }
            await looks
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
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

    /// What is damaged is put aside, and somebody is told where; what was kept before and later goes in.
    @Test(arguments: [false, true]) func aSpoiledEntryIsToldOfAndKeepsNothingElseOut(isOwn: Bool) async throws {
        try await withFolder { folder in
            let taker = Listener()
            var length = 0
            do {
                let first = Spool(folder: folder)
                for number in 1...3 { try await first.keep(reading(Int64(number))) }
                length = try spoil(folder)
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
            #expect(Set(taker.taken) == [2, 3, 4])
            let aside = try #require(taker.refused.first)
            #expect(taker.refused.count == 1 && aside.contains(".cut-"))
            let content = try Data(contentsOf: URL(fileURLWithPath: aside))
            #expect(content.count == length + 12, "the one entry alone")
        }
    }

    /// Nobody knows whose the entries of an older version are.
    @Test func nothingIsLookedForBehindADamagedEntryOfAnOlderVersion() async throws {
        try await withFolder { folder in
            let path = "\(folder)/a.spool"
            let entries = (1...3).map { Self.olderEntry($0, [7, UInt8($0)]) }
            for (spoilt, kept) in [(nil, 3), (1, 1), (0, 0)] as [(Int?, Int64)] {
                var parts = entries
                if let spoilt { parts[spoilt][13] ^= 1 }
                try Data(Array("etime.spool.1\n".utf8) + parts.joined()).write(to: URL(fileURLWithPath: path))
                let file = try await SpoolFile.opened(path)
                #expect(file.count == kept)
                #expect(file.aside.count == (spoilt == nil ? 0 : 1))
            }
        }
    }

    private static func olderEntry(_ number: Int64, _ content: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update((0..<8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } + content)
        return [UInt8(content.count), 0, 0, 0] + hash.finish().prefix(8) + content
    }

    /// Another file's entry is none of this one's, and this one's are looked for however many are damaged.
    @Test func onlyItsOwnEntriesAreFoundBehindTheDamage() async throws {
        try await withFolder { folder in
            func bytes(_ name: String) throws -> [UInt8] {
                do {
                    let file = try SpoolFile.create(in: folder, name: name)
                    for number in UInt8(1)...6 { try file.append(self.object(number, 30)) }
                }
                return try [UInt8](Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name).spool")))
            }
            let (own, other) = (try bytes("own"), try bytes("other"))
            // The second to the fourth are lost to bytes of another file.
            let (from, through) = (SpoolFile.start.place + 42, SpoolFile.start.place + 42 * 4)
            let path = "\(folder)/own.spool"
            try Data(own[..<from] + other[from..<through] + own[through...]).write(to: URL(fileURLWithPath: path))
            let file = try await SpoolFile.opened(path)
            var (position, found) = (file.first, [UInt8]())
            while let (content, next) = try file.entry(at: position) {
                found.append(content[1])
                position = next
            }
            #expect(found == [1, 5, 6] && file.count == 6)
            #expect(file.aside == ["\(path).cut-\(from)"])
        }
    }

    private func object(_ byte: UInt8, _ count: Int) -> [UInt8] {
        [UInt8(ascii: "{")] + Array(repeating: byte, count: count - 2) + [UInt8(ascii: "}")]
    }

    /// What a disk leaves behind most often is no entry anywhere, and is passed over quickly however long it is.
    @Test func aZeroedBlockCostsTheEntriesItIsIn() async throws {
        try await withFolder { folder in
            let path = "\(folder)/own.spool"
            do {
                let file = try SpoolFile.create(in: folder, name: "own")
                for number in UInt8(1)...5 { try file.append(self.object(number, 400_000)) }
            }
            let disk = try #require(FileHandle(forUpdatingAtPath: path))
            try disk.seek(toOffset: 500_000)
            try disk.write(contentsOf: Data(count: 600_000))
            try disk.close()
            let file = try await SpoolFile.opened(path)
            var (position, found) = (file.first, [UInt8]())
            while let (content, next) = try file.entry(at: position) {
                found.append(content[1])
                position = next
            }
            #expect(found == [1, 4, 5] && file.aside.count == 1)
        }
    }

    /// Spoils the first entry of the only file.
    /// - Returns: how long its content is.
    private func spoil(_ folder: String) throws -> Int {
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
        let file = try #require(FileHandle(forUpdatingAtPath: "\(folder)/\(name)"))
        try file.seek(toOffset: UInt64(SpoolFile.start.place))
        let length = try #require(try file.read(upToCount: 4)).reversed().reduce(0) { $0 << 8 | Int($1) }
        try file.seek(toOffset: UInt64(SpoolFile.start.place + 20))
        try file.write(contentsOf: Data("spoilt".utf8))
        try file.close()
        return length
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

    func probe(_ spool: String) async throws {}

    func refused(_ file: String, because error: any Error) { state.withLock { $0.refused.append(file) } }
}
