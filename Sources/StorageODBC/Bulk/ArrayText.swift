import Storage

/// An array in PostgreSQL's own notation, `{1,2,NULL}`, which is parsed by the server in one go: an array parameter costs
/// it a fraction of as many single ones.
struct ArrayText {
    private(set) var bytes = [UInt8(ascii: "{")]
    /// Nil while every value is NULL.
    private(set) var kind: ColumnKind?

    mutating func append(_ value: Int64) {
        kind = .integer
        separate()
        append(decimal: value)
    }

    mutating func appendNull() {
        separate()
        bytes += Array("NULL".utf8)
    }

    mutating func append(_ text: String) {
        kind = .text
        separate()
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// `"\\x00ff"`: the backslash of the hexadecimal form is itself escaped.
    mutating func append(_ blob: [UInt8]) {
        kind = .blob
        separate()
        bytes += Array(#""\\x"#.utf8)
        for byte in blob {
            bytes.append(Self.hexadecimal[Int(byte >> 4)])
            bytes.append(Self.hexadecimal[Int(byte & 15)])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// The finished array; the next value begins a new one.
    mutating func take() -> String {
        bytes.append(UInt8(ascii: "}"))
        defer {
            bytes.removeAll(keepingCapacity: true)
            bytes.append(UInt8(ascii: "{"))
            kind = nil
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let hexadecimal = Array("0123456789abcdef".utf8)

    private mutating func separate() {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func append(decimal value: Int64) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        let start = bytes.count
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }
}
