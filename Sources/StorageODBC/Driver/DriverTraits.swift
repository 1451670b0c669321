import CODBC
import Storage

/// How a driver wants to be spoken to about databases of one product.
struct DriverTraits: Hashable, Sendable {
    /// SQL types of parameters that have a length.
    struct Lengths: Hashable, Sendable {
        var short: Int16
        /// Of what is longer than ``longest`` bytes.
        var long: Int16
        var longest: Int
        /// Short ones are declared as long as they may be, whatever their length: a server that plans a statement anew for each
        /// length plans once.
        var areDeclaredAlike = false
    }

    var text = Lengths(short: Int16(SQL_VARCHAR), long: Int16(SQL_LONGVARCHAR), longest: 4000)
    var blob = Lengths(short: Int16(SQL_LONGVARBINARY), long: Int16(SQL_LONGVARBINARY), longest: 4000)
    /// As what a NULL is passed: nobody says which column it is for, so it must be of a kind that the server turns into any.
    var kindOfNull = ColumnKind.text
    /// Numbers of 64 bits may be passed and fetched as such; else they are digits.
    var takesNumbers = true
    /// Statements are not prepared: behind a pooler that gives each transaction another server connection, a prepared one
    /// would be looked for where it is not.
    var executesDirectly = false
    var longCells = LongCells.inOrder
    /// Transactions begin by themselves and end through the driver.
    var usesDriverTransactions = false
    /// What an empty text is stored as, where the database takes it for NULL.
    var emptyText: String?
}

extension DriverTraits {
    /// How a cell is fetched that may be longer than any place for it.
    enum LongCells: Hashable {
        /// If it does not fit its place in a block of rows, it is asked for afterwards.
        case besideBlocks
        /// The same, but rows are fetched one by one.
        case besideRows
        /// As ODBC promises it: rows are fetched one by one, and the first column that may be long and those behind it have no
        /// place at all but are asked for in their order.
        case inOrder

        /// MariaDB's driver (3.1.15) goes on in the long cell of one row of a block where it stopped in that of another.
        /// FreeTDS (1.3.17) leaves out what lies in the place already, and Microsoft's refuses what has one.
        init(_ driver: ODBCDriver.Kind?) {
            switch driver {
            case .psqlodbc: self = .besideBlocks
            case .mariaDB: self = .besideRows
            case .mySQL, .freeTDS, .microsoft, .oracle, nil: self = .inOrder
            }
        }
    }
}

extension DriverTraits {
    /// - Parameters:
    ///   - product: nil: one that this program has no words for.
    ///   - driver: nil: one that nobody here knows, so that it is asked for little.
    init(_ product: DatabaseProduct?, _ driver: ODBCDriver.Kind?, executesDirectly: Bool = false) {
        self.executesDirectly = executesDirectly
        longCells = LongCells(driver)
        // Oracle's knows no SQL_C_SBIGINT.
        takesNumbers = product != .oracle
        if let dialect = product?.dialect {
            usesDriverTransactions = dialect.beginsImplicitly
            emptyText = dialect.storedEmptyText
        }
        if product == .sqlServer { speakSQLServer() }
    }

    // What is declared VARCHAR is turned into the code page of the database, which has no letters of other countries. From
    // VARBINARY, and from no other type, the server turns a NULL into whatever the column is.
    private mutating func speakSQLServer() {
        text = Lengths(
            short: Int16(SQL_WVARCHAR), long: Int16(SQL_WLONGVARCHAR), longest: 4000, areDeclaredAlike: true)
        blob = Lengths(
            short: Int16(SQL_VARBINARY), long: Int16(SQL_LONGVARBINARY), longest: 8000, areDeclaredAlike: true)
        kindOfNull = .blob
    }

    /// The value as it is passed to the driver.
    func passed(_ value: SQLValue) -> SQLValue {
        switch value {
        case .int64(let number) where !takesNumbers: .text(String(number))
        case .text(let text) where text.isEmpty: emptyText.map { .text($0) } ?? value
        case .null, .int64, .text, .blob: value
        }
    }

    /// How a parameter is bound.
    struct Binding: Hashable {
        var cType: SQLSMALLINT
        var sqlType: SQLSMALLINT
        /// In characters, digits or bytes.
        var size: SQLULEN
    }

    /// - Parameters:
    ///   - kind: of the value, before it was ``passed(_:)``; nil: it is NULL.
    ///   - bytes: of the longest value.
    func binding(of kind: ColumnKind?, longest bytes: Int) -> Binding {
        switch kind ?? kindOfNull {
        case .integer where takesNumbers:
            Binding(cType: SQLSMALLINT(SQL_C_SBIGINT), sqlType: SQLSMALLINT(SQL_BIGINT), size: 19)
        case .integer: Binding(cType: SQLSMALLINT(SQL_C_CHAR), sqlType: SQLSMALLINT(SQL_DECIMAL), size: 19)
        case .text: text.binding(SQLSMALLINT(SQL_C_CHAR), bytes)
        case .blob: blob.binding(SQLSMALLINT(SQL_C_BINARY), bytes)
        }
    }
}

extension DriverTraits.Lengths {
    fileprivate func binding(_ cType: SQLSMALLINT, _ bytes: Int) -> DriverTraits.Binding {
        let size = areDeclaredAlike && bytes <= longest ? longest : max(1, bytes)
        return DriverTraits.Binding(cType: cType, sqlType: bytes > longest ? long : short, size: SQLULEN(size))
    }
}
