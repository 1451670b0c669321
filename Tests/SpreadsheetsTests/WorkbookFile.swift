import CZip
import Foundation
import Testing

/// A workbook put together part by part, also as no program would.
struct WorkbookFile {
    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    var parts: [String: String]

    /// - Parameters:
    ///   - rows: what stands in `sheetData` of the only sheet.
    ///   - strings: what stands in `sst`.
    ///   - formats: codes of number formats, for the styles 1, 2, …
    init(_ rows: String, strings: String = "", formats: [String] = []) {
        let codes = formats.enumerated().map { index, code in
            "<numFmt numFmtId=\"\(200 + index)\" formatCode=\"\(code.replacing("\"", with: "&quot;"))\"/>"
        }
        let styles = formats.indices.map { "<xf numFmtId=\"\(200 + $0)\"/>" }
        parts = [
            "_rels/.rels": Self.relationships([("rId1", "officeDocument", "xl/workbook.xml")]),
            "xl/workbook.xml": """
            <workbook xmlns="\(Self.main)" xmlns:r="\(Self.types)"><sheets><sheet name="People" sheetId="1" r:id="rId1"/>\
            </sheets></workbook>
            """,
            "xl/_rels/workbook.xml.rels": Self.relationships([
                ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "sharedStrings", "sharedStrings.xml"),
                ("rId3", "styles", "/xl/styles.xml"),
            ]),
            "xl/sharedStrings.xml": "<sst xmlns=\"\(Self.main)\">\(strings)</sst>",
            "xl/styles.xml": """
            <styleSheet xmlns="\(Self.main)"><numFmts>\(codes.joined())</numFmts><cellStyleXfs><xf numFmtId="14"/>\
            </cellStyleXfs><cellXfs><xf numFmtId="0"/>\(styles.joined())</cellXfs></styleSheet>
            """,
            "xl/worksheets/sheet1.xml":
                "<worksheet xmlns=\"\(Self.main)\"><sheetData>\(rows)</sheetData></worksheet>",
        ]
    }

    static func relationships(_ all: [(id: String, kind: String, target: String)]) -> String {
        let each = all.map { "<Relationship Id=\"\($0.id)\" Type=\"\(types)/\($0.kind)\" Target=\"\($0.target)\"/>" }
        return "<Relationships>\(each.joined())</Relationships>"
    }

    /// As one file.
    func data() throws -> Data {
        let path = NSTemporaryDirectory() + "etime-workbook-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        let archive = try #require(zip_open(path, ZIP_CREATE, nil))
        for (name, text) in parts.sorted(by: { $0.key < $1.key }) {
            let bytes = Array(text.utf8)
            let copy = try #require(malloc(max(bytes.count, 1)))
            copy.copyMemory(from: bytes, byteCount: bytes.count)
            let source = try #require(zip_source_buffer(archive, copy, UInt64(bytes.count), 1))
            try #require(zip_file_add(archive, name, source, 0) >= 0)
        }
        try #require(zip_close(archive) == 0)
        return try Data(contentsOf: URL(fileURLWithPath: path))
    }
}
