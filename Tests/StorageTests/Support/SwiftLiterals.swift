/// The text literals of a Swift file, each as the parts between its interpolations. Literals inside of those are left out.
struct SwiftLiterals {
    private(set) var all: [[String]] = []
    private var rest: Substring

    init(_ source: String) {
        rest = Substring(source)
        while let first = rest.first {
            if rest.hasPrefix("//") {
                rest = rest.drop { !$0.isNewline }
            } else if first == "\"" {
                all.append(literal())
            } else {
                rest.removeFirst()
            }
        }
    }

    private mutating func literal() -> [String] {
        let mark = rest.hasPrefix("\"\"\"") ? "\"\"\"" : "\""
        rest.removeFirst(mark.count)
        var parts = [""]
        while !rest.isEmpty, !rest.hasPrefix(mark) {
            if rest.hasPrefix("\\(") {
                skipInterpolation()
                parts.append("")
            } else if rest.hasPrefix("\\") {
                rest.removeFirst(2)
            } else {
                parts[parts.count - 1].append(rest.removeFirst())
            }
        }
        rest = rest.dropFirst(mark.count)
        return parts
    }

    private mutating func skipInterpolation() {
        rest.removeFirst(2)
        var depth = 1
        while depth > 0, let first = rest.first {
            if first == "\"" {
                _ = literal()
                continue
            }
            depth += first == "(" ? 1 : first == ")" ? -1 : 0
            rest.removeFirst()
        }
    }
}
