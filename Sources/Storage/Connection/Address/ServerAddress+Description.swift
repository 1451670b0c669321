extension ServerAddress: CustomStringConvertible {
    /// The address without the password, and without those options that do not tell one database from another.
    package var description: String {
        let start = user.map { PercentCoding.encoded($0) + "@" } ?? ""
        let query = distinguishing.map { name, value in
            "\(name)=\(PercentCoding.encoded(value, keeping: "/"))"
        }
        let path = namesSID ? "" : "/" + PercentCoding.encoded(database)
        let options = query.isEmpty ? "" : "?" + query.joined(separator: "&")
        return "\(product.scheme)://\(start)\(hostList)\(path)\(options)"
    }

    private var hostList: String { loneSocket == nil ? hosts.map(\.description).joined(separator: ",") : "" }

    private var loneSocket: Host? { hosts.count == 1 && hosts[0].isSocket ? hosts[0] : nil }

    private var distinguishing: [(name: String, value: String)] {
        var options: [(String, String)] = []
        if let socket = loneSocket {
            options.append((product == .mysql ? "unix_socket" : "host", socket.name))
            if product != .mysql, socket.port != product.defaultPort { options.append(("port", "\(socket.port)")) }
        }
        if namesSID { options.append(("sid", database)) }
        if let schema { options.append(("schema", schema)) }
        return options + self.options.filter(\.isVerbatim).map { ("odbc.\($0.name)", $0.value) }
    }
}

extension ServerAddress.Host: CustomStringConvertible {
    package var description: String {
        if let instance { return "\(PercentCoding.encoded(name))\\\(PercentCoding.encoded(instance))" }
        if name.contains(":") { return "[\(PercentCoding.encoded(name, keeping: ":"))]:\(port)" }
        return "\(isSocket ? PercentCoding.encoded(name) : name):\(port)"
    }
}
