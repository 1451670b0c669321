import Foundation

/// One row of a table, its cells in the order of the table's columns.
struct TableRow: Hashable {
    /// In the file, where the row begins, counted from 1.
    var line: Int
    /// Without guards and without blanks around them; empty where the file has no such column.
    var cells: [String]
    /// Why it cannot be read at all.
    var problem: FieldProblem?
}

/// A file of one kind of table, read but not compared with anything.
///
/// The first line names the columns, in any order and loosely. A column that is not known, one that is missing and one
/// that stands there twice are refused together.
struct TableFile {
    /// In rows: two years' punches of a thousand people.
    static let longest = 2_000_000

    let table: CompanyTable
    private(set) var rows: [TableRow] = []
    private let places: [String: Int]

    /// - Throws: ``ServiceError/unreadableImport(_:)``, ``ServiceError/invalid(_:)`` by column.
    init(_ data: Data, of table: CompanyTable) throws(ServiceError) {
        switch try CompanyFile(data) {
        case .text(let text): try self.init(CSVReader(text), of: table)
        case .workbook(let workbook): try self.init(SheetReader(workbook, for: table), of: table)
        }
    }

    init(_ reader: some RecordReader, of table: CompanyTable) throws(ServiceError) {
        self.table = table
        let columns = table.columns
        places = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1.name, $0) })
        var reader = reader
        let header = try Self.header(&reader, table)
        let order = try TableHeader(header, of: table).places
        do {
            while rows.count <= Self.longest, let record = try reader.next() {
                rows.append(Self.row(record, order, columns))
            }
        } catch {
            // What follows a broken quotation mark cannot be told from it: this row is refused, and it is the last.
            rows.append(
                TableRow(
                    line: error.line, cells: Array(repeating: "", count: columns.count),
                    problem: FieldProblem(field: columns[0].name, sentence: error.sentence)))
        }
        guard rows.count <= Self.longest else {
            throw .unreadableImport("The file has more than \(Self.longest) rows; import it in parts.")
        }
    }

    /// The cell of a column of the table.
    func cell(_ column: String, _ row: TableRow) -> String { places[column].map { row.cells[$0] } ?? "" }

    private static func header(
        _ reader: inout some RecordReader, _ table: CompanyTable
    ) throws(ServiceError) -> TableRecord {
        let record: TableRecord?
        do { record = try reader.next() } catch { throw .unreadableImport("Line \(error.line): \(error.sentence)") }
        guard let record else {
            throw .unreadableImport(
                "The file is empty; its first line must name the columns \(table.missing([]).joined(separator: ", ")).")
        }
        if let fault = record.faults.min(by: { $0.key < $1.key }) { throw .unreadableImport(fault.value) }
        return record
    }

    private static func row(_ record: TableRecord, _ order: [Int?], _ columns: [ImportColumn]) -> TableRow {
        var row = TableRow(line: record.line, cells: Array(repeating: "", count: columns.count))
        for (index, (place, text)) in zip(order, record.fields).enumerated() {
            guard let place else { continue }
            row.cells[place] = CSVLine.unguarded(text).trimmed
            if let fault = record.faults[index] {
                row.problem = FieldProblem(field: columns[place].name, sentence: fault)
            }
        }
        if record.fields.count > order.count, record.fields[order.count...].contains(where: { !$0.trimmed.isEmpty }) {
            row.problem = FieldProblem(
                field: "row", sentence: "The row has \(record.fields.count) fields and the header \(order.count).")
        }
        return row
    }
}
