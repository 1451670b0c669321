/// Bytes as text, the way people paste them.
package enum Hex {
    package static func string(_ bytes: some Sequence<UInt8>, separator: String = " ") -> String {
        bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined(separator: separator)
    }

    /// Reads hex digits with blanks, colons, commas, dashes, line breaks, `0x` and `\x` between them.
    ///
    /// Nil when something else is in the text, when there is an odd number of digits, or nothing at all.
    package static func bytes(_ text: String) -> [UInt8]? {
        var nibbles: [UInt8] = []
        for word in text.split(whereSeparator: { $0.isWhitespace || ":,-_\\".contains($0) }) {
            var digits = word[...]
            if digits.hasPrefix("0x") || digits.hasPrefix("0X") { digits = digits.dropFirst(2) }
            if digits.hasPrefix("x") { digits = digits.dropFirst() }
            guard digits.count.isMultiple(of: 2) || digits.count == 1 else { return nil }
            if digits.count == 1 { nibbles.append(0) }
            for digit in digits {
                guard digit.isASCII, let value = digit.hexDigitValue else { return nil }
                nibbles.append(UInt8(value))
            }
        }
        guard !nibbles.isEmpty else { return nil }
        return stride(from: 0, to: nibbles.count, by: 2).map { nibbles[$0] << 4 | nibbles[$0 + 1] }
    }
}
