import Storage

/// A connection inside a transaction.
final class ODBCConnection: SchemaConnection {
    private let link: ODBCLink
    private let server: any ServerDialect
    private let failures: FailureReader
    private var savepoints = 0
    var gathering: JournalGathering?
    /// Says whether the transaction is still the one that was begun. Asked after arrays, where the server may not have said so.
    var isOwnTransaction: (() throws -> Bool)?

    var dialect: any Dialect { server }

    init(_ link: ODBCLink, dialect: any ServerDialect, failures: FailureReader) {
        self.link = link
        self.server = dialect
        self.failures = failures
    }

    @discardableResult
    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        try running(sql) { statement in
            try statement.execute(arguments)
            return try statement.changedRows()
        }
    }

    func query(_ sql: String, _ arguments: [SQLValue], _ row: (any SQLRow) throws -> Void) throws {
        try running(sql) { statement in
            try statement.execute(arguments)
            try statement.forEachRow(row)
        }
    }

    func insert(into table: String, _ columns: [String], _ values: [SQLValue]) throws -> Int64 {
        let insert = dialect.insert(into: table, columns)
        switch server.returnedID(of: insert) {
        case .row(let sql): return try givenID(of: table, sql, values)
        case .following(let query):
            try execute(insert, values)
            return try givenID(of: table, query, [])
        case .outputParameter(let sql):
            return try running(sql) { try $0.executeReturningID(values) }
        }
    }

    private func givenID(of table: String, _ sql: String, _ values: [SQLValue]) throws -> Int64 {
        guard let id = try integer(sql, values) else {
            throw StorageError.unreadable("a row of \(table) without a number")
        }
        return id
    }

    @discardableResult
    func bulk(_ statement: BulkStatement, _ rows: (any SQLBulk) throws -> Void) throws -> Int {
        try givingIDs(to: statement) {
            let writer = BulkWriter(statement, server, by: self)
            try rows(writer)
            return try writer.finish()
        }
    }

    private func givingIDs<T>(to statement: BulkStatement, _ body: () throws -> T) throws -> T {
        guard statement.action == .insertKeepingIDs,
            let permission = server.permissionToGiveIDs(in: statement.table)
        else { return try body() }
        try link(server.adapted(permission.grant))
        do {
            let result = try body()
            try link(server.adapted(permission.revoke))
            return result
        } catch {
            // It outlives the transaction, and would be in the way of the next table on this connection.
            try? link(server.adapted(permission.revoke))
            throw error
        }
    }

    func nested<T>(_ body: () throws -> T) throws -> T {
        savepoints += 1
        defer { savepoints -= 1 }
        let name = "nested_\(savepoints)"
        try link(server.savepoint(name))
        do {
            let result = try body()
            if let release = server.release(name) { try link(release) }
            return result
        } catch {
            try? link(server.rollback(to: name))
            throw error
        }
    }

    func transaction<T>(_ body: () throws -> T) throws -> T {
        try reporting { try link.setAutocommit(false) }
        defer { try? link.setAutocommit(true) }
        for statement in server.beginWrite { try link(statement) }
        do {
            let result = try body()
            try reporting { try link.commit() }
            return result
        } catch {
            try? link.rollback()
            throw error
        }
    }

    private func link(_ sql: String) throws {
        try reporting { try link.run(sql) }
    }

    private func reporting<T>(_ body: () throws -> T) throws -> T {
        do { return try body() } catch let failure as ODBCFailure { throw failures.error(failure, isDead: link.isDead) }
    }

    /// Has a statement run and its result closed; what the driver says becomes a ``StorageError``.
    private func running<T>(_ sql: String, _ body: (ODBCStatement) throws -> T) throws -> T {
        try Task.checkCancellation()
        return try reporting {
            let statement = try link.statement(for: sql, adapted: server.adapted)
            defer { statement.close() }
            do {
                return try link.canceller.during(statement.handle) { try body(statement) }
            } catch let failure as ODBCFailure {
                link.forgetStatement(for: sql)
                throw failure
            }
        }
    }
}

extension ODBCConnection: BulkRunner {
    var traits: DriverTraits { link.traits }

    func run(_ sql: String, _ arguments: [SQLValue]) throws -> Int { try execute(sql, arguments) }

    func run(_ sql: String, _ arrays: ParameterArrays) throws -> Int {
        let changed = try running(sql) { try arrays.execute($0) }
        if let isOwnTransaction, server.mayLoseTransactionsUnsaid, try !isOwnTransaction() {
            throw StorageError.server(ServerError(.conflict, database: failures.database))
        }
        return changed
    }
}
