/// The `%41` of addresses, over the bytes of UTF-8: a combining accent after a delimiter must not hide the delimiter.
enum PercentCoding {
    private static let unreserved = Set("-._~".utf8)

    /// Nil where a percent sign is not followed by two hexadecimal digits, or the bytes are no text, or hold a zero byte.
    static func decoded(_ bytes: some Sequence<UInt8>, plusIsSpace: Bool = false) -> String? {
        var result: [UInt8] = []
        var rest = bytes.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = digit(rest.next()), let low = digit(rest.next()) else { return nil }
                result.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: result.append(UInt8(ascii: " "))
            default: result.append(byte)
            }
        }
        guard !result.contains(0) else { return nil }
        return String(validating: result, as: UTF8.self)
    }

    /// - Parameter kept: stands as it is although it is a delimiter elsewhere.
    static func encoded(_ text: String, keeping kept: String = "") -> String {
        let plain = unreserved.union(kept.utf8)
        return text.utf8.reduce(into: "") { result, byte in
            let scalar = UnicodeScalar(byte)
            if plain.contains(byte) || isLetterOrDigit(byte) {
                result.unicodeScalars.append(scalar)
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                result += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
    }

    static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    private static func digit(_ byte: UInt8?) -> UInt8? {
        switch byte {
        case .some(let byte) where (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte): byte - UInt8(ascii: "0")
        case .some(let byte) where (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20): (byte | 0x20) - 87
        default: nil
        }
    }
}
