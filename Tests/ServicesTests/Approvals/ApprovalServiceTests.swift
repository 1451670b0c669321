import Domain
import Storage
import Testing

@testable import Services

struct ApprovalServiceTests {
    private func draft(_ date: String = "2026-11-23", why: String = "customer visit") throws -> DutyDraft {
        DutyDraft(kind: .onDuty, first: try #require(CivilDate(date)), why: why)
    }

    private func ask(_ office: ApprovalCompany, _ date: String = "2026-11-23") async throws -> RequestLine {
        try await office.services.duty.request(
            try draft(date), of: office.asha.id, as: office.asha.id, by: office.actor)
    }

    @Test func levelsAreAskedOneAfterTheOther() async throws {
        try await ApprovalCompany.open { office in
            try await office.chain(
                "Two", ApprovalLevel([.reportingManager]), ApprovalLevel([.managersManager]))
            let line = try await ask(office)
            #expect(line.request.approval.plan.chain == "Two")
            #expect(try await office.inbox(office.ravi) == [line.id])
            #expect(try await office.inbox(office.devi).isEmpty)
            let early = try await office.grant(line, as: office.devi)
            #expect(
                early.refusal == "Request 1 does not wait for Devi Nair (0001); it waits for Ravi Rao (0007).")
            #expect(
                try await office.grant(line, as: office.asha).refusal
                    == "Asha Verma (0042) cannot decide on an own request.")
            _ = try await office.grant(line, as: office.ravi)
            #expect(try await office.inbox(office.ravi).isEmpty)
            #expect(try await office.inbox(office.devi) == [line.id])
            _ = try await office.grant(line, as: office.devi)
            #expect(try await office.state(line) == .approved)
            #expect(try await office.inbox(office.devi).isEmpty)
        }
    }

    @Test func whoeverActedIsOnTheRecord() async throws {
        try await ApprovalCompany.open { office in
            let line = try await ask(office)
            _ = try await office.services.approvals.grant([line.id], remark: "by phone", by: office.actor)
            let report = try await office.services.approvals.report(line.id, by: office.actor)
            #expect(
                report.history == [
                    "2026-11-20 12:00 Asha Verma (0042) submitted it (Meera)",
                    "2026-11-20 12:00 An administrator approved level 1 for Ravi Rao (0007): by phone (Meera)",
                ])
        }
    }

    @Test func decisionsOnSeveralAreIndependent() async throws {
        try await ApprovalCompany.open { office in
            let first = try await ask(office, "2026-11-23")
            let second = try await ask(office, "2026-11-24")
            let third = try await ask(office, "2026-11-25")
            _ = try await office.services.approvals.withdraw([second.id], as: office.asha.id, by: office.actor)
            let results = try await office.services.approvals.grant(
                [first.id, second.id, ID(77), third.id], as: office.ravi.id, by: office.actor)
            #expect(
                results.map(\.refusal) == [
                    nil, "Request 2 is withdrawn, so there is nothing to decide.",
                    "There is no request 77; see the list of requests for the numbers.", nil,
                ])
            #expect(try await office.state(third) == .approved)
        }
    }

    @Test func rejectingNeedsAReason() async throws {
        try await ApprovalCompany.open { office in
            let line = try await ask(office)
            let bare = try await office.services.approvals.reject(
                [line.id], as: office.ravi.id, reason: "", by: office.actor)
            #expect(bare[0].refusal == "Say why request 1 is rejected.")
            let told = try await office.services.approvals.reject(
                [line.id], as: office.ravi.id, reason: "stock-taking", by: office.actor)
            #expect(told[0].line?.request.approval.state == .rejected)
        }
    }

    @Test func nobodyToApproveIsSaid() async throws {
        try await ApprovalCompany.open { office in
            do {
                _ = try await office.services.duty.request(try draft(), of: office.devi.id, by: office.actor)
                Issue.record("accepted")
            } catch ServiceError.approvalRefused(let sentence) {
                #expect(
                    sentence.hasPrefix(
                        "Nobody can approve this request of Devi Nair (0001): at level 1, "
                            + "Devi Nair (0001) reports to nobody, and Devi Nair (0001) belongs to no department."))
            }
            #expect(try await office.services.approvals.requests(of: office.devi.id, by: office.actor).isEmpty)
        }
    }

    @Test func delegationsAndLeaversHandOn() async throws {
        try await ApprovalCompany.open { office in
            let today = try #require(CivilDate("2026-11-20"))
            try await office.services.approvals.delegate(
                Delegation(
                    id: ID(0), approver: office.ravi.id, delegate: office.omar.id, first: today, last: today),
                by: office.actor)
            let line = try await ask(office)
            #expect(try await office.inbox(office.omar) == [line.id])
            office.company.clock.set("2026-11-21 00:00:00")
            #expect(try await office.inbox(office.omar).isEmpty)
            #expect(try await office.grant(line, as: office.omar).refusal != nil)
            office.company.clock.set("2026-11-20 23:59:59")
            _ = try await office.grant(line, as: office.omar)
            let history = try await office.services.approvals.report(line.id, by: office.actor).history
            #expect(history.last == "2026-11-20 23:59 Omar Ali (0099) approved level 1 for Ravi Rao (0007) (Meera)")
            let next = try await ask(office, "2026-11-24")
            try await office.services.employees.setLeaveDate(
                of: office.ravi.id, to: today - 1, by: office.actor)
            try await office.services.approvals.endDelegation(ID(1), from: today, by: office.actor)
            #expect(try await office.inbox(office.devi) == [next.id])
        }
    }

    @Test func escalatesOnceWhenItIsDue() async throws {
        try await ApprovalCompany.open { office in
            try await office.chain(
                "Slow",
                ApprovalLevel([.reportingManager], escalation: Escalation(afterHours: 24, to: .managersManager)))
            let line = try await ask(office)
            office.company.clock.set("2026-11-21 11:59:59")
            #expect(try await office.services.approvals.escalate(by: office.actor).isEmpty)
            office.company.clock.set("2026-11-21 12:00:00")
            #expect(try await office.services.approvals.escalate(by: office.actor).map(\.id) == [line.id])
            #expect(try await office.services.approvals.escalate(by: office.actor).isEmpty)
            #expect(try await office.inbox(office.devi) == [line.id])
            #expect(try await office.inbox(office.ravi) == [line.id])
            _ = try await office.grant(line, as: office.devi)
            #expect(try await office.state(line) == .approved)
        }
    }

    /// What takes its place cannot be granted: the first stays as it was.
    @Test func aRequestIsReplacedInOneStepOrNotAtAll() async throws {
        try await ApprovalCompany.open { office in
            let first = try await ask(office)
            let second = try await office.services.duty.request(
                try draft("2026-11-23"), of: office.asha.id, as: office.asha.id, replacing: first.id, by: office.actor)
            #expect(try await office.state(first) == .withdrawn)
            await #expect(throws: ServiceError.self) {
                try await office.services.duty.request(
                    try draft("2026-10-01"), of: office.asha.id, as: office.asha.id, replacing: second.id,
                    by: office.actor)
            }
            #expect(try await office.state(second) == .pending(level: 0))
            await #expect(throws: ServiceError.self) {
                try await office.services.duty.request(
                    try draft("2026-11-24"), of: office.omar.id, as: office.omar.id, replacing: second.id,
                    by: office.actor)
            }
        }
    }

    @Test func headOfDepartmentDecides() async throws {
        try await ApprovalCompany.open { office in
            await #expect(throws: ServiceError.self) {
                try await office.services.approvals.setHead(office.omar.id, of: "Pres", by: office.actor)
            }
            var draft = try #require(try await office.services.employees.find(code: "0042", by: office.actor)).draft
            draft.department = "Press"
            try await office.services.employees.update(office.asha.id, to: draft, by: office.actor)
            try await office.services.approvals.setHead(office.omar.id, of: "Press", by: office.actor)
            try await office.chain("Head", ApprovalLevel([.headOfDepartment]))
            let line = try await ask(office)
            #expect(line.waitsFor == ["Omar Ali (0099)"])
        }
    }
}

