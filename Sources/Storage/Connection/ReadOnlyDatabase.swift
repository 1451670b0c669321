/// A database that nobody may change through it: each write throws the same error.
package struct ReadOnlyDatabase: Database {
    private let database: any Database
    private let refusal: any Error

    package init(_ database: any Database, refusing refusal: any Error) {
        self.database = database
        self.refusal = refusal
    }

    package var url: DatabaseURL { database.url }
    package var dialect: any Dialect { database.dialect }
    package var hasTransactionalDDL: Bool { database.hasTransactionalDDL }

    package func read<T: Sendable>(_ body: @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await database.read(body)
    }

    package func write<T: Sendable>(_ body: @Sendable (any SQLConnection) throws -> T) async throws -> T {
        throw refusal
    }

    package func alter<T: Sendable>(_ body: @Sendable (any SchemaConnection) throws -> T) async throws -> T {
        throw refusal
    }

    package func mark() async throws -> DatabaseMark? { try await database.mark() }

    package func close() async throws { try await database.close() }
}
