import Domain
import Foundation
import Storage

/// Punches from memory into a SQLite file: the ledger's append, which de-duplicates and seals, against a raw prepared
/// insert of the same rows into the same table with the same settings.
struct ImportBench {
    static let rows = 200_000
    static let rounds = 5

    /// - Returns: the ledger's punches per second over the raw insert's; the median of alternating runs, each on a fresh file.
    static func run() async throws -> BenchLine {
        let bench = ImportBench(punches: makePunches())
        var ratios: [Double] = []
        for round in 0..<rounds {
            // Whoever goes second finds a warmer machine: they take turns.
            if round % 2 == 0 {
                let raw = try await bench.timeRawInsert()
                ratios.append(try await raw / bench.timeLedger())
            } else {
                let ledger = try await bench.timeLedger()
                ratios.append(try await bench.timeRawInsert() / ledger)
            }
        }
        return BenchLine(name: "import", value: ratios.sorted()[rounds / 2], unit: "ratio", bar: .atLeast(0.5))
    }

    private let punches: [NewPunch]

    /// A month at a gate: ascending by time, a few people in the same second.
    static func makePunches() -> [NewPunch] {
        (0..<rows).map { row in
            let local = LocalTime(seconds: 1_790_000_000 + Int64(row) * 12 / 10)
            let instant = Instant(seconds: local.seconds - 19_800)
            return NewPunch(
                deviceUser: String(row * 7919 % 500 + 1), local: local,
                placement: Placement(instant: instant, offset: 19_800, kind: .exact),
                state: row % 2 == 0 ? .checkIn : .checkOut, verify: 1)
        }
    }

    private func timeLedger() async throws -> Double {
        try await withFreshDatabase { database, device, _ in
            var punches = punches
            return try await time {
                NewPunch.number(&punches)
                let numbered = punches
                let outcome = try await database.write {
                    try PunchLedger($0).append(numbered, from: device, source: .download, collectedAt: .now)
                }
                precondition(outcome.inserted == Self.rows, "the ledger did not take every row")
            }
        }
    }

    private func timeRawInsert() async throws -> Double {
        try await withFreshDatabase { database, device, path in
            // The row that the foreign key of every punch refers to.
            try await database.write {
                _ = try PunchLedger($0).append([punches[0]], from: device, source: .download, collectedAt: .now)
                try $0.execute("DELETE FROM punch")
            }
            try await database.close()
            let raw = try RawSQLite(path: path)
            return try await time { try raw.insert(punches, batch: 1, device: device.rawValue) }
        }
    }

    private func withFreshDatabase(
        _ body: (any Database, ID<Device>, _ path: String) async throws -> Double
    ) async throws -> Double {
        let folder = FileManager.default.temporaryDirectory.appending(path: "etime-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "etime.db").path(percentEncoded: false)
        let database = try await openDatabase(DatabaseURL(path))
        try await Migrator(database).migrate(at: .now)
        let device = try await database.write {
            try DeviceStore($0).insert(
                DeviceRecord(name: "Gate", host: "127.0.0.1", zone: "Asia/Kolkata"), by: Stamp(actor: "bench", at: .now)
            ).id
        }
        let seconds = try await body(database, device, path)
        try? await database.close()
        return seconds
    }

    private func time(_ body: () async throws -> Void) async rethrows -> Double {
        let start = ContinuousClock.now
        try await body()
        return (ContinuousClock.now - start) / .seconds(1)
    }
}

extension Instant {
    fileprivate static var now: Instant { Instant(seconds: Int64(Date.now.timeIntervalSince1970)) }
}
