package import Foundation

/// A workbook of a spreadsheet (XLSX: Office Open XML, ECMA-376, also its strict form): what stands in its cells, as text.
package struct Workbook {
    package struct Sheet: Hashable, Sendable {
        package var name: String
        /// False where it is hidden in the spreadsheet.
        package var isVisible: Bool
        fileprivate var part: String
    }

    package enum Value: Hashable, Sendable {
        /// Numbers as they are shown, with a point and up to fifteen digits; dates and times as `2026-11-20`, `09:00`,
        /// `2026-11-20 09:00`.
        case text(String)
        /// What a formula came to: `#REF!`
        case error(String)
        /// A formula of a program that leaves it to others what it comes to.
        case notCalculated
    }

    package struct Cell: Hashable, Sendable {
        /// From 0.
        package var column: Int
        package var value: Value

        /// `C5`
        package func name(inRow number: Int) -> String {
            var (letters, rest) = ("", column + 1)
            while rest > 0 {
                letters = String(UnicodeScalar(UInt8(ascii: "A") + UInt8((rest - 1) % 26))) + letters
                rest = (rest - 1) / 26
            }
            return "\(letters)\(number)"
        }
    }

    package struct Row: Hashable, Sendable {
        /// From 1, as the spreadsheet shows it.
        package var number: Int
        /// Those in which anything stands, from left to right.
        package var cells: [Cell] = []
    }

    /// Bytes, of all parts that are read, unpacked.
    package static let largest = 256 << 20
    /// In columns; a table of a company has a dozen.
    package static let widest = 1_000
    /// In rows, of the sheets of spreadsheets.
    static let longest = 1_048_576

    package let sheets: [Sheet]
    private let archive: PackageArchive
    private let common: SheetPart.Common

    /// - Parameter largest: as ``largest``.
    package init(_ data: Data, largest: Int = Self.largest) throws(WorkbookProblem) {
        archive = try PackageArchive(data, budget: largest)
        let main = try Relationships(of: "", archive).part(kind: "officeDocument") ?? "xl/workbook.xml"
        guard let contents = try archive.part(main), !main.hasSuffix(".bin") else { throw Self.otherKind(archive) }
        let (workbook, parts) = (WorkbookPart(), try Relationships(of: main, archive))
        try workbook.read(contents, of: main)
        sheets = workbook.sheets.compactMap { sheet in
            parts.part(id: sheet.relation).map { Sheet(name: sheet.name, isVisible: sheet.isVisible, part: $0) }
        }
        guard !sheets.isEmpty else { throw .damaged(main) }
        let (strings, formats) = (SharedStrings(), CellFormats())
        try Self.read(strings, parts.part(kind: "sharedStrings"), archive)
        try Self.read(formats, parts.part(kind: "styles"), archive)
        common = SheetPart.Common(strings: strings.all, formats: formats, count: workbook.count)
    }

    /// In the order of the sheet, without those in which nothing stands.
    package func rows(of sheet: Sheet) throws(WorkbookProblem) -> [Row] {
        guard let contents = try archive.part(sheet.part) else { throw .damaged(sheet.part) }
        let part = SheetPart(sheet.name, sheet.part, common)
        try part.read(contents, of: sheet.part)
        return part.rows
    }

    private static func read(
        _ reader: some PartReader, _ part: String?, _ archive: PackageArchive
    ) throws(WorkbookProblem) {
        if let part, let contents = try archive.part(part) { try reader.read(contents, of: part) }
    }

    private static func otherKind(_ archive: PackageArchive) -> WorkbookProblem {
        if archive.contains("content.xml") { return .otherKind("an OpenDocument spreadsheet (ODS)") }
        if archive.contains("xl/workbook.bin") { return .otherKind("a binary workbook (XLSB)") }
        if archive.contains("word/document.xml") { return .otherKind("a text (DOCX)") }
        return .otherKind("an archive (ZIP)")
    }
}
