import Domain

/// People and requests for the tests of approvals: 1 asks, 2 is the manager, 3 the manager's manager, 4 heads the
/// department, 9 is a stranger.
enum Desk {
    static let requester = ID<Employee>(1)
    static let manager = ID<Employee>(2)
    static let director = ID<Employee>(3)
    static let head = ID<Employee>(4)
    static let stranger = ID<Employee>(9)
    static let noon = Instant(seconds: 1_800_000_000)
    static let today = CivilDate(daysSinceEpoch: 20_000)
    static let nobodyAway = Deputies(date: today)
    static let line = ReportingLine(
        person: requester, department: "Press", superiors: [manager, director], headOfDepartment: head)

    static func chain(
        _ levels: ApprovalLevel..., named name: String = "Chain", cancelling: Bool = false
    ) -> ApprovalChain {
        ApprovalChain(id: ID(1), name: name, levels: levels, cancellingNeedsApproval: cancelling)
    }

    /// The manager, then the head of the department.
    static func twoLevels(cancelling: Bool = true) -> Approval {
        Approval(
            requester: requester,
            plan: ApprovalPlan(
                chain: "Two",
                levels: [
                    .init(number: 1, approvers: [manager], escalatesAfterHours: 48, escalatesTo: [director]),
                    .init(number: 2, approvers: [head]),
                ], cancellingNeedsApproval: cancelling))
    }

    static func twoLevels(in state: ApprovalState) -> Approval {
        Approval(
            requester: requester, plan: twoLevels().plan, state: state, askedAt: state.level == nil ? nil : noon)
    }
}

extension Approval {
    /// What it becomes; effects are dropped.
    func after(
        _ events: ApprovalEvent..., at moment: Instant = Desk.noon, deputies: Deputies = Desk.nobodyAway
    ) throws(ApprovalRefusal) -> Approval {
        var approval = self
        for event in events { approval = try approval.handling(event, at: moment, deputies: deputies).0 }
        return approval
    }
}

extension ApprovalEvent {
    static let submitted = ApprovalEvent.submit(by: .person(Desk.requester), remark: "")
    static func yes(_ person: ID<Employee>) -> ApprovalEvent { .approve(by: .person(person), remark: "") }
    static func no(_ person: ID<Employee>) -> ApprovalEvent { .reject(by: .person(person), reason: "no") }
    static func withdrawn(_ person: ID<Employee>) -> ApprovalEvent { .withdraw(by: .person(person), remark: "") }
    static func cancelled(_ person: ID<Employee>) -> ApprovalEvent { .cancel(by: .person(person), remark: "") }
}
