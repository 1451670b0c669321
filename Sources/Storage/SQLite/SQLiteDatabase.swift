import Foundation
import GRDB

package struct SQLiteDriver: DatabaseDriver {
    package init() {}

    package func open(_ url: DatabaseURL) throws -> (any Database)? {
        guard case .sqlite(let path) = url.location else { return nil }
        return try SQLiteDatabase(url: url, path: path)
    }

    package func create(_ url: DatabaseURL) async throws -> Bool? {
        guard case .sqlite(let path) = url.location else { return nil }
        let isThere = FileManager.default.fileExists(atPath: path)
        try await SQLiteDatabase(url: url, path: path).close()
        return !isThere
    }
}

/// The embedded database: one file, one writer, several readers, in write-ahead mode.
final class SQLiteDatabase: Database {
    let url: DatabaseURL
    let dialect: any Dialect = SQLiteDialect()
    private let path: String
    private let pool: DatabasePool
    /// Only ever asked for its mark: what SQLite counts are the commits of all other connections than the one that asks.
    private let watch: DatabaseQueue

    /// - Throws: ``StorageError``
    init(url: DatabaseURL, path: String) throws {
        try SQLiteFile(path: path).check()
        // A limit on file sizes shall be an error that rolls back and is told, not the end of the program.
        signal(SIGXFSZ, SIG_IGN)
        self.url = url
        self.path = path
        self.pool = try Self.reporting(path) {
            let pool = try DatabasePool(path: path, configuration: Self.configuration)
            try pool.writeWithoutTransaction { try SQLiteFile.prepareWriter($0) }
            return pool
        }
        watch = try Self.reporting(path) { try DatabaseQueue(path: path, configuration: Self.watching) }
    }

    private static var watching: Configuration {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        return configuration
    }

    func mark() async throws -> DatabaseMark? {
        try Self.reporting(path) {
            // Not in a transaction, whose view would never change; and too short a work to leave the thread for.
            try watch.unsafeRead { connection in
                let statement = try connection.cachedStatement(sql: "PRAGMA data_version")
                return try Int64.fetchOne(statement).map { DatabaseMark($0) }
            }
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        // Another process may be writing a month of results.
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { connection in
            try connection.execute(
                sql: "PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY")
        }
        return configuration
    }

    func read<T: Sendable>(_ body: @Sendable (any SQLConnection) throws -> T) async throws -> T {
        do {
            return try await pool.read { try body(SQLiteConnection($0, path: path, dialect: dialect)) }
        } catch {
            throw storageError(error, path: path)
        }
    }

    func write<T: Sendable>(_ body: @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await pool.writeWithoutTransaction { connection in
            do {
                return try transaction(on: connection, body)
            } catch {
                throw storageError(error, path: path, on: connection.sqliteConnection)
            }
        }
    }

    let hasTransactionalDDL = true

    func alter<T: Sendable>(_ body: @Sendable (any SchemaConnection) throws -> T) async throws -> T {
        try await pool.writeWithoutTransaction { connection in
            do {
                return try body(SQLiteConnection(connection, path: path, dialect: dialect))
            } catch {
                throw storageError(error, path: path, on: connection.sqliteConnection)
            }
        }
    }

    /// Commits what `body` did, or nothing.
    private func transaction<T>(
        on connection: GRDB.Database, _ body: (any SQLConnection) throws -> T
    ) throws -> T {
        var result: T?
        try connection.inTransaction {
            result = try body(SQLiteConnection(connection, path: path, dialect: dialect))
            return .commit
        }
        guard let result else { throw DatabaseError(resultCode: .SQLITE_INTERNAL, message: "nothing was done") }
        return result
    }

    func close() async throws {
        try? watch.close()
        // A file that lies alone afterwards can be copied as it is. Another process that reads it may stand in the way;
        // then that one, or the next to open it, moves the log of changes into the file.
        try? await pool.writeWithoutTransaction { connection in
            // Closed already: SQLite does not survive being asked.
            guard connection.sqliteConnection != nil else { return }
            _ = try connection.checkpoint(.truncate)
        }
        try Self.reporting(path) { try pool.close() }
    }

    private static func reporting<T>(_ path: String, _ body: () throws -> T) throws -> T {
        do { return try body() } catch { throw storageError(error, path: path) }
    }
}
