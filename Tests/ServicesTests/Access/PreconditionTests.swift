import Domain
import Storage
import Testing

@testable import Services

/// Changes that are tied to what somebody has seen.
struct PreconditionTests {
    @Test func aChangeIsMadeWhileTheRecordIsAsItWasSeen() async throws {
        try await withTestCompany { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            let key = RecordKey(.employee, asha.id)
            let seen = try await company.services.version(of: [key])
            // What follows from it, such as days that are worked out, changes more than the record.
            try await Precondition([key], version: seen).holding { try await company.rename(asha, to: "Asha V") }
            let now = try await company.services.version(of: [key])
            #expect(now > seen)
            await #expect(throws: PreconditionFailure.self) {
                try await Precondition([key], version: seen).holding { try await company.rename(asha, to: "Asha W") }
            }
            #expect(try await company.services.employees.find(code: "42", by: company.actor)?.employee.name == "Asha V")
            #expect(try await company.services.version(of: [key]) == now)
        }
    }

    /// As a server does after a deadlock: what was looked at in the first attempt is looked at again.
    @Test func aTransactionThatRunsAgainLooksAgain() async throws {
        try await withTestCompany { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            let key = RecordKey(.employee, asha.id)
            let seen = try await company.services.version(of: [key])
            let plain = company.plainDatabase
            let database = PreconditionedDatabase(
                database: RerunningDatabase(database: plain) {
                    // Another program, which is tied to nothing.
                    try await Task.detached { try await company.rename(asha, to: "Asha by somebody else") }.value
                })
            await #expect(throws: PreconditionFailure.self) {
                try await Precondition([key], version: seen).holding {
                    try await database.write { try $0.execute("UPDATE employee SET name = 'lost'", []) }
                }
            }
            #expect(
                try await company.services.employees.find(code: "42", by: company.actor)?.employee.name
                    == "Asha by somebody else")
        }
    }
}

/// The first attempt of each transaction is taken back, and something happens before the second.
private struct RerunningDatabase: Database {
    struct Deadlock: Error {}

    let database: any Database
    let between: @Sendable () async throws -> Void

    var url: DatabaseURL { database.url }
    var dialect: any Dialect { database.dialect }
    var hasTransactionalDDL: Bool { database.hasTransactionalDDL }

    func read<T: Sendable>(_ body: @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await database.read(body)
    }

    func write<T: Sendable>(_ body: @Sendable (any SQLConnection) throws -> T) async throws -> T {
        do {
            _ = try await database.write { db -> T in
                _ = try body(db)
                throw Deadlock()
            }
        } catch is Deadlock {}
        try await between()
        return try await database.write(body)
    }

    func alter<T: Sendable>(_ body: @Sendable (any SchemaConnection) throws -> T) async throws -> T {
        try await database.alter(body)
    }

    func close() async throws {}
}

extension TestCompany {
    fileprivate var plainDatabase: any Database { (database as? PreconditionedDatabase)?.database ?? database }

    /// By somebody who has seen nothing, whatever the caller is tied to.
    fileprivate func rename(_ employee: Employee, to name: String) async throws {
        let found = try #require(try await services.employees.find(code: employee.code, by: actor))
        var draft = found.draft
        draft.name = name
        try await services.employees.update(employee.id, to: draft, by: actor)
    }
}
