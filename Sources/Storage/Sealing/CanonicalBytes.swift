/// Bytes that are sealed: every value has exactly one form, described in `docs/ledger.md`.
///
/// Integers are big-endian; a text is its length in bytes (32 bits) and its UTF-8; what may be missing is one byte 0, or
/// one byte 1 and the value.
struct CanonicalBytes {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int = 256) {
        bytes.reserveCapacity(capacity)
    }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    mutating func append(_ integer: some FixedWidthInteger) {
        withUnsafeBytes(of: integer.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// A stored integer in the width of its field. One that does not fit, which only tampering brings about, is not cut
    /// to size: it takes eight bytes, and the seal does not match.
    mutating func append<Width: FixedWidthInteger>(_ integer: Int64, as width: Width.Type) {
        if let exact = Width(exactly: integer) { append(exact) } else { append(integer) }
    }

    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }

    mutating func append(_ utf8: UnsafeRawBufferPointer) {
        append(UInt32(utf8.count))
        bytes.append(contentsOf: utf8)
    }

    mutating func append(optional integer: Int64?) {
        append(UInt8(integer == nil ? 0 : 1))
        if let integer { append(integer) }
    }

    mutating func append(optional text: String?) {
        append(UInt8(text == nil ? 0 : 1))
        if let text { append(text) }
    }

    /// A hash or a marker of fixed length, as it is.
    mutating func append(raw: [UInt8]) { bytes.append(contentsOf: raw) }
}
