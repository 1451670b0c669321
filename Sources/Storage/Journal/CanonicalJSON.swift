/// JSON with exactly one form for each value: sorted keys, no blanks. Fit to be hashed and compared.
///
/// Foundation's encoder writes the same text. It took three quarters of what the journal takes of an import.
enum CanonicalJSON {
    static func text(_ value: any Encodable) throws -> String {
        let node = JSONNode()
        try value.encode(to: CanonicalEncoder(node: node, codingPath: []))
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256)
        node.write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// A value that is taken apart, until its keys can be sorted.
final class JSONNode {
    enum Part {
        case literal(StaticString)
        case integer(String)
        case text(String)
        case node(JSONNode)
    }

    /// What holds the parts; a value that says nothing of itself is an empty object.
    enum Shape { case object, list, single }

    var shape = Shape.object
    /// Keys of an object alone are not empty.
    private var parts: [(key: String, part: Part)] = []

    var count: Int { parts.count }

    func add(_ part: Part, _ key: String = "") {
        if parts.isEmpty { parts.reserveCapacity(8) }
        parts.append((key, part))
    }

    func addNode(_ key: String = "") -> JSONNode {
        let node = JSONNode()
        add(.node(node), key)
        return node
    }

    func write(to bytes: inout [UInt8]) {
        switch shape {
        case .single: if let value = parts.last { Self.write(value.part, to: &bytes) }
        case .list: write(parts, between: "[", and: "]", to: &bytes)
        case .object:
            parts.sort { $0.key < $1.key }
            write(parts, between: "{", and: "}", to: &bytes)
        }
    }

    private func write(
        _ parts: [(key: String, part: Part)], between open: Character, and close: Character, to bytes: inout [UInt8]
    ) {
        bytes.append(contentsOf: open.utf8)
        for (index, (key, part)) in parts.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            if shape == .object {
                JSONText.append(key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
            }
            Self.write(part, to: &bytes)
        }
        bytes.append(contentsOf: close.utf8)
    }

    private static func write(_ part: Part, to bytes: inout [UInt8]) {
        switch part {
        case .literal(let word): word.withUTF8Buffer { bytes.append(contentsOf: $0) }
        case .integer(let digits): bytes.append(contentsOf: digits.utf8)
        case .text(let text): JSONText.append(text, to: &bytes)
        case .node(let node): node.write(to: &bytes)
        }
    }
}
