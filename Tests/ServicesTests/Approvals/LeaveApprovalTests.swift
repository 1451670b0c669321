import Domain
import Storage
import Testing

@testable import Services

struct LeaveApprovalTests {
    /// Three days of casual leave a year, and a chain in which the manager decides.
    private func withLeave(
        hasChain: Bool = true, _ body: (ApprovalCompany, LeaveType) async throws -> Void
    ) async throws {
        try await ApprovalCompany.open { office in
            if hasChain { try await office.chain("Leave", kinds: [.leave], ApprovalLevel([.reportingManager])) }
            let type = try await office.services.leave.add(
                LeaveType(id: ID(0), code: "CL", name: "Casual leave"), by: office.actor)
            try await office.services.leave.adjust(
                office.asha.id, type.id, by: LeaveAmount(thousandths: 3000),
                on: try #require(CivilDate("2026-11-01")), reason: "opening", by: office.actor)
            try await body(office, type)
        }
    }

    private func leave(_ office: ApprovalCompany, _ type: LeaveType, _ first: String, _ last: String) throws
        -> LeaveRequest
    {
        LeaveRequest(
            id: ID(0), employee: office.asha.id, type: type.id, first: try #require(CivilDate(first)),
            last: try #require(CivilDate(last)), asked: try #require(CivilDate("2026-11-20")))
    }

    private func balance(_ office: ApprovalCompany, _ type: LeaveType) async throws -> LeaveAmount {
        let asha = office.asha
        return try await office.company.database.read { db in
            try LeaveBooks(db).book(of: asha).account(type.id)?.available(
                on: try #require(CivilDate("2026-11-30"))) ?? .zero
        }
    }

    @Test func leaveIsTakenAtTheLastYes() async throws {
        try await withLeave { office, type in
            let line = try await office.services.leave.request(
                try leave(office, type, "2026-11-23", "2026-11-24"), as: office.asha.id, by: office.actor)
            #expect(line.request.status == .pending)
            #expect(try await balance(office, type) == LeaveAmount(thousandths: 3000))
            let request = try #require(
                try await office.services.approvals.inbox(of: office.ravi.id, by: office.actor).first)
            #expect(try await office.grant(request, as: office.ravi).refusal == nil)
            #expect(try await balance(office, type) == LeaveAmount(thousandths: 1000))
            _ = try await office.services.approvals.cancel([request.id], as: office.asha.id, by: office.actor)
            #expect(try await balance(office, type) == LeaveAmount(thousandths: 3000))
        }
    }

    /// Without a chain nobody approves one's own either; what an administrator writes in holds at once.
    @Test func withoutAChainTheManagerDecides() async throws {
        try await withLeave(hasChain: false) { office, type in
            let asked = try await office.services.leave.request(
                try leave(office, type, "2026-11-23", "2026-11-24"), as: office.asha.id, by: office.actor)
            #expect(asked.request.status == .pending)
            let request = try #require(
                try await office.services.approvals.inbox(of: office.ravi.id, by: office.actor).first)
            #expect(try await office.grant(request, as: office.asha).refusal != nil)
            #expect(try await balance(office, type) == LeaveAmount(thousandths: 3000))
            #expect(try await office.grant(request, as: office.ravi).refusal == nil)
            #expect(try await balance(office, type) == LeaveAmount(thousandths: 1000))
            let written = try await office.services.leave.request(
                try leave(office, type, "2026-11-26", "2026-11-26"), by: office.actor)
            #expect(written.request.status == .confirmed)
        }
    }

    /// The balance has gone meanwhile: the last yes is refused and leaves everything as it was.
    @Test func aBalanceThatIsGoneStopsTheLastYes() async throws {
        try await withLeave { office, type in
            _ = try await office.services.leave.request(
                try leave(office, type, "2026-11-23", "2026-11-25"), as: office.asha.id, by: office.actor)
            let request = try #require(try await office.services.approvals.inbox(of: nil, by: office.actor).first)
            try await office.services.leave.adjust(
                office.asha.id, type.id, by: LeaveAmount(thousandths: -1000),
                on: try #require(CivilDate("2026-11-20")), reason: "mistake", by: office.actor)
            let journal = try await office.company.journal().count
            let result = try await office.grant(request, as: office.ravi)
            #expect(result.refusal != nil)
            #expect(try await office.state(request) == .pending(level: 0))
            #expect(try await office.inbox(office.ravi) == [request.id])
            #expect(try await office.company.journal().count == journal)
            #expect(try await balance(office, type) == LeaveAmount(thousandths: 2000))
        }
    }

    @Test func whoIsOnLeaveIsStoodInForByTheManager() async throws {
        try await withLeave { office, type in
            try await office.services.approvals.remove(
                try await office.services.approvals.chain(named: "Leave"), by: office.actor)
            try await office.services.leave.adjust(
                office.ravi.id, type.id, by: LeaveAmount(thousandths: 3000),
                on: try #require(CivilDate("2026-11-01")), reason: "opening", by: office.actor)
            var away = try leave(office, type, "2026-11-20", "2026-11-20")
            away.employee = office.ravi.id
            _ = try await office.services.leave.request(away, by: office.actor)
            let line = try await office.request(.add(try local("2026-11-19 09:00"), .entry))
            #expect(try await office.inbox(office.devi) == [line.id])
            office.company.clock.set("2026-11-21 09:00:00")
            #expect(try await office.inbox(office.devi).isEmpty)
        }
    }
}

struct CompOffApprovalTests {
    @Test func workOnARestDayEarnsTimeOffOnce() async throws {
        try await ApprovalCompany.open { office in
            let sunday = try #require(CivilDate("2026-11-15"))
            await #expect(throws: ServiceError.self) {
                try await office.services.approvals.requestCompOff(
                    2, workedOn: sunday, why: "audit", of: office.asha.id, by: office.actor)
            }
            var type = LeaveType(id: ID(0), code: "CO", name: "Time off", kind: .compensatory)
            type.compensatoryDays = 90
            try await office.services.leave.add(type, by: office.actor)
            await #expect(throws: ServiceError.self) {
                try await office.services.approvals.requestCompOff(
                    2, workedOn: sunday, why: "audit", of: office.asha.id, by: office.actor)
            }
            var policy = AttendancePolicy()
            policy.overtime.formula = .none
            let shift = try #require(try await office.services.shifts.find(code: "G"))
            var draft = ShiftDraft(shift)
            draft.policy = policy
            try await office.services.shifts.update(shift.id, to: draft, by: office.actor)
            try await office.punch("2026-11-15 09:00:00", "2026-11-15 18:00:00")
            let line = try await office.services.approvals.requestCompOff(
                2, workedOn: sunday, why: "audit", of: office.asha.id, by: office.actor)
            #expect(try await office.grant(line, as: office.ravi).refusal == nil)
            #expect(try await balance(office) == .day)
            await #expect(throws: ServiceError.self) {
                try await office.services.approvals.requestCompOff(
                    1, workedOn: sunday, why: "again", of: office.asha.id, by: office.actor)
            }
            _ = try await office.services.approvals.cancel([line.id], by: office.actor)
            #expect(try await balance(office) == .zero)
        }
    }

    private func balance(_ office: ApprovalCompany) async throws -> LeaveAmount {
        let asha = office.asha
        return try await office.company.database.read { db in
            let books = try LeaveBooks(db)
            let type = try #require(books.types.first { $0.kind == .compensatory })
            return try books.book(of: asha).account(type.id)?.available(
                on: try #require(CivilDate("2026-11-30"))) ?? .zero
        }
    }
}
