/// What stands behind the `?` of a request: `SN=…&table=…`.
package struct PushQuery: Hashable, Sendable {
    /// A serial number is short, and letters, digits, `-` and `_`: it becomes part of answers and messages.
    package static let longestSerialNumber = 40

    private var values: [String: String] = [:]

    /// Names are taken as written, and the first of each: a second `SN` cannot replace the one that was looked at.
    package init(_ text: some StringProtocol) {
        for pair in Array(text.utf8).split(separator: UInt8(ascii: "&"), maxSplits: 64) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = parts.first.map(Self.decoded), !name.isEmpty, values[name] == nil else { continue }
            values[name] = parts.count > 1 ? Self.decoded(parts[1]) : ""
        }
    }

    package subscript(name: String) -> String? { values[name] }

    /// Nil where there is none that could be one.
    package var serialNumber: String? {
        values["SN"].flatMap { Self.isSerialNumber($0) ? $0 : nil }
    }

    package static func isSerialNumber(_ text: String) -> Bool {
        (1...longestSerialNumber).contains(text.utf8.count)
            && text.unicodeScalars.allSatisfy {
                $0.isASCII
                    && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || "-_".unicodeScalars.contains($0))
            }
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        var result: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2, let value = hex(rest.prefix(2)) {
                result.append(value)
                rest = rest.dropFirst(2)
            } else {
                // A `+` is one: terminals do not escape what they send.
                result.append(byte)
            }
        }
        return RecordText.decode(bytes: result)
    }

    private static func hex(_ digits: ArraySlice<UInt8>) -> UInt8? {
        digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
            ? UInt8(String(decoding: digits, as: UTF8.self), radix: 16) : nil
    }
}

extension PushKnock {
    /// Nil where the query names no serial number.
    package init?(_ query: PushQuery, address: String) {
        guard let serialNumber = query.serialNumber else { return nil }
        self.init(
            serialNumber: serialNumber, address: address, pushVersion: query["pushver"].map(Self.short),
            deviceType: query["DeviceType"].map(Self.short), commKey: query["pushcommkey"])
    }

    /// Strangers write this; somebody reads it in a list.
    private static func short(_ text: String) -> String { String(PushText.clean(text).prefix(40)) }
}
