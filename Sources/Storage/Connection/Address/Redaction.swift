/// Makes a text that was meant to be an address fit to be shown: what may be a password is hidden, rather too much than too
/// little, for nobody knows what a malformed text means.
///
/// Shown are the scheme, the user, hosts, ports and the database, as far as they look like such; options are not.
enum Redaction {
    private static let names = ["password", "passwd", "pwd", "passphrase", "passwort", "secret", "token"]

    static func redacted(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let start = startOfAuthority(bytes)
        if bytes[..<start].map({ $0 | 0x20 }).starts(with: "odbc:".utf8.map { $0 | 0x20 }) {
            return "odbc:" + Secret.mask
        }
        let shown = bytes[..<(firstNamedPassword(bytes) ?? bytes.endIndex)]
        guard shown.endIndex > start else { return String(decoding: shown, as: UTF8.self) + Secret.mask }
        let scheme = String(decoding: shown[..<start], as: UTF8.self)
        guard let at = shown[start...].lastIndex(of: UInt8(ascii: "@")) else {
            return scheme + place(bytes[start...], upTo: shown.endIndex)
        }
        // Behind a scheme without its slashes, `oracle:password@host`, the name may be what followed one.
        let user = scheme.hasSuffix("//") || start == 0 ? user(bytes[start..<at]) : Secret.mask
        return scheme + user + "@" + place(bytes[(at + 1)...], upTo: shown.endIndex)
    }

    /// `password=…` and the like, in whatever form of address.
    static func namesPassword(_ text: String) -> Bool { firstNamedPassword(Array(text.utf8)) != nil }

    /// Where the value begins.
    private static func firstNamedPassword(_ bytes: [UInt8]) -> Int? {
        let lower = bytes.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
        return names.flatMap { name in
            lower.indices.compactMap { index -> Int? in
                guard lower[index...].starts(with: name.utf8) else { return nil }
                let after = lower[(index + name.utf8.count)...].drop { $0 == UInt8(ascii: " ") }
                if after.starts(with: "%3d".utf8) { return after.startIndex + 3 }
                return after.first == UInt8(ascii: "=") ? after.startIndex + 1 : nil
            }
        }.min()
    }

    /// Behind `://`, or behind what somebody wrote in its place.
    private static func startOfAuthority(_ bytes: [UInt8]) -> Int {
        let word = bytes.prefix { PercentCoding.isLetterOrDigit($0) || "+-._".utf8.contains($0) }.count
        let colons = bytes[word...].prefix { $0 == UInt8(ascii: ":") }.count
        let slashes = bytes[(word + colons)...].prefix { $0 == UInt8(ascii: "/") }.count
        // `user:password@host` has no scheme that could be skipped.
        let isScheme =
            slashes > 0 || AddressScheme.names.contains(String(decoding: bytes[..<word], as: UTF8.self).lowercased())
        return isScheme ? word + colons + slashes : 0
    }

    /// Of what stands before the last `@` a name is shown, and nothing behind it.
    private static func user(_ bytes: ArraySlice<UInt8>) -> String {
        let name = bytes.prefix { PercentCoding.isLetterOrDigit($0) || "+-._%".utf8.contains($0) }
        let shown = String(decoding: name, as: UTF8.self)
        return name.endIndex < bytes.endIndex ? "\(shown):\(Secret.mask)" : shown
    }

    /// Hosts, ports and a database, up to what is none of these.
    private static func place(_ bytes: ArraySlice<UInt8>, upTo end: Int) -> String {
        let candidates = bytes.prefix { PercentCoding.isLetterOrDigit($0) || "-._,/\\%:[]".utf8.contains($0) }
        let shown = candidates[..<min(candidates.endIndex, end, endBeforeOddColon(candidates))]
        return String(decoding: shown, as: UTF8.self) + (shown.endIndex < bytes.endIndex ? Secret.mask : "")
    }

    /// A colon that neither begins a port nor belongs to an IPv6 address may begin a password: the place behind it.
    private static func endBeforeOddColon(_ bytes: ArraySlice<UInt8>) -> Int {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == UInt8(ascii: "[") {
                let inside = bytes[(index + 1)...].prefix { ":.0123456789abcdefABCDEF".utf8.contains($0) }
                if inside.endIndex < bytes.endIndex, bytes[inside.endIndex] == UInt8(ascii: "]") {
                    index = inside.endIndex
                }
            }
            if bytes[index] == UInt8(ascii: ":"), !isPort(bytes[(index + 1)...]) { return index + 1 }
            index += 1
        }
        return bytes.endIndex
    }

    private static func isPort(_ bytes: ArraySlice<UInt8>) -> Bool {
        let digits = bytes.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        let next = bytes[digits.endIndex...].first
        return digits.count <= 5 && (next.map { "/,".utf8.contains($0) } ?? true)
    }
}
