/// A CHECK of a table.
package struct SchemaCheck: Hashable, Sendable {
    /// Those of the table that it speaks of, sorted.
    package var columns: [String]
    /// What stands in its brackets, with single spaces. Most databases write it anew in their own way.
    package var condition: String
}

extension SchemaCheck {
    /// Each `CHECK (…)` of a declaration.
    /// - Parameter columns: of the table: which of its words are meant as names.
    static func all(in declaration: String, columns: Set<String>) -> [SchemaCheck] {
        let tokens = [SQLToken](of: declaration)
        return tokens.indices.compactMap { index in
            guard case .word(let word) = tokens[index], word.uppercased() == "CHECK" else { return nil }
            let after = tokens[(index + 1)...].drop(while: \.isSpace)
            guard after.first == .symbol("(") else { return nil }
            let end = tokens.end(ofBracketAt: after.startIndex)
            return SchemaCheck(Array(tokens[(after.startIndex + 1)..<max(end - 1, after.startIndex + 1)]), columns)
        }
    }

    private init(_ tokens: [SQLToken], _ columns: Set<String>) {
        self.columns = Set(Self.names(tokens)).intersection(columns).sorted()
        condition = tokens.map { $0.isSpace ? " " : $0.text }.joined()
    }

    /// Words that may be names, without quotation marks. PostgreSQL's `::character varying` names a type.
    private static func names(_ tokens: [SQLToken]) -> [String] {
        var names: [String] = []
        var isType = false
        for token in tokens {
            switch token {
            case .word(let word): if !isType { names.append(word.lowercased()) }
            case .quoted(let text): if text.first != "'" { names.append(text.dropFirst().dropLast().lowercased()) }
            case .symbol(let symbol): isType = symbol == ":"
            case .space: break
            }
        }
        return names
    }
}