struct DutyServiceTests {
    @Test func anApprovedDutyMakesTheDayPresentInItsCase() async throws {
        try await ApprovalCompany.open { office in
            let date = try #require(CivilDate("2026-11-19"))
            let line = try await office.services.duty.request(
                DutyDraft(
                    kind: .onDuty, first: date, part: .hours(from: TimeOfDay(14, 0), to: TimeOfDay(16, 0)),
                    why: "customer"), of: office.asha.id, by: office.actor)
            #expect(line.summary == "2026-11-19, 14:00 to 16:00")
            _ = try await office.grant(line, as: office.ravi)
            let work = try await office.outsideWork(date)
            let from = Instant(seconds: try local("2026-11-19 14:00").seconds - TestCompany.offset)
            #expect(work == [OutsideWork(kind: .onDuty, date: date, portion: .hours(from, from + 7200))])
            _ = try await office.services.approvals.cancel([line.id], by: office.actor)
            #expect(try await office.outsideWork(date).isEmpty)
        }
    }

    @Test func overlapIsRefusedUnlessItIsTheOtherHalf() async throws {
        try await ApprovalCompany.open { office in
            let date = try #require(CivilDate("2026-11-23"))
            func ask(_ part: DutyDraft.Part, _ kind: OutsideWork.Kind = .onDuty) async throws {
                _ = try await office.services.duty.request(
                    DutyDraft(kind: kind, first: date, part: part, why: "x"), of: office.asha.id, by: office.actor)
            }
            try await ask(.firstHalf)
            try await ask(.secondHalf, .workFromHome)
            await #expect(throws: ServiceError.self) { try await ask(.firstHalf) }
            await #expect(throws: ServiceError.self) { try await ask(.full, .workFromHome) }
        }
    }

    @Test func overtimeIsApprovedForADay() async throws {
        try await ApprovalCompany.open { office in
            let date = try #require(CivilDate("2026-11-19"))
            let line = try await office.services.duty.requestOvertime(
                5400, on: date, why: "press late", of: office.asha.id, by: office.actor)
            await #expect(throws: ServiceError.self) {
                try await office.services.duty.requestOvertime(
                    1, on: date, why: "", of: office.asha.id, by: office.actor)
            }
            _ = try await office.grant(line, as: office.ravi)
            #expect(try await office.personCase(date).overtimeApprovals == [date: 5400])
        }
    }
}

extension ApprovalCompany {
    func personCase(_ date: CivilDate) async throws -> EmployeeCase {
        let (asha, now) = (asha, company.clock.now)
        return try await company.database.read { db in
            let rules = try CompanyRules(db, now: now)
            var found = EmployeeCase(employee: asha, assignments: [], punches: [])
            try EmployeeCases(db, [asha], rules.window(of: date...date)).forEach { found = $0 }
            return found
        }
    }

    func outsideWork(_ date: CivilDate) async throws -> [OutsideWork] {
        try await personCase(date).outsideWork.filter { $0.date == date }
    }
}
