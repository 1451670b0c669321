import Domain
import Storage
import Synchronization
import Testing

@testable import Services

/// Counts what has to be another one each time.
final class MatrixCounter: Sendable {
    private let value = Mutex(0)

    func next() -> Int {
        value.withLock {
            $0 += 1
            return $0
        }
    }
}

// What is there already when an operation is tried: it was made by the head of the company.
extension MatrixCompany {
    func number() -> Int { counter.next() }

    /// A day on which nobody has asked for anything.
    func nextDay() -> CivilDate { today - 30 + number() }

    func employee(_ id: ID<Employee>) async throws -> Employee {
        try #require(try await company.database.read { try EmployeeStore($0).find(id) })
    }

    func draft(of id: ID<Employee>) async throws -> EmployeeDraft {
        let code = try await employee(id).code
        return try #require(try await services.employees.find(code: code, by: chief)).draft
    }

    func correctionDraft() -> CorrectionDraft {
        let day = today - 3
        return CorrectionDraft(
            date: day, changes: [.add(LocalTime(day, TimeOfDay(9, number() % 60)), .either)], why: "forgotten")
    }

    /// One that holds.
    func correction(of id: ID<Employee>) async throws -> ID<PunchOverlay> {
        try await company.database.write { db in
            let at = Instant(seconds: 1_795_000_000 + Int64(number()) * 60)
            return try PunchOverlayStore(db).insert(
                .add(at: at, offset: 19_800, .either), of: id, at: at, offset: 19_800, why: "forgotten", request: nil,
                by: Stamp(actor: "Meera", at: company.clock.now)
            ).overlay.id
        }
    }

    func dutyDraft() -> DutyDraft { DutyDraft(kind: .workFromHome, first: today + 60 + number(), why: "a delivery") }

    /// One that waits for whoever decides about the person.
    func newRequest(of id: ID<Employee>) async throws -> ID<ApprovalRequest> {
        try await services.duty.request(dutyDraft(), of: id, as: id, by: chief).id
    }

    func request(of id: ID<Employee>) throws -> ID<ApprovalRequest> { try #require(requests[id]) }

    func granted(of id: ID<Employee>) async throws -> ID<ApprovalRequest> {
        let request = try await newRequest(of: id)
        _ = try await services.approvals.grant([request], by: chief)
        return request
    }

    func leaveDraft(of id: ID<Employee>) -> LeaveRequest {
        // Never a Sunday alone.
        let day = today + 10 + 3 * number()
        return LeaveRequest(id: ID(0), employee: id, type: leaveType.id, first: day, last: day + 1, asked: today)
    }

    func leaveRequest(of id: ID<Employee>) throws -> ID<LeaveRequest> { try #require(leaveRequests[id]) }

    func delegationDraft(of id: ID<Employee>) -> Delegation {
        Delegation(id: ID(0), approver: id, delegate: self["B"], first: today + 3000)
    }

    /// One that has not begun, so that nobody's reach is wider by it.
    func delegation(of id: ID<Employee>) async throws -> ID<Delegation> {
        try await services.approvals.delegate(delegationDraft(of: id), by: chief).id
    }

    func swapDraft(of id: ID<Employee>) -> ShiftSwap {
        ShiftSwap(requester: id, partner: self["B"], days: [today + 5], reason: "a wedding")
    }

    func swap(
        of id: ID<Employee>, with partner: ID<Employee>? = nil, _ state: ShiftSwap.State
    ) async throws -> ID<ShiftSwap> {
        var swap = swapDraft(of: id)
        swap.partner = partner ?? swap.partner
        swap.state = state
        return try await company.database.write { [swap] db in
            try ShiftSwapStore(db).insert(swap, by: Stamp(actor: "Meera", at: company.clock.now)).id
        }
    }

    func shiftDraft() -> ShiftDraft {
        ShiftDraft(code: "N\(number())", name: "New", start: TimeOfDay(6, 0), end: TimeOfDay(14, 0))
    }

    func rotationDraft() -> RotationDraft {
        RotationDraft(name: "Turn \(number())", unit: .day, turns: [["G"], ["off"]], anchor: today)
    }
}
