/// Which database: one string that says where the company's data is.
///
/// `sqlite:///etime.db` (beside the working directory), `sqlite:////var/lib/etime/etime.db` or a plain path;
/// `postgresql://user:password@host:port/database?options`, likewise `mysql`, `mssql` and `oracle`, also as SQLAlchemy writes
/// them; `odbc:` and an ODBC connection string.
package struct DatabaseURL: Hashable, Sendable {
    package enum Location: Hashable, Sendable {
        /// A path of the file system, relative or absolute.
        case sqlite(path: String)
        case server(ServerAddress)
        case odbc(ODBCAddress)
    }

    private static let slashes = "after sqlite: come three slashes and a path, or four and a path from the root"
    private static let attributes =
        "after odbc: come attributes, as in odbc:Driver={PostgreSQL ANSI};Server=db.example; "
        + "with ; between them, and a value that holds ; or } in braces with } doubled"

    package let location: Location

    /// - Throws: ``StorageError``; no text of it repeats a password.
    package init(_ text: String) throws(StorageError) {
        if text.utf8.contains(0) { throw .notAnAddress(redacting: text, reason: "an address cannot hold a zero byte") }
        if let odbc = Self.odbcText(text) {
            guard let address = ODBCAddress(odbc) else { throw .notAnAddress(redacting: text, reason: Self.attributes) }
            location = .odbc(address)
        } else if let separator = Self.separator(in: text) {
            let name = text[..<separator.lowerBound].lowercased()
            location = try Self.location(scheme: name, text[separator.upperBound...], in: text)
        } else {
            try PlainPath(text: text).checkIsNoAddress()
            location = .sqlite(path: try PlainPath(text: text).checked(text))
        }
    }

    package init(_ location: Location) {
        self.location = location
    }

    /// What stands before the first colon.
    package var scheme: String {
        switch location {
        case .sqlite: "sqlite"
        case .server(let address): address.product.scheme
        case .odbc: "odbc"
        }
    }

    private static func location(
        scheme name: String, _ rest: Substring, in text: String
    ) throws(StorageError) -> Location {
        guard AddressScheme.isWellFormed(name) else {
            throw .notAnAddress(redacting: text, reason: "before :// comes the kind of database, such as postgresql")
        }
        switch AddressScheme(name) {
        case nil: throw .unsupportedScheme(name)
        case .sqlite:
            guard rest.utf8.first == UInt8(ascii: "/") else { throw .notAnAddress(redacting: text, reason: slashes) }
            return .sqlite(path: try PlainPath(text: text).checked(String(Substring(rest.utf8.dropFirst()))))
        case .server(let product):
            return .server(try ServerAddressParser(product: product, text: text).address(rest))
        }
    }

    /// Over bytes, since an accent that combines with the slash would hide it.
    private static func separator(in text: String) -> Range<String.Index>? { text.utf8.firstRange(of: "://".utf8) }

    /// What stands behind `odbc:`, or encoded in SQLAlchemy's `mssql+pyodbc:///?odbc_connect=`.
    private static func odbcText(_ text: String) -> String? {
        let start = text.utf8.prefix(5).map { $0 | 0x20 }
        if start.elementsEqual("odbc:".utf8.map { $0 | 0x20 }) { return String(Substring(text.utf8.dropFirst(5))) }
        guard let range = text.utf8.firstRange(of: "+pyodbc:///?odbc_connect=".utf8),
            AddressScheme(text[..<range.lowerBound].lowercased()) != nil
        else { return nil }
        return PercentCoding.decoded(text.utf8[range.upperBound...], plusIsSpace: true)
    }
}

extension DatabaseURL: CustomStringConvertible {
    /// What tells it from other databases, without the password.
    package var description: String {
        switch location {
        case .sqlite(let path): "sqlite:///\(path)"
        case .server(let address): address.description
        case .odbc(let address): "odbc:\(address)"
        }
    }
}
