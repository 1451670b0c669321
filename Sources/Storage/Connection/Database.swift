/// An open database. Readers do not wait for the writer, nor it for them.
package protocol Database: Sendable {
    var url: DatabaseURL { get }
    var dialect: any Dialect { get }

    /// Runs `body` on one unchanging view of the data.
    /// - Throws: what `body` throws, ``StorageError``, or `CancellationError` when the task is cancelled.
    func read<T: Sendable>(_ body: @Sendable (any SQLConnection) throws -> T) async throws -> T

    /// Runs `body` as one transaction: all of it is kept, on disk, when this returns; nothing of it when it throws.
    /// - Throws: what `body` throws, ``StorageError``, or `CancellationError` when the task is cancelled.
    func write<T: Sendable>(_ body: @Sendable (any SQLConnection) throws -> T) async throws -> T

    /// Whether CREATE, ALTER and DROP roll back with their transaction. Where they do not, they end it.
    var hasTransactionalDDL: Bool { get }

    /// Runs `body` outside of any transaction, for changing a schema that cannot be changed inside of one.
    func alter<T: Sendable>(_ body: @Sendable (any SchemaConnection) throws -> T) async throws -> T

    /// Where it stands now, without reading any of its data; nil where it cannot tell so cheaply.
    /// - Throws: ``StorageError``
    func mark() async throws -> DatabaseMark?

    /// Nothing can be read or written afterwards.
    func close() async throws
}

/// A connection on which each statement is kept by itself, but for those inside ``transaction(_:)``.
package protocol SchemaConnection: SQLConnection {
    func transaction<T>(_ body: () throws -> T) throws -> T
}

/// Opens databases of some kind. A program gives those that it is built with.
package protocol DatabaseDriver: Sendable {
    /// - Returns: nil for an address of another kind.
    /// - Throws: ``StorageError``
    func open(_ url: DatabaseURL) async throws -> (any Database)?

    /// Makes an empty database.
    /// - Returns: false where there is one already; nil for an address of another kind.
    /// - Throws: ``StorageError``
    func create(_ url: DatabaseURL) async throws -> Bool?
}

/// Makes the database that `url` names, empty.
/// - Returns: false where there is one already.
/// - Throws: ``StorageError``
package func createDatabase(_ url: DatabaseURL, drivers: [any DatabaseDriver]) async throws -> Bool {
    for driver in drivers {
        if let isNew = try await driver.create(url) { return isNew }
    }
    throw StorageError.unsupportedScheme(url.scheme)
}

/// Opens the database that `url` names; a SQLite file is made where there is none. Migrating is ``Migrator``'s work.
/// - Throws: ``StorageError``
package func openDatabase(
    _ url: DatabaseURL, drivers: [any DatabaseDriver] = [SQLiteDriver()]
) async throws -> any Database {
    for driver in drivers {
        if let database = try await driver.open(url) { return database }
    }
    throw StorageError.unsupportedScheme(url.scheme)
}
