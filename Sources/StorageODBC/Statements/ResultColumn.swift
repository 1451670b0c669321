import CODBC
import Storage

/// How one column of a result is fetched.
struct ResultColumn: Hashable {
    var kind: ColumnKind
    /// Bytes of one cell in a block; a longer one is fetched by itself.
    var width: Int
    /// There may be cells that do not fit.
    var mayBeLong: Bool

    /// - Parameter number: from 1.
    init(_ number: Int, of statement: ODBCHandle, _ traits: DriverTraits) throws {
        var type: SQLSMALLINT = 0
        var size: SQLULEN = 0
        var (nameLength, digits, nullable): (SQLSMALLINT, SQLSMALLINT, SQLSMALLINT) = (0, 0, 0)
        try statement.check(
            SQLDescribeCol(
                statement.raw, SQLUSMALLINT(number), nil, 0, &nameLength, &type, &size, &digits, &nullable))
        kind = Self.kind(of: Int32(type))
        if kind == .integer, !traits.takesNumbers {
            // Its digits, whatever the driver says of their number.
            kind = .text
            size = 40
        }
        mayBeLong = kind == .blob || kind == .text && (size == 0 || size > 255)
        width =
            switch kind {
            case .integer: 8
            // Four bytes a character, and the zero that the driver puts behind them.
            case .text: size == 0 || size > 255 ? 256 : Int(size) * 4 + 1
            case .blob: 256
            }
    }

    private static func kind(of type: Int32) -> ColumnKind {
        switch type {
        case SQL_BIGINT, SQL_INTEGER, SQL_SMALLINT, SQL_TINYINT, SQL_BIT, SQL_NUMERIC, SQL_DECIMAL, SQL_DOUBLE,
            SQL_FLOAT,
            SQL_REAL:
            .integer
        case SQL_BINARY, SQL_VARBINARY, SQL_LONGVARBINARY: .blob
        default: .text
        }
    }

    var cType: SQLSMALLINT {
        switch kind {
        case .integer: SQLSMALLINT(SQL_C_SBIGINT)
        case .text: SQLSMALLINT(SQL_C_CHAR)
        case .blob: SQLSMALLINT(SQL_C_BINARY)
        }
    }

    /// The longest cell that fits.
    var capacity: Int { kind == .text ? width - 1 : width }
}
