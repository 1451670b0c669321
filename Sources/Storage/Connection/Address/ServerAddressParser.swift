/// Takes `user:password@host:port,host/database?options` apart, everything behind `://`.
struct ServerAddressParser {
    static let encoding = "a percent sign begins a byte of two hexadecimal digits; write %25 for the sign itself"
    private static let strayAt =
        "behind the host stands an @; write / ? and @ in a password as %2F %3F and %40, "
        + "and an @ in a database's name or an option as %40"

    let product: DatabaseProduct
    /// The whole of it, for errors.
    let text: String

    /// - Throws: ``StorageError``
    func address(_ rest: Substring) throws(StorageError) -> ServerAddress {
        let bytes = Array(rest.utf8)
        let authority = bytes.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        let tail = bytes[authority.endIndex...]
        // The mistake that is made with passwords; told before anything of it is taken for an option's name.
        if tail.contains(UInt8(ascii: "@")) { throw mistake(Self.strayAt) }
        let path = tail.prefix { $0 != UInt8(ascii: "?") }
        var address = try credentials(authority)
        address.database = try database(path.dropFirst())
        let reader = OptionReader(
            parser: self, query: tail[path.endIndex...].dropFirst(), namesHost: !address.hosts.isEmpty)
        try reader.read(into: &address)
        if address.hosts.isEmpty { address.hosts = [standardHost] }
        if address.database.isEmpty { throw mistake("the database's name is missing, as in \(example)") }
        if product == .oracle, !Self.isOracleName(address.database) {
            throw mistake("an Oracle service has letters, digits and _ . - $ # alone")
        }
        return address
    }

    private static func isOracleName(_ name: String) -> Bool {
        name.utf8.allSatisfy { PercentCoding.isLetterOrDigit($0) || "_.-$#".utf8.contains($0) }
    }

    func mistake(_ reason: String) -> StorageError { .notAnAddress(redacting: text, reason: reason) }

    func decoded(_ bytes: ArraySlice<UInt8>, plusIsSpace: Bool = false) throws(StorageError) -> String {
        guard let text = PercentCoding.decoded(bytes, plusIsSpace: plusIsSpace) else { throw mistake(Self.encoding) }
        return text
    }

    func hosts(_ list: ArraySlice<UInt8>, isEncoded: Bool) throws(StorageError) -> [ServerAddress.Host] {
        do {
            return try HostText(product: product).hosts(in: list, isEncoded: isEncoded)
        } catch {
            throw mistake(error.reason)
        }
    }

    /// The user, the password and the hosts; the last `@` divides them.
    private func credentials(_ authority: ArraySlice<UInt8>) throws(StorageError) -> ServerAddress {
        let at = authority.lastIndex(of: UInt8(ascii: "@"))
        let list = at.map { authority[($0 + 1)...] } ?? authority
        var address = ServerAddress(
            product: product, hosts: list.isEmpty ? [] : try hosts(list, isEncoded: true), database: "")
        guard let at else { return address }
        let user = authority[..<at].prefix { $0 != UInt8(ascii: ":") }
        if !user.isEmpty { address.user = try decoded(user) }
        if user.endIndex < at { address.password = Secret(try decoded(authority[(user.endIndex + 1)..<at])) }
        return address
    }

    private func database(_ path: ArraySlice<UInt8>) throws(StorageError) -> String {
        if path.contains(UInt8(ascii: "/")) {
            throw mistake("behind the host comes one name, the database's; a slash in it is written %2F")
        }
        return try decoded(path)
    }

    /// This computer, as the product's own client has it.
    var standardHost: ServerAddress.Host {
        let name = product == .postgresql ? "/var/run/postgresql" : "localhost"
        return .init(name: name, port: product.defaultPort)
    }

    private var example: String { "\(product.scheme)://user@db.example:\(product.defaultPort)/etime" }
}
