import DeviceSimulator
import Domain
import Storage
import Testing

@testable import Services

/// Days of every kind are kept, and every change of rules or rosters that flips one is refused before it is saved.
struct KeptCaseRulesTests {
    private let monday = CivilDate(daysSinceEpoch: 20_773)  // 16 November 2026

    /// Leave, duty, a rotation of the department, a policy, a correction, approved overtime and an optional holiday.
    @Test func daysThatRestOnMoreThanPunchesAreKept() async throws {
        try await withCompany { company, asha in
            let services = company.services
            var leave = LeaveType(id: ID(0), code: "cl", name: "Casual leave")
            leave.overdraft = .unlimited
            leave = try await services.leave.add(leave, by: company.actor)
            var half = LeaveRequest(
                id: ID(0), employee: asha.id, type: leave.id, first: monday + 1, last: monday + 1, asked: monday)
            half.endsAtNoon = true
            _ = try await services.leave.request(half, by: company.actor)
            _ = try await services.corrections.correct(
                CorrectionDraft(
                    date: monday + 1, changes: [.add(LocalTime(monday + 1, TimeOfDay(18, 0)), .exit)], why: "forgotten"),
                of: asha.id, by: company.actor)
            try await services.shifts.addHoliday(
                Holiday(date: monday + 2, name: "Eve", kind: .secondHalf), by: company.actor)
            let kept = [
                (monday, "P"), (monday + 1, "½cl ½P"), (monday + 2, "P ½H"), (monday + 3, "RH"), (monday + 4, "WO"),
            ]
            for (date, status) in kept {
                let one = try await services.cases.keep(asha.id, date, as: "\(date)", by: company.actor)
                let scenario = try Scenario(yaml: one.document, file: "x.yaml")
                #expect(scenario.run().map(\.differences) == [[]])
                #expect(one.document.contains("status: \"\(status)\""), "\(one.document)")
            }
            let outcomes = try await services.cases.run(by: company.actor)
            #expect(outcomes.allSatisfy { $0.live.isEmpty && $0.frozen.isEmpty }, "\(outcomes.map(\.live))")
            // What the person did is the case's own; only rules can flip it.
            _ = try await services.leave.cancel(
                try #require(try await services.leave.requests(by: company.actor).first?.request.id), by: company.actor)
            #expect(try await services.cases.run(by: company.actor).allSatisfy { $0.live.isEmpty })
        }
    }

    @Test func everyChangeThatFlipsAKeptDayIsRefusedAndCanBeAccepted() async throws {
        try await withCompany { company, asha in
            let (services, actor) = (company.services, company.actor)
            try await services.cases.keep(asha.id, monday, as: "Late", by: actor)
            try await services.cases.keep(asha.id, monday + 3, as: "Chosen", by: actor)
            let line = try await services.rosters.pattern(named: "Line A")
            var turned = RotationDraft(line, codes: try await codes(company))
            turned.turns = [["off"]]
            var strict = try #require(try await services.policies.find(name: "Office")).policy
            strict.rules.lateGrace = 0
            let lax = try await services.policies.add("Lax", AttendancePolicy(), by: actor)
            let early = try await services.shifts.add(
                ShiftDraft(code: "E", name: "Early", start: TimeOfDay(6, 0), end: TimeOfDay(14, 0)), by: actor)
            let before = try await company.journal().count
            await flips { try await services.rosters.updatePattern(line.id, to: turned, by: actor) }
            await flips {
                try await services.rosters.assign(.shift(early.id), to: .employee(asha.id), from: monday, by: actor)
            }
            await flips { try await services.rosters.unassign(.department("Press"), from: monday, by: actor) }
            await flips {
                try await services.rosters.override(
                    asha.id, on: monday...monday, with: .off, reason: "x", by: actor)
            }
            await flips {
                try await services.policies.update(strict.id, name: "Office", to: strict.rules, by: actor)
            }
            await flips {
                try await services.policies.assign(
                    PolicyAssignment(policy: lax.id, scope: .employee(asha.id), from: monday), by: actor)
            }
            await flips { try await services.policies.unassign(.department("Press"), from: monday, by: actor) }
            await flips { try await services.shifts.dropOptionalHoliday(monday + 3, of: asha.id, by: actor) }
            await flips { try await services.shifts.removeHoliday(on: monday + 3, by: actor) }
            #expect(try await company.journal().count == before, "nothing is written by what is refused")
            try await services.rosters.updatePattern(line.id, to: turned, acceptingChangedCases: true, by: actor)
            #expect(try await services.cases.run(by: actor).contains { !$0.live.isEmpty })
        }
    }

    /// Rules that look further than those by which the day was kept find the days as they are now around it.
    @Test func rulesOverSeveralDaysThatComeLaterAreTriedOnWhatIsThereNow() async throws {
        try await withCompany { company, asha in
            let (services, actor) = (company.services, company.actor)
            try await services.cases.keep(asha.id, monday, as: "Late", by: actor)
            var office = try #require(try await services.policies.find(name: "Office")).policy
            office.rules.period.overtime.monthAbove = 100 * 3600
            try await services.policies.update(office.id, name: "Office", to: office.rules, by: actor)
            office.rules.period.overtime.monthAbove = 3600
            await flips { try await services.policies.update(office.id, name: "Office", to: office.rules, by: actor) }
        }
    }

    private func flips<T>(_ change: () async throws -> T, line: Int = #line) async {
        let error = await #expect(throws: ServiceError.self, "line \(line)") { _ = try await change() }
        guard case .keptCasesChange = error else {
            Issue.record("line \(line): \(error.map { "\($0)" } ?? "saved")")
            return
        }
    }

    private func codes(_ company: TestCompany) async throws -> [ID<Shift>: String] {
        Dictionary(uniqueKeysWithValues: try await company.services.shifts.list().map { ($0.id, $0.code) })
    }

    /// Asha works Line A with her department by the policy “Office”; on Thursday she has an optional holiday.
    private func withCompany(_ body: (TestCompany, Employee) async throws -> Void) async throws {
        let now = "2026-11-25 10:00:00"
        try await TestCompany.open(now: now) { company in
            let (services, actor) = (company.services, company.actor)
            try await company.addShift()
            let asha = try await services.employees.add(
                EmployeeDraft(code: "42", name: "Asha", department: "Press", joined: "2026-11-01"), by: actor
            ).employee
            try await services.rosters.addPattern(
                RotationDraft(
                    name: "Line A", unit: .day, turns: [["G"], ["G"], ["G"], ["G"], ["off"]], anchor: monday), by: actor
            )
            let line = try await services.rosters.pattern(named: "Line A")
            try await services.rosters.assign(
                .pattern(line.id), to: .department("Press"), from: asha.joined, by: actor)
            var rules = AttendancePolicy()
            rules.lateGrace = 20 * 60
            let office = try await services.policies.add("Office", rules, by: actor)
            try await services.policies.assign(
                PolicyAssignment(policy: office.id, scope: .department("Press"), from: asha.joined), by: actor)
            try await services.shifts.addHoliday(
                Holiday(date: monday + 3, name: "Thursday", kind: .optional), by: actor)
            try await services.shifts.chooseOptionalHoliday(monday + 3, for: asha.id, by: actor)
            let punches = [
                "42 2026-11-16 09:16:00", "42 2026-11-16 18:00:00", "42 2026-11-17 14:00:00", "42 2026-11-18 09:00:00",
                "42 2026-11-18 13:00:00",
            ]
            try await withVirtualTerminal(configuration(at: now, punches)) { _, address in
                _ = try await company.sync(try await company.addDevice("Gate", port: address.tcpPort))
                try await body(company, asha)
            }
        }
    }
}
