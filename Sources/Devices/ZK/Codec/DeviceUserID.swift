/// Who punched, as the terminal knows the person ("PIN2"): up to 24 bytes of text, held in place.
///
/// A log has one of these a row; a `String` would allocate for each id longer than 15 bytes, and hash by
/// Unicode rules that do not matter here.
package struct DeviceUserID: Hashable, Sendable, Codable {
    package static let capacity = 24

    // Eight characters each, the first in the lowest byte; zero behind the end.
    private var first: UInt64 = 0
    private var second: UInt64 = 0
    private var third: UInt64 = 0

    /// Text longer than 24 bytes is cut; text behind a NUL is not part of an id.
    package init(_ text: some StringProtocol) {
        var text = String(text)
        self = text.withUTF8 {
            Self(field: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: $0.prefix(Self.capacity))))
        }
    }

    /// Terminals of the 28-byte era have numbers only.
    package init(_ number: UInt32) {
        var digits = number == 0 ? 1 : 0
        var rest = number
        while rest > 0 {
            digits += 1
            rest /= 10
        }
        rest = number
        for index in (0..<digits).reversed() {
            set(UInt8(ascii: "0") + UInt8(rest % 10), at: index)
            rest /= 10
        }
    }

    /// Reads a text field: up to its NUL, or whole. Firmwares leave stale bytes behind the NUL.
    @inline(__always)  // A log has hundreds of thousands, and a call each is a tenth of their decoding.
    init(field: UnsafeRawBufferPointer) {
        guard field.count >= Self.capacity else {
            for (index, byte) in field.enumerated() {
                guard byte != 0 else { return }
                set(byte, at: index)
            }
            return
        }
        var ended = false
        first = Self.word(of: field, at: 0, &ended)
        if !ended { second = Self.word(of: field, at: 8, &ended) }
        if !ended { third = Self.word(of: field, at: 16, &ended) }
    }

    private mutating func set(_ byte: UInt8, at index: Int) {
        let bits = UInt64(byte) << UInt64(index % 8 * 8)
        switch index / 8 {
        case 0: first |= bits
        case 1: second |= bits
        default: third |= bits
        }
    }

    /// Eight characters at once. The mask has the top bit set in the first byte that is zero (and perhaps in
    /// later ones, which do not matter).
    private static func word(of field: UnsafeRawBufferPointer, at offset: Int, _ ended: inout Bool) -> UInt64 {
        let word = UInt64(littleEndian: field.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        let zeros = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
        guard zeros != 0 else { return word }
        ended = true
        let kept = UInt64(zeros.trailingZeroBitCount / 8 * 8)
        return word & ((1 << kept) - 1)
    }

    package var isEmpty: Bool { first & 0xFF == 0 }

    package var bytes: [UInt8] { withBytes { Array($0) } }

    private func withBytes<T>(_ body: (UnsafeRawBufferPointer.SubSequence) -> T) -> T {
        withUnsafeBytes(of: (first.littleEndian, second.littleEndian, third.littleEndian)) { words in
            body(words.prefix { $0 != 0 })
        }
    }

    /// The number, for terminals that know only numbers.
    package var number: UInt32? { UInt32(description) }
}

extension DeviceUserID: CustomStringConvertible, ExpressibleByStringLiteral {
    package init(stringLiteral text: String) {
        self.init(text)
    }

    /// The text; what is not UTF-8 is read as ISO 8859-1, so that two ids never become the same text for want of
    /// characters.
    package var description: String { withBytes { RecordText.decode(bytes: $0) } }
}
