import Domain
import Foundation
import Storage
import StorageODBC

/// Punches from memory into a server: the ledger's append, which de-duplicates and seals, against the same rows by the
/// fastest way that the same driver has into the same table, in one transaction.
struct ServerImportBench {
    private static let rounds = 3

    static func run() async throws -> [BenchLine] {
        let punches = ImportBench.makePunches()
        var lines: [BenchLine] = []
        for place in BenchPlace.servers {
            var ratios: [Double] = []
            for _ in 0..<rounds {
                let raw = try await time(place, punches, insertRaw)
                let ledger = try await time(place, punches, append)
                print(
                    "import\(place.suffix): ledger \(Int(Double(punches.count) / ledger)) punches/s,",
                    "raw \(Int(Double(punches.count) / raw)) rows/s")
                ratios.append(raw / ledger)
            }
            lines.append(
                BenchLine(
                    name: "import" + place.suffix, value: ratios.sorted()[rounds / 2], unit: "ratio", bar: .atLeast(0.5)
                ))
        }
        return lines
    }

    private static func append(_ punches: [NewPunch], _ device: ID<Device>, _ db: any SQLConnection) throws {
        var punches = punches
        NewPunch.number(&punches)
        let now = Instant(seconds: 1_795_000_000)
        let outcome = try PunchLedger(db).append(punches, from: device, source: .download, collectedAt: now)
        precondition(outcome.inserted == punches.count, "the ledger did not take every row")
    }

    private static func insertRaw(_ punches: [NewPunch], _ device: ID<Device>, _ db: any SQLConnection) throws {
        let columns = [
            "id", "batch_id", "device_id", "device_user", "local_s", "offset_s", "utc_s", "state", "verify", "seq",
            "work_code",
        ]
        try db.bulk(.insert(into: "punch", columns)) { rows in
            rows.bind(1, 1)
            rows.bind(device.rawValue, 2)
            for (id, punch) in punches.enumerated() {
                rows.bind(Int64(id) + 2, 0)
                rows.bind(punch.deviceUser, 3)
                rows.bind(punch.local.seconds, 4)
                rows.bind(Int64(punch.placement.offset), 5)
                rows.bind(punch.placement.instant.seconds, 6)
                rows.bind(Int64(punch.state.rawValue), 7)
                rows.bind(Int64(punch.verify), 8)
                rows.bind(0, 9)
                rows.bind(Int64(punch.workCode), 10)
                try rows.send()
            }
        }
    }

    private static func time(
        _ place: BenchPlace, _ punches: [NewPunch],
        _ body: @Sendable @escaping ([NewPunch], ID<Device>, any SQLConnection) throws -> Void
    ) async throws -> Double {
        try await place.withFreshURL { url in
            let database = try await openDatabase(url, drivers: allDatabaseDrivers)
            let now = Instant(seconds: 1_790_000_000)
            try await Migrator(database).migrate(at: now)
            let device = try await database.write { db in
                let device = try DeviceStore(db).insert(
                    DeviceRecord(name: "Gate", host: "127.0.0.1", zone: "Asia/Kolkata"),
                    by: Stamp(actor: "bench", at: now))
                // The batch that every raw row refers to.
                let first = NewPunch(
                    deviceUser: "0", local: LocalTime(seconds: 1),
                    placement: Placement(instant: Instant(seconds: 1), offset: 0, kind: .exact), state: .undefined)
                _ = try PunchLedger(db).append([first], from: device.id, source: .download, collectedAt: now)
                return device.id
            }
            let start = ContinuousClock.now
            try await database.write { try body(punches, device, $0) }
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            try await database.close()
            return seconds
        }
    }
}
