/// How what a reader sends becomes the user id or card number by which people are known.
///
/// One card has many numbers: readers send its bytes in either order, all of them or the lowest 24 or 32 bits, in
/// decimal or hexadecimal digits, with zeros in front or without.
package struct UserText: Hashable, Sendable, Codable {
    package enum Reads: String, Hashable, Sendable, Codable, CaseIterable {
        case text, decimal, hexadecimal
    }

    package enum Writes: String, Hashable, Sendable, Codable, CaseIterable {
        case text, decimal, hexadecimal
        /// The lowest 24 bits as they are printed on cards: three digits for the upper 8, five for the lower 16.
        case facility
    }

    package var reads: Reads
    package var writes: Writes
    package var reversesBytes: Bool
    /// Nil keeps them all.
    package var lowestBits: Int?
    /// Zeros in front up to so many digits. Nil: a number has none, and text keeps those it came with.
    package var digits: Int?
    /// Of text; a number has none anyway.
    package var dropsLeadingZeros: Bool

    package init(
        reads: Reads = .text, writes: Writes = .text, reversesBytes: Bool = false, lowestBits: Int? = nil,
        digits: Int? = nil, dropsLeadingZeros: Bool = false
    ) {
        self.reads = reads
        self.writes = writes
        self.reversesBytes = reversesBytes
        self.lowestBits = lowestBits
        self.digits = digits
        self.dropsLeadingZeros = dropsLeadingZeros
    }

    var problems: [String] {
        var all: [String] = []
        if (reads == .text) != (writes == .text) {
            all.append("The user id is read as \(reads) and written as \(writes): choose text for both, or numbers.")
        }
        if reads == .text, reversesBytes || lowestBits != nil {
            all.append("Only a card number has bytes and bits: read the user id as decimal or hexadecimal.")
        }
        if let lowestBits, !(8...64).contains(lowestBits) {
            all.append("A card number keeps 8 to 64 bits, not \(lowestBits).")
        }
        if let digits, !(1...DeviceUserID.capacity).contains(digits) {
            all.append("A user id has 1 to \(DeviceUserID.capacity) characters, not \(digits).")
        }
        return all
    }
}

extension UserText {
    /// - Throws: The reason, as the end of a sentence about the line.
    func convert(_ text: String) throws(LineProblem) -> DeviceUserID {
        let converted = try reads == .text ? padded(String(withoutZeros(text[...]))) : number(text[...])
        guard !converted.isEmpty else { throw LineProblem("its user id is empty") }
        guard converted.utf8.count <= DeviceUserID.capacity else {
            throw LineProblem("its user id is longer than \(DeviceUserID.capacity) bytes")
        }
        guard converted.unicodeScalars.allSatisfy({ $0.value > 0x20 && !(0x7F...0x9F).contains($0.value) }) else {
            throw LineProblem("its user id “\(converted)” has blanks or characters that cannot be printed in it")
        }
        return DeviceUserID(converted)
    }

    private func withoutZeros(_ text: Substring) -> Substring {
        guard dropsLeadingZeros, !text.isEmpty else { return text }
        let rest = text.drop { $0 == "0" }
        return rest.isEmpty ? "0" : rest
    }

    private func padded(_ text: String) -> String {
        String(repeating: "0", count: max(0, (digits ?? 0) - text.count)) + text
    }

    private func number(_ text: Substring) throws(LineProblem) -> String {
        let isHexadecimal = reads == .hexadecimal
        let digits = isHexadecimal && (text.hasPrefix("0x") || text.hasPrefix("0X")) ? text.dropFirst(2) : text
        guard digits.allSatisfy({ $0.isASCII && $0.isHexDigit }),
            var value = UInt64(digits, radix: isHexadecimal ? 16 : 10)
        else {
            let isOtherwise = !isHexadecimal && digits.allSatisfy(\.isHexDigit)
            throw LineProblem(
                "“\(text)” is no \(reads) number of at most 64 bits"
                    + (isOtherwise ? "; if the reader writes hexadecimal digits, have the user id read so" : ""))
        }
        if reversesBytes { value = reversed(value, bytes: isHexadecimal ? (digits.count + 1) / 2 : nil) }
        if let lowestBits, lowestBits < 64 { value &= 1 << UInt64(lowestBits) - 1 }
        return padded(written(value))
    }

    /// Hexadecimal digits tell how many bytes there are; of a decimal number, they are 4 or 8.
    private func reversed(_ value: UInt64, bytes: Int?) -> UInt64 {
        let count = min(8, bytes ?? (value <= UInt32.max ? 4 : 8))
        return value.byteSwapped >> UInt64((8 - count) * 8)
    }

    private func written(_ value: UInt64) -> String {
        switch writes {
        case .text, .decimal: return String(value)
        case .hexadecimal: return String(value, radix: 16, uppercase: true)
        case .facility:
            let (facility, card) = (String(value >> 16 & 0xFF), String(value & 0xFFFF))
            return String(repeating: "0", count: 3 - facility.count) + facility
                + String(repeating: "0", count: 5 - card.count) + card
        }
    }
}
