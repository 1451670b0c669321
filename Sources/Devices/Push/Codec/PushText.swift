/// Pieces of the text that terminals push: records are lines, fields are parted by TAB. All of it is hostile until read.
enum PushText {
    static let tab = UInt8(ascii: "\t")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")

    /// Fields of a row; an empty one stays, so that places count.
    static func fields(_ line: ArraySlice<UInt8>, maximum: Int) -> [ArraySlice<UInt8>] {
        line.split(separator: tab, maxSplits: maximum, omittingEmptySubsequences: false)
    }

    /// UTF-8, and what is none of it as ISO 8859-1, without blanks at the ends.
    static func text(_ field: ArraySlice<UInt8>) -> String { RecordText.decode(bytes: trimmed(field)) }

    static func trimmed(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var field = field
        while field.first == UInt8(ascii: " ") { field.removeFirst() }
        while field.last == UInt8(ascii: " ") { field.removeLast() }
        return field
    }

    /// Digits only, with a sign in front of them at most: `+5`, `0x5` and a number with a million digits are none.
    static func number(_ field: some Collection<UInt8>) -> Int? {
        let isNegative = field.first == UInt8(ascii: "-")
        let digits = isNegative ? field.dropFirst() : field.dropFirst(0)
        guard !digits.isEmpty, digits.count <= 18 else { return nil }
        var value = 0
        for byte in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return isNegative ? -value : value
    }

    static func number(_ text: String?) -> Int? { text.flatMap { number(Array($0.utf8)) } }

    /// Whether a character moves, ends or hides text: it has no business in a field.
    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || [0x2028, 0x2029].contains(scalar.value)
    }

    /// A value as it goes into a command: what could end its field becomes a blank.
    static func clean(_ value: some StringProtocol) -> String {
        String(String.UnicodeScalarView(value.unicodeScalars.map { isControl($0) ? " " : $0 }))
    }
}

/// The lines of a body, ended by LF or CRLF; empty ones are left out. Walks over what came and copies nothing.
struct PushLines: Sequence, IteratorProtocol {
    private var rest: ArraySlice<UInt8>

    init(_ body: some Collection<UInt8>) {
        rest = ArraySlice(body)
    }

    mutating func next() -> ArraySlice<UInt8>? {
        while !rest.isEmpty {
            let end = rest.firstIndex(of: PushText.lineFeed) ?? rest.endIndex
            var line = rest[rest.startIndex..<end]
            rest = rest[Swift.min(end + 1, rest.endIndex)...]
            while line.last == PushText.carriageReturn { line.removeLast() }
            if !line.isEmpty { return line }
        }
        return nil
    }
}

/// `KEY=value` pairs of a line. Firmwares differ in the case of a key, and a value may hold `=` itself.
struct PushPairs {
    private var values: [String: ArraySlice<UInt8>] = [:]

    /// More pairs than any line of the protocol has are not looked at.
    init(_ line: ArraySlice<UInt8>, separator: UInt8 = PushText.tab) {
        for field in line.split(separator: separator, maxSplits: 64) {
            guard let equals = field.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let key = PushText.text(field[..<equals]).lowercased()
            if values[key] == nil { values[key] = field[(equals + 1)...] }
        }
    }

    func bytes(_ key: String) -> ArraySlice<UInt8>? { values[key.lowercased()].map(PushText.trimmed) }
    func text(_ key: String) -> String? { bytes(key).map(PushText.text) }
    func number(_ key: String) -> Int? { bytes(key).flatMap { PushText.number($0) } }

    /// Every pair as text, with keys in lower case.
    var texts: [String: String] { values.mapValues(PushText.text) }
}
