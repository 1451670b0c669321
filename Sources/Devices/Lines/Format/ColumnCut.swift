/// A part of a line.
struct LinePiece: Hashable, Sendable {
    var text: [Unicode.Scalar]
    /// Where it stands in the line, in characters.
    var range: Range<Int>

    /// Without the blanks around it.
    var trimmed: LinePiece {
        let head = text.prefix { ScalarSet.blanks.contains($0) }.count
        guard head < text.count else { return LinePiece(text: [], range: range.lowerBound..<range.lowerBound) }
        let tail = text.reversed().prefix { ScalarSet.blanks.contains($0) }.count
        guard head + tail > 0 else { return self }
        // A field with "" in it stands on more characters than it has: the quotes stay part of its place.
        return LinePiece(text: Array(text[head..<text.count - tail]), range: range)
    }

    var string: String { LineText.string(text) }
}

/// Cuts a line at its delimiters.
struct ColumnCut: Hashable, Sendable {
    var delimiter: [Unicode.Scalar]
    var isQuoted: Bool
    var joinsRepeated: Bool

    func cut(_ line: [Unicode.Scalar]) -> [LinePiece] {
        var pieces: [LinePiece] = []
        var position = 0
        while true {
            let (piece, end) = piece(of: line, from: position)
            if !joinsRepeated || !piece.text.isEmpty { pieces.append(piece) }
            guard end < line.count else { return pieces }
            position = end + delimiter.count
        }
    }

    private func piece(of line: [Unicode.Scalar], from start: Int) -> (LinePiece, end: Int) {
        if isQuoted, start < line.count, line[start] == "\"" { return quoted(line, from: start) }
        let end = self.end(in: line, from: start)
        return (LinePiece(text: Array(line[start..<end]), range: start..<end), end)
    }

    private func quoted(_ line: [Unicode.Scalar], from start: Int) -> (LinePiece, end: Int) {
        var text: [Unicode.Scalar] = []
        var index = start + 1
        while index < line.count {
            if line[index] == "\"" {
                guard index + 1 < line.count, line[index + 1] == "\"" else { break }
                index += 1
            }
            text.append(line[index])
            index += 1
        }
        // What stands between the closing quote and the delimiter belongs to the field too.
        let rest = min(index + 1, line.count)
        let end = self.end(in: line, from: rest)
        return (LinePiece(text: text + line[rest..<end], range: start..<end), end)
    }

    private func end(in line: [Unicode.Scalar], from start: Int) -> Int {
        var index = start
        while index < line.count {
            if line[index...].starts(with: delimiter) { return index }
            index += 1
        }
        return line.count
    }
}
