/// Rows and how each becomes cells: the one definition behind the table, the CSV and the JSON of a command.
struct Listing<Row> {
    struct Column {
        /// Heading of the table and of the CSV.
        var title: String
        /// Key in JSON; part of what other programs rely on, so it never changes.
        var key: String
        /// May be cut short when the terminal is narrow.
        var isFlexible = false
        /// Left out of a table in which no row fills it; CSV and JSON always have it.
        var isOptional = false
        /// In CSV and JSON alone.
        var isDetail = false
        var cell: (Row) -> Cell
    }

    var columns: [Column]
    var rows: [Row]

    init(_ rows: [Row], _ columns: [Column]) {
        self.rows = rows
        self.columns = columns
    }

    func cells(of row: Row) -> [Cell] { columns.map { $0.cell(row) } }
}

extension Listing.Column {
    init(
        _ title: String, _ key: String, flexible: Bool = false, optional: Bool = false, detail: Bool = false,
        _ cell: @escaping (Row) -> Cell
    ) {
        self.init(title: title, key: key, isFlexible: flexible, isOptional: optional, isDetail: detail, cell: cell)
    }
}
