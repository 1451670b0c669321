import Domain
import Foundation
import Testing

@testable import Services

/// Where people work and to whom they report.
struct ReportingTests {
    private func draft(_ code: String, manager: String = "") -> EmployeeDraft {
        EmployeeDraft(code: code, name: "Person \(code)", manager: manager, joined: "2026-11-01")
    }

    @Test func everyFieldIsKeptAndComesBackInTheDraft() async throws {
        try await TestCompany.open(now: "2026-11-05 12:00") { company in
            try await company.services.employees.add(draft("1"), by: company.actor)
            var second = draft("2", manager: "1")
            (second.location, second.gender) = ("Pune", "F")
            let entry = try await company.services.employees.add(second, by: company.actor)
            #expect(entry.location == "Pune")
            #expect(entry.employee.gender == .female)
            #expect(entry.managerCode == "1")
            let found = try #require(try await company.services.employees.find(code: "2", by: company.actor))
            #expect(found.draft.manager == "1")
            #expect(found.draft.gender == "female")
            var none = found.draft
            (none.manager, none.gender, none.location) = ("", "", "")
            let bare = try await company.services.employees.update(found.id, to: none, by: company.actor)
            #expect((bare.employee.manager, bare.employee.gender, bare.location) == (nil, nil, ""))
        }
    }

    @Test(arguments: [
        ("9", "There is no employee 9 to report to; add that person first."),
        ("3", "Person 3 reports to Person 1 already, directly or through others."),
        ("1", "Nobody reports to themselves."),
    ])
    func nobodyReportsInACircle(manager: String, sentence: String) async throws {
        try await TestCompany.open(now: "2026-11-05 12:00") { company in
            let people = company.services.employees
            let first = try await people.add(draft("1"), by: company.actor)
            try await people.add(draft("2", manager: "1"), by: company.actor)
            try await people.add(draft("3", manager: "2"), by: company.actor)
            let error = await #expect(throws: ServiceError.self) {
                try await people.update(first.id, to: draft("1", manager: manager), by: company.actor)
            }
            #expect(error == .invalid([FieldProblem(field: "manager", sentence: sentence)]))
        }
    }

    @Test func aFileMayNameAManagerOfALaterRow() async throws {
        try await TestCompany.open(now: "2026-11-05 12:00") { company in
            let file = Data(
                "code,name,joined,branch,sex,reports to\n2,Two,2026-11-01,Pune,M,1\n1,One,2026-11-01,,,\n".utf8)
            let report = try await company.services.imports.employees(file, by: company.actor)
            #expect(report.refused.isEmpty)
            let again = Data("code,name,joined\n2,Two,2026-11-01\n".utf8)
            _ = try await company.services.imports.employees(again, by: company.actor)
            let two = try #require(try await company.services.employees.find(code: "2", by: company.actor))
            #expect((two.managerCode, two.location, two.employee.gender) == ("1", "Pune", .male))
        }
    }

    @Test func aGenderThatIsNoneIsRefused() {
        var wrong = draft("1")
        wrong.gender = "yes"
        #expect(wrong.problems()[.gender]?.contains("“yes”") == true)
    }
}
