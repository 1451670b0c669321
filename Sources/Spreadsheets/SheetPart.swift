/// The rows of one sheet, as far as anything stands in them.
final class SheetPart: PartReader {
    /// What cells of all sheets go by.
    struct Common {
        var strings: [String]
        var formats: CellFormats
        var count: DayCount
    }

    private struct Open {
        var column: Int
        var type: String
        var style: Int
        var value: String?
        var text = CellString()
        var isFormula = false
    }

    private(set) var rows: [Workbook.Row] = []
    private var row = Workbook.Row(number: 0)
    private var nextColumn = 0
    private var cell: Open?

    private let sheet: String
    private let part: String
    private let common: Common

    /// - Parameter part: its name, for what is said of it.
    init(_ sheet: String, _ part: String, _ common: Common) {
        self.sheet = sheet
        self.part = part
        self.common = common
    }

    func begin(_ name: String, _ attributes: [String: String]) throws(WorkbookProblem) {
        switch name {
        case "row":
            let number = attributes["r"].flatMap { Int($0) } ?? row.number + 1
            guard (1...Workbook.longest).contains(number) else { throw .damaged(part) }
            row = Workbook.Row(number: number)
            nextColumn = 0
        case "c":
            let column = try attributes["r"].map(column) ?? nextColumn
            cell = Open(
                column: column, type: attributes["t"] ?? "n", style: attributes["s"].flatMap { Int($0) } ?? 0)
            nextColumn = column + 1
        default: cell?.text.begin(name)
        }
    }

    func end(_ name: String, _ text: String) throws(WorkbookProblem) {
        switch name {
        case "v": cell?.value = text
        case "f": cell?.isFormula = true
        case "c":
            if let cell, let value = try value(of: cell) {
                guard cell.column < Workbook.widest else { throw .tooWide(sheet: sheet) }
                row.cells.append(Workbook.Cell(column: cell.column, value: value))
            }
            cell = nil
        case "row":
            if !row.cells.isEmpty { rows.append(row) }
        default: cell?.text.end(name, text)
        }
    }

    /// Nil where nothing stands in it.
    private func value(of cell: Open) throws(WorkbookProblem) -> Workbook.Value? {
        guard cell.type != "inlineStr" else { return .shown(cell.text.whole) }
        guard let value = cell.value, !value.isEmpty else {
            return cell.isFormula && cell.type != "str" ? .notCalculated : nil
        }
        switch cell.type {
        case "s":
            guard let place = Int(value), common.strings.indices.contains(place) else { throw .damaged(part) }
            return .shown(common.strings[place])
        case "str": return .shown(CellString.unescaped(value))
        case "b": return .text(value == "1" ? "TRUE" : "FALSE")
        case "e": return .error(value)
        // ISO 8601, as some programs write it.
        case "d": return .text(common.formats.format(ofStyle: cell.style) == .date ? String(value.prefix(10)) : value)
        default: return .text(number(value, cell.style))
        }
    }

    private func number(_ value: String, _ style: Int) -> String {
        guard let number = Double(value), number.isFinite else { return value }
        return ShownNumber(value: number, format: common.formats.format(ofStyle: style), count: common.count).text
    }

    /// `C5` is the column 2.
    private func column(_ name: String) throws(WorkbookProblem) -> Int {
        var column = 0
        for letter in name.utf8.prefix(while: { $0 >= UInt8(ascii: "A") }) {
            guard letter <= UInt8(ascii: "Z"), column < Workbook.widest * 100 else { throw .damaged(part) }
            column = column * 26 + Int(letter - UInt8(ascii: "A")) + 1
        }
        guard column > 0 else { throw .damaged(part) }
        return column - 1
    }
}

extension Workbook.Value {
    /// A cell whose text has been deleted is an empty one.
    fileprivate static func shown(_ text: String) -> Workbook.Value? { text.isEmpty ? nil : .text(text) }
}
