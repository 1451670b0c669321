/// A CREATE TABLE taken apart, to say the rules of single columns as rules of the table.
///
/// MySQL before 9 reads REFERENCES behind a column and forgets it, and a CHECK there may name no other column on MySQL,
/// SQL Server and Oracle. As rules of the table all of them keep both.
struct TableDefinition {
    private let head: [SQLToken]
    private let elements: [[SQLToken]]
    private let tail: [SQLToken]

    /// Nil where the statement is another one.
    init?(_ tokens: [SQLToken]) {
        guard tokens.match(["CREATE", "TABLE"], at: 0) != nil,
            let open = tokens.firstIndex(of: .symbol("("))
        else { return nil }
        let close = tokens.end(ofBracketAt: open) - 1
        head = Array(tokens[...open])
        elements = Self.split(Array(tokens[(open + 1)..<close]))
        tail = Array(tokens[close...])
    }

    /// The statement with the rules of its columns behind the columns.
    var withTableRules: [SQLToken] {
        let parts = elements.map { ColumnRules($0) }
        let all = parts.map(\.column) + parts.flatMap(\.rules)
        let separator: [SQLToken] = [.symbol(","), .space("\n    ")]
        let body: [SQLToken] = [.space("\n    ")] + all.joined(separator: separator) + [.space("\n")]
        return head + body + tail
    }

    private static func split(_ tokens: [SQLToken]) -> [[SQLToken]] {
        var elements: [[SQLToken]] = [[]]
        var depth = 0
        for token in tokens {
            if token == .symbol("(") { depth += 1 }
            if token == .symbol(")") { depth -= 1 }
            if token == .symbol(","), depth == 0 {
                elements.append([])
            } else {
                elements[elements.count - 1].append(token)
            }
        }
        return elements.map { $0.trimmed() }
    }
}

/// The definition of a column, and what it said beyond that. A rule of the table is left as it is.
struct ColumnRules {
    private(set) var column: [SQLToken] = []
    private(set) var rules: [[SQLToken]] = []

    init(_ element: [SQLToken]) {
        guard case .word(let name)? = element.first, name == name.lowercased() else {
            column = element
            return
        }
        var index = 0
        while index < element.count {
            let isCheck = element[index] == .word("CHECK")
            guard isCheck || element[index] == .word("REFERENCES"),
                let open = element[index...].firstIndex(of: .symbol("("))
            else {
                column.append(element[index])
                index += 1
                continue
            }
            let end = element.end(ofBracketAt: open)
            let rule = Array(element[index..<end])
            rules.append(isCheck ? rule : [SQLToken](of: "FOREIGN KEY (\(name)) ") + rule)
            column = column.trimmed()
            index = end
        }
    }
}
