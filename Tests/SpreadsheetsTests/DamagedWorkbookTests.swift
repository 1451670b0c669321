import Foundation
import SeededRandom
import Testing

@testable import Spreadsheets

/// What is no workbook, is broken, or means harm.
struct DamagedWorkbookTests {
    private static let sheet = "xl/worksheets/sheet1.xml"

    private func problem(_ data: Data, largest: Int = Workbook.largest) -> WorkbookProblem? {
        do throws(WorkbookProblem) {
            let workbook = try Workbook(data, largest: largest)
            for sheet in workbook.sheets { _ = try workbook.rows(of: sheet) }
            return nil
        } catch { return error }
    }

    @Test(
        arguments: [
            ("<row r=\"0\"/>", .damaged(sheet)), ("<row r=\"1048577\"/>", .damaged(sheet)),
            ("<row><c r=\"7\"><v>1</v></c></row>", .damaged(sheet)),
            ("<row><c r=\"a1\"><v>1</v></c></row>", .damaged(sheet)),
            ("<row><c r=\"ZZZZZZZZZZZZZZ1\"><v>1</v></c></row>", .damaged(sheet)),
            ("<row><c t=\"s\"><v>0</v></c></row>", .damaged(sheet)),
            ("<row><c t=\"s\"><v>-1</v></c></row>", .damaged(sheet)),
            ("<row><c><v>1</c></row>", .damaged(sheet)),
            ("<row><c r=\"XFD1\"><v>1</v></c></row>", .tooWide(sheet: "People")),
        ] as [(String, WorkbookProblem)])
    func whatNoSpreadsheetWritesIsRefused(rows: String, refusal: WorkbookProblem) throws {
        #expect(problem(try WorkbookFile(rows).data()) == refusal)
    }

    @Test(arguments: [
        "", " ", "<worksheet>", "<worksheet><sheetData><row r=\"1\"></row>", "<worksheet/><worksheet/>", "x",
    ])
    func aPartThatIsNoWholeDocumentIsRefused(contents: String) throws {
        var file = WorkbookFile("")
        file.parts[Self.sheet] = contents
        #expect(problem(try file.data()) == .damaged(Self.sheet))
    }

    @Test func anotherKindOfArchiveIsCalledByItsName() throws {
        var file = WorkbookFile("")
        file.parts = ["content.xml": "<x/>", "mimetype": "application/vnd.oasis.opendocument.spreadsheet"]
        #expect(problem(try file.data()) == .otherKind("an OpenDocument spreadsheet (ODS)"))
        file.parts = ["notes.txt": "x"]
        #expect(problem(try file.data()) == .otherKind("an archive (ZIP)"))
        #expect(problem(Data("PK".utf8)) == .damaged("the archive"))
    }

    @Test(arguments: [
        "<!DOCTYPE x [<!ENTITY a \"ha\">]>", "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>",
        """
        <!DOCTYPE x [<!ENTITY b "haha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">\
        <!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;"><!ENTITY a "&f;&f;&f;&f;&f;&f;&f;&f;">]>
        """,
    ])
    func entitiesAreRefused(declaration: String) throws {
        var file = WorkbookFile("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&a;</t></is></c></row>")
        file.parts[Self.sheet] = declaration + (file.parts[Self.sheet] ?? "")
        #expect(problem(try file.data()) == .damaged(Self.sheet))
    }

    @Test func whatUnfoldsToTooMuchIsNotUnfolded() throws {
        let blanks = String(repeating: " ", count: 3 << 20)
        let data = try WorkbookFile("<row r=\"1\"><c r=\"A1\"><v>1</v>\(blanks)</c></row>").data()
        #expect(data.count < 20_000)
        #expect(problem(data, largest: 4 << 20) == nil)
        #expect(problem(data, largest: 2 << 20) == .tooLarge)
    }

    /// Whatever becomes of it, a file that was damaged on its way is read or refused.
    @Test func noDamageEndsTheProgram() throws {
        let rows = (1...40).map {
            "<row r=\"\($0)\"><c r=\"A\($0)\" t=\"s\"><v>0</v></c><c s=\"1\"><v>\($0).5</v></c></row>"
        }
        let data = try WorkbookFile(rows.joined(), strings: "<si><t>x</t></si>", formats: ["[h]:mm"]).data()
        var generator = SeededGenerator(mixing: 20_261_201, 0)
        var refused = 0
        for _ in 0..<3_000 {
            var damaged = data
            for _ in 0...generator.between(0, 3) {
                damaged[generator.between(0, data.count - 1)] = UInt8(generator.between(0, 255))
            }
            if generator.between(0, 9) == 0 { damaged.removeLast(generator.between(1, data.count - 1)) }
            if problem(damaged) != nil { refused += 1 }
        }
        #expect(refused > 1_000 && problem(data) == nil)
    }

    /// Within the parts, where no checksum finds it.
    @Test func noDamageWithinThePartsEndsTheProgram() throws {
        let rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><f>1</f><v>1.5</v></c></row>"
        let whole = WorkbookFile(rows, strings: "<si><t>x</t></si>", formats: ["[h]:mm"])
        var generator = SeededGenerator(mixing: 20_261_201, 1)
        var refused = 0
        for _ in 0..<1_000 {
            var file = whole
            let name = whole.parts.keys.sorted()[generator.between(0, whole.parts.count - 1)]
            var bytes = Array((whole.parts[name] ?? "").utf8)
            for _ in 0...generator.between(0, 2) {
                bytes[generator.between(0, bytes.count - 1)] = UInt8(generator.between(32, 126))
            }
            file.parts[name] = String(decoding: bytes, as: UTF8.self)
            if problem(try file.data()) != nil { refused += 1 }
        }
        #expect(refused > 100)
    }
}
