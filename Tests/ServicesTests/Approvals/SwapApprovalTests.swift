import Domain
import Storage
import Testing

@testable import Services

struct SwapApprovalTests {
    private func swap(
        _ office: ApprovalCompany, with partner: Employee? = nil
    ) async throws -> ID<ShiftSwap> {
        let partner = partner ?? office.omar
        let late = try await office.services.shifts.add(
            ShiftDraft(code: "L", name: "Late", start: TimeOfDay(12, 0), end: TimeOfDay(21, 0)), by: office.actor)
        let day = try #require(CivilDate("2026-11-25"))
        try await office.services.shifts.assign(late.id, to: partner.id, from: day - 10, by: office.actor)
        let asked = try await office.services.rosters.requestSwap(
            ShiftSwap(requester: office.asha.id, partner: partner.id, days: [day], reason: "evening class"),
            by: office.actor)
        return asked.swap.id
    }

    private func state(_ office: ApprovalCompany, _ id: ID<ShiftSwap>) async throws -> ShiftSwap.State? {
        try await office.services.rosters.swaps(by: office.actor).first { $0.id == id }?.state
    }

    @Test func anAcceptedSwapStandsInTheRosterAtTheLastYes() async throws {
        try await ApprovalCompany.open { office in
            let id = try await swap(office)
            await #expect(throws: ServiceError.self) {
                try await office.services.approvals.requestSwap(id, as: office.asha.id, by: office.actor)
            }
            try await office.services.rosters.acceptSwap(id, by: office.actor)
            let line = try await office.services.approvals.requestSwap(id, as: office.asha.id, by: office.actor)
            #expect(line.summary == "swap 1 with Omar Ali (0099) on 2026-11-25")
            #expect(try await state(office, id) == .accepted)
            let result = try await office.grant(line, as: office.ravi)
            #expect(result.refusal == nil)
            #expect(try await state(office, id) == .applied)
            let cancelled = try await office.services.approvals.cancel([line.id], by: office.actor)
            #expect(cancelled[0].refusal?.contains("undone by another swap") == true)
            #expect(try await office.state(line) == .approved)
        }
    }

    /// Asha’s manager gives her his day: that it is his turn as well does not make him its judge.
    @Test func whoHasAgreedDoesNotDecide() async throws {
        try await ApprovalCompany.open { office in
            let id = try await swap(office, with: office.ravi)
            try await office.services.rosters.acceptSwap(id, by: office.actor)
            let line = try await office.services.approvals.requestSwap(id, by: office.actor)
            let ravi = Actor(name: "ravi", grants: Grants([RoleGrant(.manager)]), employee: office.ravi.id)
            let refused = try await office.services.approvals.grant([line.id], by: ravi)
            #expect(refused[0].refusal == ServiceError.ownAffair(actor: "ravi").description)
            #expect(try await office.state(line) == .pending(level: 0))
            #expect(try await office.services.approvals.inbox(of: office.ravi.id, by: ravi).isEmpty)
        }
    }

    @Test func aRejectedSwapIsDeclined() async throws {
        try await ApprovalCompany.open { office in
            let id = try await swap(office)
            try await office.services.rosters.acceptSwap(id, by: office.actor)
            let line = try await office.services.approvals.requestSwap(id, by: office.actor)
            _ = try await office.services.approvals.reject(
                [line.id], as: office.ravi.id, reason: "stock-taking", by: office.actor)
            #expect(try await state(office, id) == .declined)
        }
    }

    /// The other’s shift has gone meanwhile: request, swap and roster stay as they were.
    @Test func aSwapThatIsNoLongerPossibleStaysPending() async throws {
        try await ApprovalCompany.open { office in
            let id = try await swap(office)
            try await office.services.rosters.acceptSwap(id, by: office.actor)
            let line = try await office.services.approvals.requestSwap(id, by: office.actor)
            try await office.services.rosters.withdrawSwap(id, by: office.actor)
            #expect(try await office.grant(line, as: office.ravi).refusal != nil)
            #expect(try await office.state(line) == .pending(level: 0))
        }
    }
}
