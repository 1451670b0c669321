import Domain
import Foundation
import Storage
import Testing

@testable import Services

/// A company into which files are imported: shifts G and N, Asha (42) and Ravi (43) of Stores, Omar (17) of Office.
struct ImportCompany {
    typealias Import = @Sendable (Services, Data, ImportOptions, Actor) async throws -> ImportReport

    let company: TestCompany
    let asha: Employee
    let ravi: Employee

    var services: Services { company.services }
    var actor: Actor { company.actor }
    /// HR of the department Stores.
    var officer: Actor {
        Actor(name: "Hema", grants: Grants([RoleGrant(.humanResources, over: .department("Stores"))]))
    }

    static func open(_ body: (ImportCompany) async throws -> Void) async throws {
        try await TestCompany.open(now: "2026-11-20 19:00:00") { company in
            try await company.addShift()
            try await company.services.shifts.add(
                ShiftDraft(code: "N", name: "Night", start: TimeOfDay(22, 0), end: TimeOfDay(6, 0)), by: company.actor)
            _ = try await company.services.leave.addStarterTypes(by: company.actor)
            var people: [Employee] = []
            for (code, name, department) in [
                ("42", "Asha", "Stores"), ("43", "Ravi", "Stores"), ("17", "Omar", "Office"),
            ] {
                let draft = EmployeeDraft(
                    code: code, name: name, department: department, joined: "2026-10-01", shift: "G")
                people.append(try await company.services.employees.add(draft, by: company.actor).employee)
            }
            try await body(ImportCompany(company: company, asha: people[0], ravi: people[1]))
        }
    }

    static func take(_ table: CompanyTable) -> Import {
        switch table {
        case .employees: return { try await $0.imports.employees($1, $2, by: $3) }
        case .punches: return { try await $0.imports.punches($1, $2, by: $3) }
        case .rosters: return { try await $0.imports.rosters($1, $2, by: $3) }
        case .balances: return { try await $0.imports.balances($1, $2, by: $3) }
        }
    }

    @discardableResult
    func take(
        _ text: String, _ table: CompanyTable, _ options: ImportOptions = ImportOptions(), by other: Actor? = nil
    ) async throws -> ImportReport {
        try await Self.take(table)(services, Data(text.utf8), options, other ?? actor)
    }

    /// Dry and then really: both say the same, and the dry one stored nothing.
    func tryAndTake(
        _ text: String, _ table: CompanyTable, skipping: Bool = false, by other: Actor? = nil
    ) async throws -> [String] {
        let before = try await company.journal().count
        let dry = try await take(
            text, table, ImportOptions(isDryRun: true, skipsRefused: skipping), by: other)
        #expect(!dry.isStored)
        #expect(try await company.journal().count == before)
        let real = try await take(text, table, ImportOptions(skipsRefused: skipping), by: other)
        #expect(real.rows == dry.rows)
        #expect(real.isStored == (skipping || real.refused.isEmpty))
        return real.rows.map(\.words)
    }

    /// All that the company's own tables hold.
    func exported(_ table: CompanyTable, by other: Actor? = nil) async throws -> String {
        let days = try #require(CivilDate("2026-10-01"))...(#require(CivilDate("2026-12-31")))
        let actor = other ?? actor
        let found =
            switch table {
            case .employees: try await services.exports.employees(by: actor)
            case .punches: try await services.exports.punches(days, by: actor)
            case .rosters: try await services.exports.rosters(days, by: actor)
            case .balances: try await services.exports.balances(on: days.upperBound, by: actor)
            }
        return String(decoding: found.csv, as: UTF8.self)
    }
}

extension ImportReport.Row {
    /// `3 added`, `4 refused employee`, `5 changed direction none → in`.
    var words: String {
        switch fate {
        case .refused(let problems): "\(line) refused \(problems.map(\.field).joined(separator: " "))"
        default: "\(line) \(fate.word) \(fate)".trimmed
        }
    }
}
