/// As people write it: `10.0.0.7`, `10.0.0.7:4371`, `[fd00::7]:4370`, each with `/udp` or `/tcp` behind it.
extension DeviceConnection.Alternative {
    private static let standardPort = 4370

    /// Nil where it is none.
    package init?(text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let place = HostPort(parts[0]) else { return nil }
        let transport = parts.count == 2 ? DeviceTransport(rawValue: String(parts[1])) : .automatic
        guard let transport else { return nil }
        self.init(host: place.host, port: place.port ?? Self.standardPort, transport: transport)
    }

    package var text: String {
        let place =
            port == Self.standardPort ? host : host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        return transport == .automatic ? place : "\(place)/\(transport.rawValue)"
    }
}

/// `reader.local:4001`, `[fd00::7]:4001`, or without a port.
package struct HostPort: Hashable, Sendable {
    package var host: String
    package var port: Int?

    package init?(_ text: some StringProtocol) {
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            self.init(text[text.index(after: text.startIndex)..<end], rest: text[text.index(after: end)...])
        } else {
            // An IPv6 address has more colons than one.
            let colon = text.firstIndex(of: ":")
            let hasPort = colon == text.lastIndex(of: ":") ? colon : nil
            self.init(text[..<(hasPort ?? text.endIndex)], rest: hasPort.map { text[$0...] } ?? text[text.endIndex...])
        }
    }

    private init?(_ host: some StringProtocol, rest: some StringProtocol) {
        guard !host.isEmpty, !host.contains(where: \.isWhitespace) else { return nil }
        self.host = String(host)
        if rest.isEmpty { return }
        guard rest.hasPrefix(":"), let port = Int(rest.dropFirst()), (1...65_535).contains(port) else { return nil }
        self.port = port
    }
}
