/// Texts that cells point to by their place.
final class SharedStrings: PartReader {
    private(set) var all: [String] = []
    private var text = CellString()

    func begin(_ name: String, _ attributes: [String: String]) {
        if name == "si" { text = CellString() } else { text.begin(name) }
    }

    func end(_ name: String, _ text: String) {
        if name == "si" { all.append(self.text.whole) } else { self.text.end(name, text) }
    }
}

/// A text in pieces that are formatted differently.
struct CellString {
    private var text = ""
    /// How Japanese is pronounced stands beside it, and is no part of it.
    private var isPronunciation = false

    var whole: String { text.contains("_x") ? Self.unescaped(text) : text }

    mutating func begin(_ name: String) {
        if name == "rPh" { isPronunciation = true }
    }

    mutating func end(_ name: String, _ piece: String) {
        if name == "rPh" { isPronunciation = false }
        if name == "t", !isPronunciation { text += piece }
    }

    /// What XML cannot hold is written `_x000D_`.
    static func unescaped(_ text: String) -> String {
        text.replacing(/_x([0-9A-Fa-f]{4})_/) { match in
            let scalar = UInt32(match.1, radix: 16).flatMap { Unicode.Scalar($0) }
            return scalar.map { String($0) } ?? String(match.0)
        }
    }
}
