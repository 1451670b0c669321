import ArgumentParser
import Services

/// Another way to a terminal: `10.0.0.7`, `10.0.0.7:4371`, `[fd00::7]:4370`, each with `/udp` or `/tcp` behind it.
struct RouteArgument: ExpressibleByArgument, Sendable {
    var route: DeviceConnection.Alternative

    init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let place = HostPort(parts[0]) else { return nil }
        let transport = parts.count == 2 ? DeviceTransport(rawValue: String(parts[1])) : .automatic
        guard let transport else { return nil }
        route = DeviceConnection.Alternative(host: place.host, port: place.port ?? 4370, transport: transport)
    }
}

/// `reader.local:4001`, `[fd00::7]:4001`, or without a port.
struct HostPort: Hashable, Sendable {
    var host: String
    var port: Int?

    init?(_ text: some StringProtocol) {
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
