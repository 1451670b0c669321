@testable import Storage

/// A database that writes down what it is told and has no rows.
final class RecordingConnection: SQLConnection {
    let dialect: any Dialect
    var gathering: JournalGathering?
    private(set) var statements: [String] = []
    private(set) var bulks: [BulkStatement] = []

    init(_ dialect: any Dialect) { self.dialect = dialect }

    private func record(_ sql: String) { statements.append(dialect.adapted(sql)) }

    func execute(_ sql: String, _ arguments: [SQLValue]) -> Int {
        record(sql)
        return 0
    }

    func query(_ sql: String, _ arguments: [SQLValue], _ row: (any SQLRow) throws -> Void) { record(sql) }

    func nested<T>(_ body: () throws -> T) throws -> T { try body() }

    func insert(into table: String, _ columns: [String], _ values: [SQLValue]) -> Int64 {
        record(dialect.insert(into: table, columns))
        return 1
    }

    func bulk(_ statement: BulkStatement, _ rows: (any SQLBulk) throws -> Void) throws -> Int {
        record(statement.rowSQL(dialect))
        bulks.append(statement)
        let counter = Counter()
        try rows(counter)
        return counter.sent
    }

    private final class Counter: SQLBulk {
        var sent = 0
        func bind(_ value: Int64, _ parameter: Int) {}
        func bindNull(_ parameter: Int) {}
        func bind(_ text: String, _ parameter: Int) {}
        func bind(_ bytes: [UInt8], _ parameter: Int) {}
        func send() { sent += 1 }
    }
}
