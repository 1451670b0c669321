/// One open connection inside one transaction: what every store runs on.
///
/// Synchronous, and confined to the executor of its database: it is only ever seen inside the closure of
/// ``Database/read(_:)`` or ``Database/write(_:)``, and must not leave it. Stores write SQL that every dialect
/// understands; what differs between databases goes through ``dialect``. `?` marks an argument.
///
/// Every method throws ``StorageError``, or `CancellationError` when the task is cancelled. After an error the transaction
/// is lost on some databases: let it throw to the end of the closure.
package protocol SQLConnection: AnyObject {
    var dialect: any Dialect { get }
    /// Where the journal's entries wait within ``JournalStore/gathering(_:)``; nobody else's affair.
    var gathering: JournalGathering? { get set }

    /// Runs a statement that returns no rows.
    /// - Returns: the number of rows it changed.
    @discardableResult
    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int

    /// Calls `row` for each row in turn. The row is one reused view of the current row: read it, do not keep it.
    func query(_ sql: String, _ arguments: [SQLValue], _ row: (any SQLRow) throws -> Void) throws

    /// Runs `body` so that, when it throws, what it did is undone and the rest of the transaction stands. Catch only errors
    /// of your own outside: a lost connection or a conflict ends the whole transaction.
    func nested<T>(_ body: () throws -> T) throws -> T

    /// Inserts one row into a table whose `id` the database gives.
    /// - Returns: that id.
    func insert(into table: String, _ columns: [String], _ values: [SQLValue]) throws -> Int64

    /// Does one thing with many rows.
    /// - Returns: the number of rows changed in all. An upsert's count is not to be relied on: databases count what they
    ///   overwrite differently.
    @discardableResult
    func bulk(_ statement: BulkStatement, _ rows: (any SQLBulk) throws -> Void) throws -> Int
}

/// The current row of a query; columns count from 0.
package protocol SQLRow: AnyObject {
    func isNull(_ column: Int) -> Bool
    /// 0 where the column is NULL.
    func integer(_ column: Int) -> Int64
    /// Empty where the column is NULL.
    func text(_ column: Int) -> String
    func blob(_ column: Int) -> [UInt8]
    /// The bytes of a text or blob column without a copy; valid inside `body` alone.
    func withBytes<T>(_ column: Int, _ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T
}

/// Rows on their way into one ``BulkStatement``. Bind each parameter (from 0), then ``send()``.
///
/// A driver may hold sent rows back and pass them on as arrays; what was changed is known when ``SQLConnection/bulk``
/// returns.
package protocol SQLBulk: AnyObject {
    func bind(_ value: Int64, _ parameter: Int)
    func bindNull(_ parameter: Int)
    func bind(_ text: String, _ parameter: Int)
    func bind(_ bytes: [UInt8], _ parameter: Int)
    func send() throws
}

extension SQLBulk {
    package func bind(_ value: Int64?, _ parameter: Int) {
        if let value { bind(value, parameter) } else { bindNull(parameter) }
    }
}

extension SQLRow {
    package func optionalInteger(_ column: Int) -> Int64? { isNull(column) ? nil : integer(column) }
    package func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }
    package func optionalBlob(_ column: Int) -> [UInt8]? { isNull(column) ? nil : blob(column) }
    package func flag(_ column: Int) -> Bool { integer(column) != 0 }
}

extension SQLConnection {
    @discardableResult
    package func execute(_ sql: String) throws -> Int { try execute(sql, []) }

    /// Sets columns of the row with this id.
    /// - Returns: how many such rows there are.
    @discardableResult
    package func update(_ table: String, _ columns: [String], _ values: [SQLValue], id: Int64) throws -> Int {
        let assignments = columns.map { "\($0) = ?" }.joined(separator: ", ")
        return try execute("UPDATE \(table) SET \(assignments) WHERE id = ?", values + [.integer(id)])
    }

    /// All rows, each turned into a value.
    package func all<T>(_ sql: String, _ arguments: [SQLValue] = [], _ row: (any SQLRow) throws -> T) throws -> [T] {
        var values: [T] = []
        try query(sql, arguments) { values.append(try row($0)) }
        return values
    }

    /// The first row, or nil.
    package func first<T>(_ sql: String, _ arguments: [SQLValue] = [], _ row: (any SQLRow) throws -> T) throws -> T? {
        var value: T?
        try query(sql, arguments) { if value == nil { value = try row($0) } }
        return value
    }

    /// Every row of a table in the order of its ids, in portions: drivers of servers keep a whole result in memory.
    ///
    /// - Parameters:
    ///   - select: of one table, without condition and order; its first column is `id`.
    ///   - next: called after each portion.
    func walk(
        _ select: String, portion: Int, _ row: (any SQLRow) throws -> Void, next: () -> Void = {}
    ) throws {
        let page = dialect.page(limit: portion, offset: 0)
        var last = Int64.min
        var count = portion
        while count == portion {
            count = 0
            try query("\(select) WHERE id > ? ORDER BY id \(page)", [.int64(last)]) {
                try row($0)
                last = $0.integer(0)
                count += 1
            }
            next()
        }
    }

    package func hasTable(_ name: String) throws -> Bool {
        try all(dialect.listTables) { $0.text(0) }.contains(name)
    }

    /// Makes a table that is not there. Outside of a transaction: another program may make it at the same time, and then it
    /// is there as well.
    package func make(_ table: String, by statement: String) throws {
        if try hasTable(table) { return }
        do { try execute(statement) } catch let error as StorageError {
            guard try hasTable(table) else { throw error }
        }
    }

    /// The first column of the first row as an integer; nil where there is no row or it is NULL.
    package func integer(_ sql: String, _ arguments: [SQLValue] = []) throws -> Int64? {
        try first(sql, arguments) { $0.optionalInteger(0) } ?? nil
    }
}
