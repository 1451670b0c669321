/// What is to be done with many rows, each of which has one value for each of ``columns``.
///
/// It says what, not how: a database takes the rows one by one, as arrays or many to a statement, whichever is fastest.
/// Two rows with the same key in one run are an error on some databases.
package struct BulkStatement: Hashable, Sendable {
    package enum Action: Hashable, Sendable {
        case insert
        /// The rows bring `id`s of their own to a table that counts them up.
        case insertKeepingIDs
        /// Leaves a row with the same key as it is; any other broken constraint is still an error.
        case insertIgnoring(key: [String])
        /// Overwrites the columns, other than the key, of a row with the same key.
        case upsert(key: [String])
        /// Sets the columns before the last `keyCount` in the row that has the values of the last ones.
        case update(keyCount: Int)
        /// Removes the row that has these values; none of them may be NULL.
        case delete
    }

    package let table: String
    package let columns: [String]
    package let action: Action

    private init(_ table: String, _ columns: [String], _ action: Action) {
        self.table = table
        self.columns = columns
        self.action = action
    }

    package static func insert(into table: String, _ columns: [String]) -> Self { Self(table, columns, .insert) }

    package static func insertKeepingIDs(into table: String, _ columns: [String]) -> Self {
        Self(table, columns, .insertKeepingIDs)
    }

    package static func insertIgnoring(into table: String, _ columns: [String], key: [String]) -> Self {
        Self(table, columns, .insertIgnoring(key: key))
    }

    package static func upsert(into table: String, _ columns: [String], key: [String]) -> Self {
        Self(table, columns, .upsert(key: key))
    }

    /// Parameters: those of `set`, then those of `key`.
    package static func update(_ table: String, set: [String], key: [String]) -> Self {
        Self(table, set + key, .update(keyCount: key.count))
    }

    package static func delete(from table: String, key: [String]) -> Self { Self(table, key, .delete) }
}

extension BulkStatement {
    /// The statement for one row, with one `?` for each column in order.
    package func rowSQL(_ dialect: any Dialect) -> String {
        switch action {
        case .insert, .insertKeepingIDs: dialect.insert(into: table, columns)
        case .insertIgnoring(let key): dialect.insertIgnoring(into: table, columns, key: key)
        case .upsert(let key): dialect.upsert(into: table, columns, key: key)
        case .update(let keyCount):
            "UPDATE \(table) SET \(equal(columns.dropLast(keyCount), ", ")) WHERE \(equal(columns.suffix(keyCount), " AND "))"
        case .delete: "DELETE FROM \(table) WHERE \(equal(columns[...], " AND "))"
        }
    }

    private func equal(_ columns: ArraySlice<String>, _ separator: String) -> String {
        columns.map { "\($0) = ?" }.joined(separator: separator)
    }
}
