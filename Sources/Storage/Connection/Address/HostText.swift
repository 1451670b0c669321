/// The hosts of an address: `db.example:5433,[::1],%2Fvar%2Frun%2Fpostgresql`.
struct HostText {
    let product: DatabaseProduct

    /// What keeps a text from being a list of hosts, in words that repeat nothing of it.
    struct Mistake: Error {
        let reason: String

        init(_ reason: String) { self.reason = reason }
    }

    /// - Parameter isEncoded: false: the bytes were decoded already, and a `%` stands for itself.
    func hosts(in list: ArraySlice<UInt8>, isEncoded: Bool) throws(Mistake) -> [ServerAddress.Host] {
        var hosts: [ServerAddress.Host] = []
        for part in list.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
            hosts.append(try host(part, isEncoded: isEncoded))
        }
        return hosts
    }

    /// A port from 1 to 65535.
    static func port(_ bytes: some Collection<UInt8>) throws(Mistake) -> Int {
        let text = String(decoding: bytes, as: UTF8.self)
        guard bytes.allSatisfy(isDigit), let port = Int(text), (1...65535).contains(port) else {
            throw Mistake(
                "a port is a number from 1 to 65535 (in a password, : / ? and @ are written %3A %2F %3F and %40)")
        }
        return port
    }

    private func host(_ text: ArraySlice<UInt8>, isEncoded: Bool) throws(Mistake) -> ServerAddress.Host {
        if text.first == UInt8(ascii: "[") { return try bracketed(text) }
        // A path given as an option may hold colons; written in the place of a host, its slashes are encoded.
        if text.first == UInt8(ascii: "/") { return try named(text, port: nil, isEncoded: isEncoded) }
        let name = text.prefix { $0 != UInt8(ascii: ":") }
        guard name.endIndex < text.endIndex else { return try named(name, port: nil, isEncoded: isEncoded) }
        let port = try Self.port(text[(name.endIndex + 1)...])
        return try named(name, port: port, isEncoded: isEncoded)
    }

    private func bracketed(_ text: ArraySlice<UInt8>) throws(Mistake) -> ServerAddress.Host {
        let inside = text.dropFirst().prefix { $0 != UInt8(ascii: "]") }
        guard inside.endIndex < text.endIndex, let name = PercentCoding.decoded(inside), IPAddress.isIPv6(name) else {
            throw Mistake("in brackets stands an IPv6 address, such as [::1]")
        }
        let after = text[(inside.endIndex + 1)...]
        guard let colon = after.first else { return .init(name: name, port: product.defaultPort) }
        guard colon == UInt8(ascii: ":") else {
            throw Mistake("after an IPv6 address in brackets comes :port or nothing")
        }
        return .init(name: name, port: try Self.port(after.dropFirst()))
    }

    private func named(_ text: ArraySlice<UInt8>, port: Int?, isEncoded: Bool) throws(Mistake) -> ServerAddress.Host {
        let decoded = isEncoded ? PercentCoding.decoded(text) : String(decoding: text, as: UTF8.self)
        guard let name = decoded else { throw Mistake(ServerAddressParser.encoding) }
        if name.isEmpty { throw Mistake("a host's name is missing") }
        if name.hasPrefix("/") {
            try checkSocket(name)
            return .init(name: name, port: port ?? product.defaultPort)
        }
        if name.utf8.allSatisfy(Self.isDigit) { throw Mistake("a port is written with a colon, as in db.example:1433") }
        guard product == .sqlServer, let slash = name.firstIndex(of: "\\") else {
            try checkName(name)
            return .init(name: name, port: port ?? product.defaultPort)
        }
        let (server, instance) = (String(name[..<slash]), String(name[name.index(after: slash)...]))
        try checkName(server)
        try checkName(instance)
        if port != nil { throw Mistake("a named instance has no port of its own; leave out the one or the other") }
        return .init(name: server, port: product.defaultPort, instance: instance)
    }

    private func checkSocket(_ path: String) throws(Mistake) {
        guard product == .postgresql || product == .mysql else {
            throw Mistake("\(product.name) has no sockets in the file system; name a host")
        }
        // The socket's whole address has room for 108 bytes.
        if path.utf8.count > 100 { throw Mistake("a socket's path has at most 100 bytes") }
    }

    /// Letters of any script, digits, `-`, `_`, `.`: nothing that a driver could take for an attribute of its own.
    private func checkName(_ name: String) throws(Mistake) {
        let isName = name.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || $0.properties.numericType == .decimal || "-_.".unicodeScalars.contains($0)
        }
        guard isName, !name.isEmpty else {
            throw Mistake("a host's name has letters, digits, - _ and . alone; an IPv6 address stands in brackets")
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
