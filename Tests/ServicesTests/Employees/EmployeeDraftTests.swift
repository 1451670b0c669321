import Domain
import Testing

@testable import Services

struct EmployeeDraftTests {
    private let good = EmployeeDraft(code: "0042", name: "Asha Verma", joined: "2026-11-01")

    @Test func aWholeDraftHasNoProblems() {
        #expect(good.problems().isEmpty)
    }

    @Test(arguments: [
        (EmployeeDraft(name: "A", joined: "2026-11-01"), EmployeeField.code),
        (EmployeeDraft(code: "4 2", name: "A", joined: "2026-11-01"), .code),
        (EmployeeDraft(code: "42", name: "  ", joined: "2026-11-01"), .name),
        (EmployeeDraft(code: "42", name: "A"), .joined),
        (EmployeeDraft(code: "42", name: "A", joined: "2026-02-31"), .joined),
        (EmployeeDraft(code: "42", name: "A", joined: "03/04/2026"), .joined),
        (EmployeeDraft(code: "42", name: "A", joined: "2026-11-02", left: "2026-11-01"), .left),
        (EmployeeDraft(code: "42", name: "A", joined: "2026-11-02", shiftFrom: "2026-11-03"), .shift),
        (EmployeeDraft(code: "42", name: "A", joined: "2026-11-02", deviceUser: "4 2"), .deviceUser),
    ])
    func eachProblemStandsBesideItsField(draft: EmployeeDraft, field: EmployeeField) {
        #expect(Array(draft.problems().keys) == [field])
    }

    @Test func theSentenceNamesWhatWasTyped() {
        let draft = EmployeeDraft(code: "42", name: "A", joined: "03/04/2026")
        #expect(draft.problems()[.joined] == "“03/04/2026” is not a date; write it as 2026-11-22.")
        #expect(
            EmployeeDraft(code: "1", name: "A", joined: "2026-11-02", left: "2026-11-01").problems()[.left]
                == "Leaves before joining.")
    }

    @Test func validatingTrimsAndDropsANumberThatIsTheCode() throws {
        var draft = good
        draft.code = " 0042 "
        draft.deviceUser = "0042"
        draft.shift = " G "
        let valid = try draft.validated()
        #expect(valid.code == "0042")
        #expect(valid.deviceUser == nil)
        #expect(valid.shift == "G")
    }

    @Test func validatingNamesAllProblemsInTheFormsOrder() {
        let error = #expect(throws: ServiceError.self) { try EmployeeDraft().validated() }
        guard case .invalid(let problems) = error else { Issue.record("wrong error"); return }
        #expect(problems.map(\.field) == ["code", "name", "joined"])
    }

    @Test(arguments: [
        ("2026-11-22", "2026-11-22"), ("22-Nov-2026", "2026-11-22"), ("22 november 2026", "2026-11-22"),
        (" 1/jan/2026 ", "2026-01-01"),
    ])
    func datesThatCanMeanOneDayAlone(text: String, date: String) {
        #expect(CivilDate(typed: text)?.description == date)
    }

    @Test(arguments: ["", "22/11/2026", "31-Feb-2026", "22 N 2026", "2026-13-01", "Nov 2026"])
    func otherTextIsNoDate(text: String) {
        #expect(CivilDate(typed: text) == nil)
    }
}
