import Glibc

/// Addresses of the internet protocol in their usual spellings; nothing is looked up.
enum IPAddress {
    static func isIPv6(_ text: String) -> Bool {
        // The zone of a link-local address, `fe80::1%eth0`, is the resolver's affair.
        let parts = text.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 1 || parts[1].utf8.allSatisfy(PercentCoding.isLetterOrDigit), parts.last?.isEmpty == false
        else { return false }
        return bytes(of: String(parts[0]), family: AF_INET6) != nil
    }

    /// 127.0.0.0/8 in four parts, or ::1 in any of its spellings, also the former within IPv6.
    static func isLoopback(_ text: String) -> Bool {
        if let four = bytes(of: text, family: AF_INET) { return four[0] == 127 }
        guard let sixteen = bytes(of: text, family: AF_INET6) else { return false }
        let zeros = Array(repeating: UInt8(0), count: 10)
        return sixteen == zeros + [0, 0, 0, 0, 0, 1] || sixteen.starts(with: zeros + [0xff, 0xff, 127])
    }

    private static func bytes(of text: String, family: Int32) -> [UInt8]? {
        var buffer = Array(repeating: UInt8(0), count: 16)
        guard inet_pton(family, text, &buffer) == 1 else { return nil }
        return Array(buffer.prefix(family == AF_INET ? 4 : 16))
    }
}
