/// Writes rows, which came from ``TableReader``, into the same table elsewhere.
struct TableWriter: Sendable {
    let table: CopyTable
    /// Whether texts are held against the limits of their columns: what comes from SQLite may not fit.
    let checksTexts: Bool

    init(_ table: CopyTable, dialect: any Dialect) {
        self.table = table
        checksTexts = dialect.refusesUnfitTexts
    }

    /// Inserts the rows, without the columns that refer to the same table.
    func insert(_ content: RowBytes, _ db: any SQLConnection) throws {
        let last = table.columns.count - 1
        let deferred = Set(table.deferred)
        if checksTexts { try check(content) }
        let columns = table.columnNames
        let statement: BulkStatement =
            table.hasIdentity ? .insertKeepingIDs(into: table.name, columns) : .insert(into: table.name, columns)
        try db.bulk(statement) { rows in
            try content.forEachCell(columns: table.columns.count) { column, cell in
                if deferred.contains(column) { rows.bindNull(column) } else { rows.bind(cell, column) }
                if column == last { try rows.send() }
            }
        }
    }

    /// Fills the columns in that refer to rows of the same table.
    func link(_ content: RowBytes, _ db: any SQLConnection) throws {
        let columns = table.deferred + table.key
        let parameters = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
        let names = columns.map { table.columns[$0].name }
        let (set, key) = (Array(names.prefix(table.deferred.count)), Array(names.suffix(table.key.count)))
        try db.bulk(.update(table.name, set: set, key: key)) { rows in
            var isLinked = false
            try content.forEachCell(columns: table.columns.count) { column, cell in
                if let parameter = parameters[column] { rows.bind(cell, parameter) }
                if table.deferred.contains(column), !cell.isNull { isLinked = true }
                guard column == table.columns.count - 1 else { return }
                if isLinked { try rows.send() }
                isLinked = false
            }
        }
    }

    private func check(_ content: RowBytes) throws {
        var row = 0
        try content.forEachCell(columns: table.columns.count) { column, cell in
            if column == 0 { row += 1 }
            guard case .text(let text) = cell, !text.isEmpty else { return }
            if text.contains(0) {
                throw CopyError.zeroInText(
                    table: table.name, column: table.columns[column].name, row: words(row: row - 1, of: content))
            }
            guard let longest = table.columns[column].longest, text.count > longest,
                String(decoding: text, as: UTF8.self).unicodeScalars.count > longest
            else { return }
            throw CopyError.textTooLong(
                table: table.name, column: table.columns[column].name, row: words(row: row - 1, of: content),
                longest: longest)
        }
    }

    private func words(row wanted: Int, of content: RowBytes) -> String {
        var (row, key) = (-1, [SQLValue]())
        content.forEachCell(columns: table.columns.count) { column, cell in
            if column == 0 { row += 1 }
            if row == wanted, table.key.contains(column) { key.append(cell.value) }
        }
        return table.words(for: key)
    }
}

extension RowBytes.Cell {
    var isNull: Bool { if case .null = self { true } else { false } }
}

extension SQLBulk {
    fileprivate func bind(_ cell: RowBytes.Cell, _ parameter: Int) {
        switch cell {
        case .null: bindNull(parameter)
        case .integer(let integer): bind(integer, parameter)
        case .text(let content): bind(String(decoding: content, as: UTF8.self), parameter)
        case .blob(let content): bind([UInt8](content), parameter)
        }
    }
}
