package import Domain
package import Storage
import Synchronization

/// A record as the journal calls it.
package struct RecordKey: Hashable, Sendable {
    package var entity: JournalEntity
    package var id: String

    package init(_ entity: JournalEntity, _ id: String) {
        self.entity = entity
        self.id = id
    }

    package init<Owner>(_ entity: JournalEntity, _ id: ID<Owner>) { self.init(entity, String(id.rawValue)) }
}

/// A record is another than whoever changes it has seen.
package struct PreconditionFailure: Error {
    package init() {}
}

/// What a change is tied to: the records are still as somebody saw them. It is looked at within the transaction of the change, so that
/// nobody comes in between.
package final class Precondition: Sendable {
    @TaskLocal static var current: Precondition?

    private let records: [RecordKey]
    private let version: Int64
    private let isOpen = Mutex(true)

    /// - Parameter version: as ``Services/version(of:)`` told it.
    package init(_ records: [RecordKey], version: Int64) {
        self.records = records
        self.version = version
    }

    /// The first change of the body is made only where the precondition holds.
    /// - Throws: ``PreconditionFailure``, and nothing was changed.
    package func holding<T: Sendable>(_ body: () async throws -> T) async throws -> T {
        try await Self.$current.withValue(self) { try await body() }
    }

    /// What follows from the change itself changes the records again.
    func check(_ db: any SQLConnection) throws {
        guard isOpen.withLock({ $0 }) else { return }
        guard try JournalStore(db).version(of: records) == version else { throw PreconditionFailure() }
    }

    /// The change is stored. Not before: a server may have a transaction run again.
    func close() { isOpen.withLock { $0 = false } }
}

/// A database whose changes keep to ``Precondition/current``.
struct PreconditionedDatabase: Database {
    let database: any Database

    var url: DatabaseURL { database.url }
    var dialect: any Dialect { database.dialect }
    var hasTransactionalDDL: Bool { database.hasTransactionalDDL }

    func read<T: Sendable>(_ body: @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await database.read(body)
    }

    func write<T: Sendable>(_ body: @Sendable (any SQLConnection) throws -> T) async throws -> T {
        guard let condition = Precondition.current else { return try await database.write(body) }
        let result = try await database.write { db in
            try condition.check(db)
            return try body(db)
        }
        condition.close()
        return result
    }

    func alter<T: Sendable>(_ body: @Sendable (any SchemaConnection) throws -> T) async throws -> T {
        try await database.alter(body)
    }

    func mark() async throws -> DatabaseMark? { try await database.mark() }

    func close() async throws { try await database.close() }
}

extension JournalStore {
    fileprivate func version(of records: [RecordKey]) throws -> Int64 {
        try records.map { try latest(of: $0.entity, id: $0.id) ?? 0 }.max() ?? 0
    }
}

extension Services {
    /// The place of the last change of the records in the journal: another one after each change.
    package func version(of records: [RecordKey]) async throws -> Int64 {
        try await context.database.read { try JournalStore($0).version(of: records) }
    }
}
