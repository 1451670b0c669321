import GRDB

/// Runs `body` on a database in memory, which is gone afterwards.
func withMemoryDatabase<T>(_ dialect: SQLiteDialect, _ body: (any SQLConnection) throws -> T) throws -> T {
    let name = ":memory:"
    do {
        return try DatabaseQueue().inDatabase { try body(SQLiteConnection($0, path: name, dialect: dialect)) }
    } catch {
        throw storageError(error, path: name)
    }
}
