import Foundation
import Testing

@testable import Spreadsheets

struct WorkbookTests {
    private func rows(_ file: WorkbookFile) throws -> [Workbook.Row] {
        let workbook = try Workbook(file.data())
        return try workbook.rows(of: workbook.sheets[0])
    }

    private func texts(_ file: WorkbookFile) throws -> [[String]] {
        try rows(file).map { $0.cells.map { if case .text(let text) = $0.value { text } else { "?" } } }
    }

    @Test func cellsAreReadByTheirType() throws {
        let file = WorkbookFile(
            """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>in</t><r><t>line</t></r></is></c>\
            <c r="C1" t="b"><v>1</v></c><c r="D1" t="str"><f>A1</f><v>a&amp;b</v></c><c r="E1" s="1"><v>45000</v></c>\
            <c r="F1" t="d" s="1"><v>2026-11-20T00:00:00</v></c></row>
            """,
            strings: "<si><r><t xml:space=\"preserve\">東京 </t></r><r><t>駅</t></r><rPh><t>とうきょう</t></rPh></si>",
            formats: ["dd/mm/yyyy"])
        #expect(try texts(file) == [["東京 駅", "inline", "TRUE", "a&b", "2023-03-15", "2026-11-20"]])
    }

    @Test func whatIsNotThereLeavesItsPlaceEmpty() throws {
        let file = WorkbookFile(
            """
            <row r="3"><c r="C3"><v>1</v></c><c><v>2</v></c><c r="AB3" s="1"/><c r="AC3" t="str"><v></v></c></row>\
            <row r="4"><c r="A4"/></row><row><c><v>3</v></c></row>
            """)
        #expect(
            try rows(file) == [
                Workbook.Row(
                    number: 3, cells: [.init(column: 2, value: .text("1")), .init(column: 3, value: .text("2"))]),
                Workbook.Row(number: 5, cells: [.init(column: 0, value: .text("3"))]),
            ])
    }

    /// As a year of punches has.
    @Test func aSheetMayHaveManyMegabytes() throws {
        let row = (0..<10).map { _ in "<c t=\"inlineStr\"><is><t>\(String(repeating: "x", count: 30))</t></is></c>" }
        let file = WorkbookFile(String(repeating: "<row>\(row.joined())</row>", count: 20_000))
        #expect(try file.data().count < 1 << 20 && rows(file).count == 20_000)
    }

    @Test func whatAFormulaDidNotComeToIsTold() throws {
        let file = WorkbookFile(
            "<row r=\"1\"><c r=\"A1\" t=\"e\"><f>B9</f><v>#REF!</v></c><c r=\"B1\"><f>1+1</f></c></row>")
        #expect(
            try rows(file)[0].cells == [
                .init(column: 0, value: .error("#REF!")), .init(column: 1, value: .notCalculated),
            ])
        #expect(Workbook.Cell(column: 27, value: .notCalculated).name(inRow: 5) == "AB5")
        #expect(Workbook.Cell(column: 701, value: .notCalculated).name(inRow: 1) == "ZZ1")
    }

    @Test func charactersThatXMLCannotHoldAreRead() throws {
        let file = WorkbookFile(
            "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>", strings: "<si><t>a_x000D_b_x005F_x_xZZZZ_</t></si>")
        #expect(try texts(file) == [["a\rb_x_xZZZZ_"]])
    }

    /// As some libraries write it, and the strict form of the standard.
    @Test func prefixesAndOtherNamespacesDoNotMatter() throws {
        var file = WorkbookFile("")
        file.parts["xl/worksheets/sheet1.xml"] = """
            <x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row r="1"><x:c r="A1">\
            <x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>
            """
        #expect(try texts(file) == [["7"]])
    }

    @Test func sheetsAreNamedAndHiddenOnesMarked() throws {
        var file = WorkbookFile("<row r=\"1\"><c><v>1</v></c></row>")
        file.parts["xl/workbook.xml"] = """
            <workbook xmlns:r="\(WorkbookFile.types)"><workbookPr date1904="1"/><sheets>\
            <sheet name="Tables &amp; more" state="veryHidden" r:id="rId9"/><sheet name="Días" r:id="rId1"/></sheets></workbook>
            """
        file.parts["xl/_rels/workbook.xml.rels"] = WorkbookFile.relationships([
            ("rId1", "worksheet", "/xl/worksheets/../worksheets/sheet1.xml"),
            ("rId9", "worksheet", "worksheets/none.xml"),
        ])
        let workbook = try Workbook(file.data())
        #expect(
            workbook.sheets.map(\.name) == ["Tables & more", "Días"]
                && workbook.sheets.map(\.isVisible) == [false, true])
        #expect(try workbook.rows(of: workbook.sheets[1]).count == 1)
        #expect(throws: WorkbookProblem.damaged("xl/worksheets/none.xml")) { try workbook.rows(of: workbook.sheets[0]) }
    }
}
