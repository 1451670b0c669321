import DeviceSimulator
import Domain
import Storage
import Testing

@testable import Services

/// One number on the terminals, two people one after the other.
struct NumberHandoverTests {
    private let now = "2026-11-20 19:00:00"

    /// Asha Verma has the number 1001 on Gate, worked on 28 October and left on the 31st, and the number went on being
    /// used in November.
    private func withReusedNumber(
        left: String? = "2026-10-31",
        punches: [String] = workingDays("1001", ["2026-10-28", "2026-11-02", "2026-11-05"]),
        _ body: (TestCompany, Employee, DeviceSummary, VirtualTerminal) async throws -> Void
    ) async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("1001", "Asha Verma", joined: "2026-10-01")
            try await company.services.employees.setLeaveDate(
                of: asha.id, to: left.flatMap { CivilDate($0) }, by: company.actor)
            try await withVirtualTerminal(configuration(at: now, punches)) { terminal, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                _ = try await company.sync(device)
                try await body(company, asha, device, terminal)
                #expect(try await company.services.ledger.verify(by: company.actor).isIntact)
                #expect(try await company.pendingCount() == 0)
            }
        }
    }

    private func refusal(_ company: TestCompany, _ draft: EmployeeDraft) async throws -> FieldProblem {
        let error = await #expect(throws: ServiceError.self) {
            try await company.services.employees.add(draft, by: company.actor)
        }
        guard case .invalid(let problems) = error else { throw WrongError() }
        return try #require(problems.first)
    }

    private struct WrongError: Error {}

    private func owned(_ person: Employee, _ company: TestCompany) async throws -> [String] {
        try await company.database.read { db in
            try PunchLedger(db).punches(of: person.id, from: Instant(seconds: 0), through: Instant(seconds: .max))
                .map { $0.local.date.description }
        }
    }

    @Test func punchesAfterLeavingWaitWithTheReason() async throws {
        try await withReusedNumber { company, asha, _, _ in
            let inbox = try await company.services.inbox.list(by: company.actor)
            #expect(inbox.map(\.id.user) == ["1001"])
            #expect(inbox.first?.reason == "4 since 2026-11-02, after Asha Verma left on 2026-10-31")
            #expect(try await owned(asha, company) == ["2026-10-28", "2026-10-28"])

            try await company.services.employees.setLeaveDate(
                of: asha.id, to: CivilDate("2026-11-03"), by: company.actor)
            let later = try await company.services.inbox.list(by: company.actor)
            #expect(later.first?.reason == "2 since 2026-11-05, after Asha Verma left on 2026-11-03")
            #expect(try await company.day(asha, "2026-11-02").status == .present)

            try await company.services.employees.setLeaveDate(of: asha.id, to: nil, by: company.actor)
            #expect(try await company.services.inbox.list(by: company.actor).isEmpty)
            #expect(try await company.day(asha, "2026-11-05").status == .present)
        }
    }

    @Test func punchesBeforeJoiningWaitWithTheReason() async throws {
        try await withReusedNumber(left: nil, punches: workingDays("1001", ["2026-09-20", "2026-10-28"])) {
            company, _, _, _ in
            let inbox = try await company.services.inbox.list(by: company.actor)
            #expect(inbox.map(\.reason) == ["2 on 2026-09-20, before Asha Verma joined on 2026-10-01"])
        }
    }

    @Test func aNewEmployeeTakesTheNumberOverOnTheirFirstDay() async throws {
        try await withReusedNumber { company, asha, device, terminal in
            let entry = try await company.services.employees.add(
                EmployeeDraft(
                    code: "2002", name: "Neha Rao", joined: "2026-11-05", shift: "G", deviceUser: "1001"),
                by: company.actor)
            let neha = entry.employee
            #expect(
                entry.notes == [
                    "The number 1001 was Asha Verma’s, who left on 2026-10-31: what it punched before 2026-11-05 stays "
                        + "Asha Verma’s, and from that day on its punches are Neha Rao’s."
                ])
            #expect(try await owned(asha, company) == ["2026-10-28", "2026-10-28"])
            #expect(try await company.day(neha, "2026-11-05").status == .present)
            #expect(try await company.day(asha, "2026-10-28").status == .present)
            // Between the two it was nobody's.
            let inbox = try await company.services.inbox.list(by: company.actor)
            #expect(inbox.map(\.reason) == ["2 on 2026-11-02, after Asha Verma left on 2026-10-31"])
            await terminal.store(virtual(workingDays("1001", ["2026-11-19"])))
            _ = try await company.sync(device)
            #expect(try await company.day(neha, "2026-11-19").status == .present)
            #expect(try await owned(asha, company).count == 2)
            let maps = try await company.journal().filter { $0.action == .map }
            #expect(maps.first?.stamp.actor == "Meera")
            #expect(maps.first?.after?.contains("\"from\":\"2026-11-05 00:00:00\"") == true)

            // The first day was a mistake: the number follows it, and Asha cannot come back to it unasked.
            var draft = entry.draft
            draft.joined = "2026-11-02"
            try await company.services.employees.update(neha.id, to: draft, by: company.actor)
            #expect(try await company.services.inbox.list(by: company.actor).isEmpty)
            #expect(try await company.day(neha, "2026-11-02").punchCount == 2)
            let error = await #expect(throws: ServiceError.self) {
                try await company.services.employees.setLeaveDate(of: asha.id, to: nil, by: company.actor)
            }
            guard case .invalid(let problems) = error else { throw WrongError() }
            #expect(problems.map(\.field) == ["left"])
        }
    }

    @Test func aCodeThatWasGivenUpCanBeTakenOver() async throws {
        try await withReusedNumber { company, asha, _, _ in
            var old = try #require(try await company.services.employees.find(code: "1001", by: company.actor)).draft
            old.code = "OLD-1001"
            try await company.services.employees.update(asha.id, to: old, by: company.actor)
            let neha = try await company.add("1001", "Neha", joined: "2026-11-05")
            #expect(try await owned(neha, company) == ["2026-11-05", "2026-11-05"])
            #expect(try await owned(asha, company) == ["2026-10-28", "2026-10-28"])
        }
    }

    @Test func aNumberIsRefusedWhileItsHolderHasNotLeft() async throws {
        try await withReusedNumber(left: nil) { company, asha, _, _ in
            let draft = EmployeeDraft(code: "2002", name: "Neha", joined: "2026-11-05", deviceUser: "1001")
            let problem = try await refusal(company, draft)
            #expect(problem.field == "deviceUser")
            #expect(
                problem.sentence
                    == "The number 1001 is Asha Verma’s on the terminals; enter Asha Verma’s last day first, or give another number."
            )
            #expect(try await owned(asha, company).count == 6)
        }
    }

    @Test func aNumberIsRefusedWhenItsHolderLeftOnTheFirstDayOrLater() async throws {
        try await withReusedNumber(left: "2026-11-05") { company, _, _, _ in
            let draft = EmployeeDraft(code: "2002", name: "Neha", joined: "2026-11-05", deviceUser: "1001")
            let problem = try await refusal(company, draft)
            #expect(problem.field == "deviceUser")
            #expect(problem.sentence.hasPrefix("The number 1001 was Asha Verma’s until 2026-11-05, and Neha joined on"))
            #expect(problem.sentence.contains("etime inbox map 1001 CODE --from DATE"))
        }
    }

    /// The person was renumbered and uses the old number no more: it may be given on.
    @Test func aNumberThatItsHolderNoLongerUsesMayBeGivenOn() async throws {
        try await withReusedNumber(left: nil, punches: workingDays("1001", ["2026-10-28"])) { company, asha, _, _ in
            var draft = try #require(try await company.services.employees.find(code: "1001", by: company.actor)).draft
            draft.deviceUser = "3003"
            let entry = try await company.services.employees.update(asha.id, to: draft, by: company.actor)
            #expect(entry.notes.first?.contains("stays Asha Verma’s") == true)
            #expect(entry.notes.first?.contains("etime inbox map 1001 CODE --all") == true)
            let problem = try await refusal(
                company, EmployeeDraft(code: "9", name: "Ravi", joined: "2026-10-20", deviceUser: "1001"))
            #expect(problem.field == "deviceUser")
            try await company.services.employees.add(
                EmployeeDraft(code: "9", name: "Ravi", joined: "2026-11-05", deviceUser: "1001"), by: company.actor)
            #expect(try await owned(asha, company).count == 2)
        }
    }

    @Test func aFileMayNameWhoComesBeforeWhoLeaves() async throws {
        try await withReusedNumber(left: nil) { company, asha, _, _ in
            let file = """
                code,name,joined,left,device user
                2002,Neha,2026-11-05,,1001
                1001,Asha Verma,2026-10-01,2026-10-31,
                """
            let report = try await company.services.imports.employees(.init(file.utf8), by: company.actor)
            #expect(report.refused.isEmpty && report.isStored)
            #expect(report.rows.map(\.code) == ["2002", "1001"])
            #expect(report.rows[0].notes.count == 1)
            #expect(try await owned(asha, company) == ["2026-10-28", "2026-10-28"])
        }
    }
}
