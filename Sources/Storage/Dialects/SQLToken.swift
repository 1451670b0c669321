/// A piece of a statement. Joined in order, the pieces are the statement.
enum SQLToken: Hashable {
    /// A keyword, a name or a number.
    case word(String)
    /// A text, or a name in quotation marks.
    case quoted(String)
    case space(String)
    case symbol(Character)

    var text: String {
        switch self {
        case .word(let text), .quoted(let text), .space(let text): text
        case .symbol(let character): String(character)
        }
    }

    var isSpace: Bool { if case .space = self { true } else { false } }
}

extension [SQLToken] {
    // Labelled: without, every Array("text") of this module would be one of tokens.
    init(of sql: String) {
        self = []
        var rest = Substring(sql)
        while let first = rest.first {
            let token = Self.token(first, &rest)
            append(token)
        }
    }

    var sql: String { map(\.text).joined() }

    private static func token(_ first: Character, _ rest: inout Substring) -> SQLToken {
        switch first {
        case "'", "\"", "`": .quoted(quotation(first, &rest))
        case _ where first.isWhitespace: .space(run(&rest) { $0.isWhitespace })
        case _ where isPartOfWord(first): .word(run(&rest, isPartOfWord))
        default: .symbol(rest.removeFirst())
        }
    }

    private static func isPartOfWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "_@$#".contains(character)
    }

    private static func run(_ rest: inout Substring, _ belongs: (Character) -> Bool) -> String {
        let run = rest.prefix(while: belongs)
        rest.removeFirst(run.count)
        return String(run)
    }

    // A doubled mark ends one quotation and begins the next, which comes to the same.
    private static func quotation(_ mark: Character, _ rest: inout Substring) -> String {
        var text = String(rest.removeFirst())
        while let character = rest.popFirst() {
            text.append(character)
            if character == mark { break }
        }
        return text
    }
}

extension [SQLToken] {
    /// Quotes the names among `reserved`: by the house rule, what is lower case is a name.
    func quoting(_ reserved: Set<String>, _ quoted: (String) -> String) -> [SQLToken] {
        map { token in
            guard case .word(let word) = token, reserved.contains(word) else { return token }
            return .quoted(quoted(word))
        }
    }

    /// Puts other tokens in the place of a run of words, wherever it stands; white space between them does not matter.
    func replacing(_ words: [String], with replacement: [SQLToken]) -> [SQLToken] {
        var result: [SQLToken] = []
        var index = 0
        while index < count {
            if let end = match(words, at: index) {
                result += replacement
                index = end
            } else {
                result.append(self[index])
                index += 1
            }
        }
        return result
    }

    /// The index after the words that stand at `start`; nil where others do.
    func match(_ words: [String], at start: Int) -> Int? {
        var index = start
        for (place, word) in words.enumerated() {
            if place > 0 { while index < count, self[index].isSpace { index += 1 } }
            guard index < count, self[index] == .word(word) else { return nil }
            index += 1
        }
        return index
    }

    /// The index after the bracket that closes the one at `start`.
    func end(ofBracketAt start: Int) -> Int {
        var depth = 0
        for index in start..<count {
            if self[index] == .symbol("(") { depth += 1 }
            if self[index] == .symbol(")") { depth -= 1 }
            if depth == 0 { return index + 1 }
        }
        return count
    }

    func trimmed() -> [SQLToken] {
        Array(drop(while: \.isSpace).reversed().drop(while: \.isSpace).reversed())
    }
}
