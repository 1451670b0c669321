import Domain

/// Lines of a calendar's text as RFC 5545, 3.1 has them: a name, a colon and a value, folded where they are long.
struct ContentLines {
    /// Bytes of a line in UTF-8, without its end.
    static let longest = 75

    private(set) var text = ""

    /// - Parameter value: as it is to be read; it holds no line end.
    mutating func add(_ name: String, _ value: String) { fold("\(name):\(value)") }

    /// - Parameter text: anything that people write.
    mutating func add(_ name: String, text: String) { add(name, Self.escaped(text)) }

    /// What is left of a long line goes on in the next one after a blank, which counts. No character is cut in two: programs that read
    /// a line as text before they join it would lose it.
    private mutating func fold(_ line: String) {
        guard line.utf8.count > Self.longest else {
            text += line + "\r\n"
            return
        }
        var room = Self.longest
        for scalar in line.unicodeScalars {
            let length = UTF8.width(scalar)
            if length > room {
                text += "\r\n "
                room = Self.longest - 1
            }
            text.unicodeScalars.append(scalar)
            room -= length
        }
        text += "\r\n"
    }

    /// Escapes what has a meaning in a value, and leaves out control characters, for which there is no way to write them.
    static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": escaped.append(contentsOf: ["\\", scalar])
            // Both together end one line.
            case "\n" where previous == "\r": break
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": escaped.append(contentsOf: ["\\", "n"])
            case "\t": escaped.append(scalar)
            case _ where scalar.properties.generalCategory == .control: break
            default: escaped.append(scalar)
            }
            previous = scalar
        }
        return String(escaped)
    }
}
