/// A SQLite file, named by its path.
struct PlainPath {
    /// The whole address, for errors.
    let text: String

    func checked(_ path: String) throws(StorageError) -> String {
        if path.allSatisfy(\.isWhitespace) { throw mistake("the path is missing") }
        if path.hasPrefix(":memory:") { throw mistake("a database must be a file") }
        return path
    }

    /// A server's address with a slip in it shall not become a file that has the password for its name.
    func checkIsNoAddress() throws(StorageError) {
        if text.hasPrefix("/") || text.hasPrefix("./") || text.hasPrefix("../") { return }
        let scheme = text.utf8.prefix { PercentCoding.isLetterOrDigit($0) || "+-._".utf8.contains($0) }
        let name = String(decoding: scheme, as: UTF8.self).lowercased()
        let rest = text.utf8.dropFirst(scheme.count)
        if name == "sqlite", rest.first == UInt8(ascii: ":") {
            throw mistake("after sqlite: come three slashes and a path, or four and a path from the root")
        }
        if AddressScheme.names.contains(name.prefix { $0 != "+" }.description), Self.looksLikeAuthority(rest) {
            throw mistake("behind \(name) comes ://, as in \(name)://user@db.example/etime")
        }
        if Redaction.namesPassword(text) || Self.hasCredentials(text) || Self.hasPort(rest) || Self.namesHost(text) {
            throw mistake(
                "it looks like the address of a server, but does not begin with postgresql:// or the like "
                    + "(a file of such a name is written with ./ before it)")
        }
    }

    private static func looksLikeAuthority(_ rest: Substring.UTF8View) -> Bool {
        rest.first == UInt8(ascii: ":") || rest.starts(with: "//".utf8) || rest.contains(UInt8(ascii: "@"))
    }

    /// `user:password@host`
    private static func hasCredentials(_ text: String) -> Bool {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
        return text.utf8[colon...].contains(UInt8(ascii: "@"))
    }

    /// `:5432/etime`, behind a host.
    private static func hasPort(_ rest: Substring.UTF8View) -> Bool {
        guard rest.first == UInt8(ascii: ":") else { return false }
        let digits = rest.dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return !digits.isEmpty && rest.dropFirst(1 + digits.count).first == UInt8(ascii: "/")
    }

    /// `host=db dbname=etime`, or an ODBC connection string without `odbc:`.
    private static func namesHost(_ text: String) -> Bool {
        ["host=", "hostaddr=", "dbname=", "server=", "servername=", "driver=", "dsn=", "data source="]
            .contains { text.lowercased().hasPrefix($0) }
    }

    private func mistake(_ reason: String) -> StorageError { .notAnAddress(redacting: text, reason: reason) }
}
