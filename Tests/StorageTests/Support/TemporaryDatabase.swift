import Domain
import Foundation
import Storage
import StorageODBC

/// A folder of its own for one test, gone afterwards.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "etime-storage-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { path + "/" + name }
}

/// A migrated database of its own, where ``TestServer`` says.
struct TemporaryDatabase: Sendable {
    let database: any Database
    let folder: TemporaryFolder

    init() async throws {
        (database, folder) = try await TestServer.emptyDatabase()
        try await Migrator(database).migrate(at: Instant(seconds: 1_000))
    }

    /// A file, whatever the other tests use.
    init(fileIn folder: TemporaryFolder) async throws {
        self.folder = folder
        database = try await openDatabase(DatabaseURL(folder.file("etime.db")))
        try await Migrator(database).migrate(at: Instant(seconds: 1_000))
    }

    /// Of the file, where it is one.
    var path: String { folder.file("etime.db") }

    /// Another connection to it, as another process has one.
    func opened() async throws -> any Database { try await openDatabase(database.url, drivers: allDatabaseDrivers) }

    func read<T: Sendable>(_ body: @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await database.read(body)
    }

    func write<T: Sendable>(_ body: @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await database.write(body)
    }
}

let stamp = Stamp(actor: "Asha", at: Instant(seconds: 1_700_000_000))
let joined = CivilDate(daysSinceEpoch: 19_000)

func makeEmployee(_ code: String, _ db: any SQLConnection) throws -> Employee {
    try EmployeeStore(db).insert(
        Employee(id: ID(0), code: code, name: "Person \(code)", department: "Press", joined: joined), by: stamp)
}

func makeDevice(_ name: String, _ db: any SQLConnection) throws -> ID<Device> {
    try DeviceStore(db).insert(DeviceRecord(name: name, host: "10.0.0.9", zone: "Asia/Kolkata"), by: stamp).id
}

/// A punch at `seconds` past 2023-11-14 00:00:00 on a clock five and a half hours ahead of UTC.
func makePunch(
    _ user: String, _ seconds: Int64, state: PunchState = .undefined, sequence: UInt16 = 0,
    quarantine: Quarantine? = nil
) -> NewPunch {
    let local = LocalTime(seconds: 1_699_920_000 + seconds)
    return NewPunch(
        deviceUser: user, local: local,
        placement: Placement(instant: Instant(seconds: local.seconds - 19_800), offset: 19_800, kind: .exact),
        state: state, verify: 1, sequence: sequence, quarantine: quarantine)
}

extension PunchLedger {
    @discardableResult
    func record(_ punches: [NewPunch], from device: ID<Device>) throws -> AppendOutcome {
        try record(punches, from: device, source: .download, collectedAt: Instant(seconds: 1_700_000_000))
    }
}

extension SQLConnection {
    /// Inserts a row that has an id already, which not every database takes without more.
    func insertKeepingID(into table: String, _ columns: [String], _ values: [SQLValue]) throws {
        try bulk(.insertKeepingIDs(into: table, columns)) { rows in
            for (index, value) in values.enumerated() {
                switch value {
                case .null: rows.bindNull(index)
                case .int64(let integer): rows.bind(integer, index)
                case .text(let text): rows.bind(text, index)
                case .blob(let bytes): rows.bind(bytes, index)
                }
            }
            try rows.send()
        }
    }
}

struct Interruption: Error {}
