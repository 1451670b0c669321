import CODBC
import Storage

/// How a driver wants to be spoken to.
struct DriverTraits: Hashable, Sendable {
    /// SQL type of a text parameter up to ``longestText`` bytes, and beyond.
    var text = Int16(SQL_VARCHAR)
    var longText = Int16(SQL_LONGVARCHAR)
    var blob = Int16(SQL_LONGVARBINARY)
    var longestText = 4000
    /// Statements are not prepared: behind a pooler that gives each transaction another server connection, a prepared one
    /// would be looked for where it is not.
    var executesDirectly = false
    /// Transactions begin by themselves and end through the driver.
    var usesDriverTransactions = false
    /// A cell longer than its place in a block can be asked for afterwards.
    var fetchesLongCellsFromBlocks = true
    /// It takes the connection string for Latin-1 otherwise.
    var connectsInUTF16 = false
    /// What an empty text is stored as, where the database takes it for NULL.
    var emptyText: String?
}

extension DriverTraits {
    /// How a parameter is passed. Kind nil: it is NULL.
    func types(of kind: ColumnKind?, longest bytes: Int) -> (c: SQLSMALLINT, sql: SQLSMALLINT) {
        switch kind {
        case .integer: (SQLSMALLINT(SQL_C_SBIGINT), SQLSMALLINT(SQL_BIGINT))
        case .blob: (SQLSMALLINT(SQL_C_BINARY), blob)
        case .text: (SQLSMALLINT(SQL_C_CHAR), bytes > longestText ? longText : text)
        case nil: (SQLSMALLINT(SQL_C_CHAR), text)
        }
    }
}
