import DeviceSimulator
import Domain
import Storage
import Testing

@testable import Services

/// A company in which Asha is to move, and what the tests of moves ask it.
protocol MovesOfAsha {}

extension MovesOfAsha {
    /// A Friday.
    static var now: String { "2026-11-20 19:00:00" }

    func date(_ day: Int) -> CivilDate { CivilDate(year: 2026, month: 11, day: day) ?? .distantPast }

    /// Asha works G in the Press in Pune and punches from the 2nd to the 19th, rest days too. Sundays are off, in Dubai
    /// Fridays.
    func withCompany(_ body: (TestCompany, Employee) async throws -> Void) async throws {
        try await TestCompany.open(now: Self.now) { company in
            try await company.addShift()
            try await company.services.shifts.setWeeklyOffs(
                [WeeklyOff(weekday: .friday)], at: "Dubai", by: company.actor)
            let asha = try await company.services.employees.add(
                EmployeeDraft(
                    code: "42", name: "Asha", department: "Press", location: "Pune", joined: "2026-11-01", shift: "G"),
                by: company.actor
            ).employee
            let punches = workingDays("42", (2...19).map { "2026-11-\($0.padded(2))" })
            try await withVirtualTerminal(configuration(at: Self.now, punches)) { _, address in
                _ = try await company.sync(try await company.addDevice("Gate", port: address.tcpPort))
            }
            try await body(company, asha)
        }
    }

    @discardableResult
    func move(
        _ company: TestCompany, department: String? = nil, location: String? = nil, from: String = ""
    ) async throws -> EmployeeEntry {
        let entry = try #require(try await company.services.employees.find(code: "42", by: company.actor))
        var draft = CivilDate(from).map { entry.draft(movingOn: $0) } ?? entry.draft
        draft.department = department ?? draft.department
        draft.location = location ?? draft.location
        draft.postedFrom = from
        return try await company.services.employees.update(entry.id, to: draft, by: company.actor)
    }

    func stored(_ company: TestCompany, _ asha: Employee) async throws -> [DayResult] {
        let days = date(1)...date(19)
        return try await company.database.read { try DayResultStore($0).results(of: asha.id, days) }
    }

    /// The days of the month whose results are not what they were, with their codes.
    func changed(_ before: [DayResult], _ company: TestCompany, _ asha: Employee) async throws -> [String] {
        let after = try await stored(company, asha)
        #expect(after.count == before.count)
        return zip(before, after).filter { $0 != $1 }.map { "\($0.date.day) \($0.status.code)→\($1.status.code)" }
    }

    func refusal(_ body: () async throws -> EmployeeEntry) async throws -> String {
        let error = await #expect(throws: ServiceError.self) { _ = try await body() }
        guard case .invalid(let problems) = try #require(error) else { return "\(String(describing: error))" }
        #expect(problems.map(\.field) == ["postedFrom"])
        return problems.map(\.sentence).joined(separator: " ")
    }
}
