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

    /// Nothing can be read or written afterwards.
    func close() async throws
}

/// Opens the database that `url` names; a SQLite file is made where there is none. Migrating is ``Migrator``'s work.
/// - Throws: ``StorageError``
package func openDatabase(_ url: DatabaseURL) async throws -> any Database {
    switch url.location {
    case .sqlite(let path): try SQLiteDatabase(url: url, path: path)
    case .server(let address): throw StorageError.unsupportedScheme(address.product.scheme)
    case .odbc: throw StorageError.unsupportedScheme("odbc")
    }
}
