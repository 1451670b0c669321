import Spreadsheets
import Storage

/// The rows of the sheet of a workbook that holds a table, as records.
struct SheetReader: RecordReader {
    private let rows: [Workbook.Row]
    private var index = 0

    /// The only sheet, the one that is called like the table, or the only one in which anything stands. Hidden ones are not meant.
    /// - Throws: ``ServiceError/unreadableImport(_:)``, also where it cannot be known which one is meant.
    init(_ workbook: Workbook, for table: CompanyTable) throws(ServiceError) {
        let visible = workbook.sheets.filter(\.isVisible)
        let named = visible.filter { ImportColumn.key($0.name) == table.rawValue }
        var filled: [(name: String, rows: [Workbook.Row])] = []
        do {
            for sheet in named.isEmpty ? visible : named {
                let rows = try workbook.rows(of: sheet).filter(Self.isFilled)
                if !rows.isEmpty { filled.append((sheet.name, rows)) }
            }
        } catch { throw CompanyFile.refusal(error) }
        guard filled.count <= 1 else {
            let names = filled.map { "“\($0.name)”" }.joined(separator: ", ").clipped(to: 300)
            throw .unreadableImport(
                "Something stands in several sheets of the workbook (\(names)); call the one that is meant "
                    + "“\(table.rawValue)”, or save it alone.")
        }
        rows = filled.first?.rows ?? []
    }

    mutating func next() -> TableRecord? {
        guard index < rows.count else { return nil }
        defer { index += 1 }
        return Self.record(rows[index])
    }

    private static func isFilled(_ row: Workbook.Row) -> Bool {
        row.cells.contains { if case .text(let text) = $0.value { !text.trimmed.isEmpty } else { true } }
    }

    private static func record(_ row: Workbook.Row) -> TableRecord {
        var record = TableRecord(line: row.number, fields: [])
        for cell in row.cells {
            let missing = cell.column + 1 - record.fields.count
            if missing > 0 { record.fields += Array(repeating: "", count: missing) }
            switch cell.value {
            case .text(let text): record.fields[cell.column] = text
            case .error(let error):
                record.faults[cell.column] =
                    "The cell \(cell.name(inRow: row.number)) holds the error \(error.clipped(to: 40)); put it right in the "
                    + "spreadsheet."
            case .notCalculated:
                record.faults[cell.column] =
                    "What the formula in the cell \(cell.name(inRow: row.number)) comes to is not in the file; open it in a "
                    + "spreadsheet, save it and import that."
            }
        }
        return record
    }
}
