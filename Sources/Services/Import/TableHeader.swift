/// The first line of a table: which column stands where.
struct TableHeader {
    /// For each field of a line the place of its column in the table; nil: the column has no name, and nothing is read
    /// of it.
    let places: [Int?]

    private let record: TableRecord
    private let table: CompanyTable

    /// - Throws: ``ServiceError/invalid(_:)`` with all that is wrong, by column.
    init(_ record: TableRecord, of table: CompanyTable) throws(ServiceError) {
        self.record = record
        self.table = table
        let columns = table.columns
        var known: [String: Int] = [:]
        for (place, column) in columns.enumerated() {
            for key in [ImportColumn.key(column.name)] + column.spellings where known[key] == nil { known[key] = place }
        }
        let names = record.fields.map { CSVLine.unguarded($0).trimmed }
        places = names.map { known[ImportColumn.key($0)] }
        let unknown = zip(names, places).filter { $0.1 == nil && !$0.0.isEmpty }.map(\.0)
        let present = Set(places.compactMap { $0.map { columns[$0].name } })
        var problems = unknown.map(unknownProblem)
        problems += table.missing(present).map(missingProblem)
        for (place, column) in columns.enumerated() where places.count(where: { $0 == place }) > 1 {
            problems.append(twiceProblem(column.name))
        }
        if !problems.isEmpty { throw .invalid(problems) }
    }

    private func unknownProblem(_ name: String) -> FieldProblem {
        let shown = name.count > 40 ? name.prefix(40) + "…" : name[...]
        let meant = nearest(name).map { "; did you mean “\($0)”?" } ?? "."
        return FieldProblem(
            field: String(shown),
            sentence: "Line \(record.line) names a column “\(shown)”, and there is none\(meant) The columns are "
                + "\(table.columns.map(\.name).joined(separator: ", ")).")
    }

    private func missingProblem(_ name: String) -> FieldProblem {
        let wanted = table == .punches && name == "at" ? "“at”, or “date” and “time”" : "“\(name)”"
        return FieldProblem(
            field: name, sentence: "Line \(record.line) names no column \(wanted), which is needed.")
    }

    private func twiceProblem(_ name: String) -> FieldProblem {
        FieldProblem(
            field: name, sentence: "Line \(record.line) names the column “\(name)” twice; remove one of them.")
    }

    /// The column whose name differs least, where half of it is right.
    private func nearest(_ name: String) -> String? {
        let typed = Array(ImportColumn.key(name).utf8.prefix(60))
        let distances = table.columns.map { column in
            (column.name, Self.distance(typed, Array(ImportColumn.key(column.name).utf8)))
        }
        guard let best = distances.min(by: { $0.1 < $1.1 }), best.1 * 2 <= max(typed.count, 2) else { return nil }
        return best.0
    }

    /// How many letters have to be put in, left out or changed.
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var row = Array(0...b.count)
        for (i, letter) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in b.enumerated() {
                let changed = diagonal + (letter == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(changed, row[j] + 1, diagonal + 1)
            }
        }
        return row[b.count]
    }
}
