import Domain
import Storage
import Testing

@testable import Services

/// A company with three levels above Asha and punches in the ledger, on Friday 20 November 2026 at noon.
struct ApprovalCompany {
    let company: TestCompany
    let asha: Employee
    let ravi: Employee
    let devi: Employee
    let omar: Employee
    let gate: DeviceSummary

    var services: Services { company.services }
    var actor: Actor { company.actor }

    /// Asha reports to Ravi, he to Devi. Omar is nobody's manager.
    static func open(now: String = "2026-11-20 12:00:00", _ body: (ApprovalCompany) async throws -> Void) async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let devi = try await company.add("0001", "Devi Nair")
            let ravi = try await company.person("0007", "Ravi Rao", manager: "0001")
            let asha = try await company.person("0042", "Asha Verma", manager: "0007")
            let omar = try await company.add("0099", "Omar Ali")
            let gate = try await company.addDevice("Gate", port: 4370)
            try await body(
                ApprovalCompany(company: company, asha: asha, ravi: ravi, devi: devi, omar: omar, gate: gate))
        }
    }

    /// Punches of Asha in the ledger, worked out.
    func punch(_ times: String...) async throws {
        let (gate, asha, stamp) = (gate.id, asha, Stamp(actor: "test", at: company.clock.now))
        try await company.database.write { db in
            if try DeviceUserStore(db).all(of: gate).isEmpty {
                _ = try DeviceUserStore(db).map(asha.code, on: gate, to: asha.id, by: stamp)
            }
            let punches = times.compactMap { LocalTime($0) }.map { local in
                NewPunch(
                    deviceUser: asha.code, local: local,
                    placement: Placement(
                        instant: Instant(seconds: local.seconds - TestCompany.offset),
                        offset: Int32(TestCompany.offset), kind: .exact), state: .undefined)
            }
            _ = try PunchLedger(db).record(punches, from: gate, source: .download, collectedAt: stamp.at)
        }
        try await services.attendance.recomputePending()
    }

    func chain(
        _ name: String, kinds: Set<ApprovalKind> = [], _ levels: ApprovalLevel..., cancelling: Bool = false
    ) async throws {
        try await services.approvals.add(
            ApprovalChain(
                id: ID(0), name: name, conditions: ApprovalConditions(kinds: kinds), levels: levels,
                cancellingNeedsApproval: cancelling), by: actor)
    }

    func correction(
        _ changes: CorrectionDraft.Change..., on date: String = "2026-11-19", why: String = "forgot"
    ) throws -> CorrectionDraft {
        CorrectionDraft(date: try #require(CivilDate(date)), changes: changes, why: why)
    }

    func request(_ changes: CorrectionDraft.Change..., on date: String = "2026-11-19") async throws -> RequestLine {
        let draft = CorrectionDraft(date: try #require(CivilDate(date)), changes: changes, why: "forgot")
        return try await services.corrections.request(draft, of: asha.id, as: asha.id, by: actor)
    }

    func grant(_ line: RequestLine, as person: Employee?) async throws -> DecisionResult {
        try await services.approvals.grant([line.id], as: person?.id, by: actor)[0]
    }

    func state(_ line: RequestLine) async throws -> ApprovalState {
        try await services.approvals.report(line.id, by: actor).line.request.approval.state
    }

    func inbox(_ person: Employee) async throws -> [ID<ApprovalRequest>] {
        try await services.approvals.inbox(of: person.id, by: actor).map(\.id)
    }

    func day(_ date: String = "2026-11-19") async throws -> DayResult { try await company.day(asha, date) }
}

extension TestCompany {
    func person(_ code: String, _ name: String, manager: String) async throws -> Employee {
        try await services.employees.add(
            EmployeeDraft(code: code, name: name, manager: manager, joined: "2026-11-01", shift: "G"), by: actor
        ).employee
    }
}

func local(_ text: String) throws -> LocalTime { try #require(LocalTime(text)) }
