/// A table as a terminal shows it: columns as wide as their widest cell, numbers flush right, two blanks between.
struct TextTable {
    struct Column {
        var title: String
        var isFlexible: Bool
        var isNumeric: Bool
        var width: Int
    }

    private static let gap = 2
    /// A flexible column is not cut below this: a name of which nothing is left helps nobody.
    private static let narrowest = 8

    private var columns: [Column]
    private let rows: [[String]]

    init(_ listing: Listing<some Any>) {
        var listing = listing
        listing.columns.removeAll { column in
            column.isDetail || column.isOptional && listing.rows.allSatisfy { column.cell($0) == .none }
        }
        let cells = listing.rows.map(listing.cells)
        let texts = cells.map { $0.map(\.text) }
        rows = texts
        columns = listing.columns.enumerated().map { index, column in
            let filled = cells.lazy.map { $0[index] }.filter { $0 != .none }
            return Column(
                title: column.title, isFlexible: column.isFlexible,
                isNumeric: !filled.isEmpty && filled.allSatisfy(\.isNumeric),
                width: texts.reduce(column.title.displayWidth) { max($0, $1[index].displayWidth) })
        }
    }

    /// - Parameter terminal: its width bounds the lines; without a width nothing is cut.
    func rendered(for terminal: Terminal) -> String {
        var table = self
        if let limit = terminal.width { table.shrink(to: limit) }
        let heading = table.line(table.columns.map(\.title))
        let rule = table.columns.map { String(repeating: "─", count: $0.width) }
            .joined(separator: String(repeating: " ", count: Self.gap))
        let body = rows.map { table.line($0) }
        return ([terminal.bold(heading), terminal.dim(rule)] + body).joined(separator: "\n") + "\n"
    }

    /// What is left when everything that may be cut is cut.
    fileprivate var narrowestWidth: Int {
        columns.reduce(Self.gap * (columns.count - 1)) {
            $0 + ($1.isFlexible ? min($1.width, Self.narrowest) : $1.width)
        }
    }

    private mutating func shrink(to limit: Int) {
        var surplus = columns.reduce(Self.gap * (columns.count - 1)) { $0 + $1.width } - limit
        while surplus > 0,
            let widest = columns.indices.filter({ columns[$0].isFlexible && columns[$0].width > Self.narrowest })
                .max(by: { columns[$0].width < columns[$1].width })
        {
            columns[widest].width -= 1
            surplus -= 1
        }
    }

    private func line(_ texts: [String]) -> String {
        var line = ""
        for (column, text) in zip(columns, texts) {
            if !line.isEmpty || column.width == 0 { line += String(repeating: " ", count: Self.gap) }
            let fitted = text.truncated(toDisplayWidth: column.width)
            let padding = String(repeating: " ", count: max(0, column.width - fitted.displayWidth))
            line += column.isNumeric ? padding + fitted : fitted + padding
        }
        return line.trimmingTrailingBlanks
    }
}

extension Listing {
    /// Columns a terminal must have for the table.
    var narrowestWidth: Int { TextTable(self).narrowestWidth }
}

extension String {
    var trimmingTrailingBlanks: String {
        var end = endIndex
        while end > startIndex, self[index(before: end)] == " " { end = index(before: end) }
        return String(self[..<end])
    }
}
