import Foundation
import Testing

@testable import Services

struct TableFileTests {
    private func refusal(_ data: Data, _ table: CompanyTable = .employees) -> String {
        let error = #expect(throws: ServiceError.self) { try TableFile(data, of: table) }
        return error?.description ?? ""
    }

    private func refusal(_ text: String, _ table: CompanyTable = .employees) -> String {
        refusal(Data(text.utf8), table)
    }

    @Test func columnsAreMatchedLooselyAndInAnyOrder() throws {
        let file = try TableFile(
            CSVReader(
                "\u{FEFF}Date of Joining;Emp. Code;Employee Name;Dept.\n2026-11-01;0042;\"Verma; Asha\";Stores\n"),
            of: .employees)
        #expect(
            file.rows.map { EmployeeTable.draft(file, $0) } == [
                EmployeeDraft(code: "0042", name: "Verma; Asha", department: "Stores", joined: "2026-11-01")
            ])
    }

    @Test func aTabIsASeparatorToo() throws {
        let file = try TableFile(CSVReader("employee\tat\n42\t2026-11-20T09:00\n"), of: .punches)
        #expect(file.rows.map { file.cell("at", $0) } == ["2026-11-20T09:00"])
    }

    @Test func linesAreThoseOfTheFile() throws {
        let file = try TableFile(
            CSVReader("\ncode,name,joined\n1,\"A\nB\",2026-11-01\n\n2,C,2026-11-01,x\n"), of: .employees)
        #expect(file.rows.map(\.line) == [3, 6])
        #expect(file.rows.map { $0.problem == nil } == [true, false])
    }

    @Test(arguments: [
        ("code,name,jioned\n", "names a column “jioned”, and there is none; did you mean “joined”?"),
        ("code,name,joined,blood group\n", "names a column “blood group”, and there is none."),
        ("code,name\n", "names no column “joined”"), ("code,emp code,name,joined\n", "the column “code” twice"),
        ("", "The file is empty"), ("\n\n", "must name the columns code, name, joined"),
        ("\"code\n", "never closed"),
    ])
    func aFirstLineThatIsWrongIsRefused(text: String, sentence: String) {
        let said = refusal(text)
        #expect(said.contains(sentence), "\(said)")
    }

    @Test func eachWrongColumnIsNamed() {
        let error = #expect(throws: ServiceError.self) {
            try TableFile(CSVReader("code,nmae,jioned\n"), of: .employees)
        }
        guard case .invalid(let problems) = error else { Issue.record("wrong error"); return }
        #expect(problems.map(\.field) == ["nmae", "jioned", "name", "joined"])
    }

    @Test func punchesNeedATimeOneWayOrTheOther() throws {
        #expect(refusal("employee,date\n", .punches).contains("“at”, or “date” and “time”"))
        #expect(try TableFile(CSVReader("employee,date,time\n"), of: .punches).rows.isEmpty)
        #expect(try TableFile(CSVReader("employee,at\n"), of: .punches).rows.isEmpty)
    }

    @Test(
        arguments: [
            ([0xD0, 0xCF, 0x11, 0xE0, 0], "old spreadsheet"),
            ([0xFF, 0xFE, 0x63, 0], "UTF-16"), ([0xFE, 0xFF, 0, 0x63], "UTF-16"), ([0x63, 0, 0x6F, 0], "UTF-16"),
            ([0, 0x63, 0, 0x6F], "UTF-16"), ([0x63, 0xFF, 0xFE], "not UTF-8 text"),
            (Array("code,\0".utf8), "not UTF-8 text"),
            (Array("%PDF-1.7".utf8), "a PDF"),
        ] as [([UInt8], String)])
    func anotherKindOfFileIsRefusedWithWhatToDo(bytes: [UInt8], words: String) {
        let said = refusal(Data(bytes))
        #expect(said.contains(words) && said.contains("“CSV UTF-8”"), "\(said)")
    }

    @Test func aDamagedWorkbookIsToldFromAnotherFile() {
        let said = refusal(Data("PK\u{3}\u{4}rest".utf8))
        #expect(said.contains("The workbook is damaged at the archive; open it in a spreadsheet"), "\(said)")
    }

    @Test func aFileThatIsTooLargeIsRefused() {
        #expect(refusal(Data(count: CompanyFile.largest + 1)).contains("32 MB"))
    }

    @Test func whatFollowsABrokenQuoteIsOneRefusedRow() throws {
        let file = try TableFile(
            CSVReader("code,name,joined\n1,A,2026-11-01\n2,\"B,2026-11-01\n3,C,2026-11-01\n"), of: .employees)
        #expect(file.rows.map(\.line) == [2, 3])
        #expect(file.rows.map { $0.problem == nil } == [true, false])
    }

    @Test(arguments: [
        "=1+1", "+91 20", "-x", "@sum", "'=1", "''-x", "'plain", "-5", "'-5", "plain", "", "＝1", "O'Neil",
    ])
    func aGuardIsTakenOffAgain(text: String) {
        #expect(CSVLine.unguarded(CSVLine.guarded(text)) == text)
        #expect(!"=+@＝".contains(CSVLine.guarded(text).first ?? "x"))
    }

    @Test func aGuardedCellIsReadAsItWas() throws {
        let line = String(decoding: CSVLine.bytes(["42", "=1+1, \"x\"", "2026-11-01"]), as: UTF8.self)
        let file = try TableFile(CSVReader("code,name,joined\r\n" + line), of: .employees)
        #expect(file.rows.map { file.cell("name", $0) } == ["=1+1, \"x\""])
    }
}
