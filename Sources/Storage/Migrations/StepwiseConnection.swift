/// How far a migration has come.
struct MigrationProgress: Hashable, Sendable {
    /// Statements that are done.
    var done = 0
    /// The next one changes the schema and was begun: whether it was done nobody knows.
    var isTryingNext = false
}

extension MigrationProgress {
    init(stored: Int64) {
        self.init(done: Int(stored / 2), isTryingNext: stored % 2 == 1)
    }

    var stored: Int64 { Int64(done * 2 + (isTryingNext ? 1 : 0)) }
}

/// Counts the changes of one migration, and leaves out those that an interrupted run has made.
final class StepwiseConnection: SQLConnection {
    private let db: any SchemaConnection
    private let progress: MigrationProgress
    private let note: (MigrationProgress) throws -> Void
    private var count = 0
    var gathering: JournalGathering?

    /// - Parameters:
    ///   - progress: how far an interrupted run came.
    ///   - note: writes the new progress down.
    init(_ db: any SchemaConnection, _ progress: MigrationProgress, note: @escaping (MigrationProgress) throws -> Void)
    {
        self.db = db
        self.progress = progress
        self.note = note
    }

    var dialect: any Dialect { db.dialect }

    @discardableResult
    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        try step(isSchema: Self.changesSchema(sql)) { try db.execute(sql, arguments) } ?? 0
    }

    func query(_ sql: String, _ arguments: [SQLValue], _ row: (any SQLRow) throws -> Void) throws {
        try db.query(sql, arguments, row)
    }

    func insert(into table: String, _ columns: [String], _ values: [SQLValue]) throws -> Int64 {
        // The id of a row that an earlier run inserted is not known; a migration that needs it could not be taken up again.
        try step(isSchema: false) { try db.insert(into: table, columns, values) } ?? 0
    }

    @discardableResult
    func bulk(_ statement: BulkStatement, _ rows: (any SQLBulk) throws -> Void) throws -> Int {
        try step(isSchema: false) { try db.bulk(statement, rows) } ?? 0
    }

    func nested<T>(_ body: () throws -> T) throws -> T { try body() }

    private func step<T>(isSchema: Bool, _ body: () throws -> T) throws -> T? {
        count += 1
        if count <= progress.done { return nil }
        guard isSchema else {
            return try db.transaction {
                let result = try body()
                try note(MigrationProgress(done: count))
                return result
            }
        }
        try db.transaction { try note(MigrationProgress(done: count - 1, isTryingNext: true)) }
        let result = try leniently(progress.isTryingNext && count == progress.done + 1, body)
        try db.transaction { try note(MigrationProgress(done: count)) }
        return result
    }

    /// The statement that the interrupted run was at may have been done.
    private func leniently<T>(_ mayBeDone: Bool, _ body: () throws -> T) throws -> T? {
        do {
            return try body()
        } catch StorageError.server(let error) where mayBeDone && Self.saysDone(error) {
            return nil
        }
    }

    private static func changesSchema(_ sql: String) -> Bool {
        ["CREATE", "ALTER", "DROP", "RENAME", "EXEC"].contains { sql.hasPrefix($0) }
    }

    /// There already is such a table, column, index or view; or what was to be dropped or renamed is gone.
    private static func saysDone(_ error: ServerError) -> Bool {
        // MySQL's and MariaDB's numbers, then Oracle's.
        [1050, 1060, 1061, 1051, 1091, 1146, 1054, 955, 942, 1408, 1430, 904, 1418, 4043].contains(error.code)
    }
}
