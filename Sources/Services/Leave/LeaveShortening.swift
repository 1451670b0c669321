import Domain
import Storage

/// Some days of confirmed leave on their way back. It is decided by whoever decided on the leave, if cancelling it needs
/// their consent; else it holds at once.
struct LeaveShortening: ApprovalSubject {
    /// Of the leave request.
    let shortens: Int64
    private let first: Int32
    private let last: Int32

    init(_ request: ID<LeaveRequest>, by days: ClosedRange<CivilDate>) {
        shortens = request.rawValue
        (first, last) = (days.lowerBound.daysSinceEpoch, days.upperBound.daysSinceEpoch)
    }

    var kind: ApprovalKind { .leave }

    var days: ClosedRange<CivilDate> {
        CivilDate(daysSinceEpoch: first)...CivilDate(daysSinceEpoch: max(first, last))
    }

    func size(_ scene: ApprovalScene) -> (length: Int32, leaveType: String) { (Int32(days.count) * 1000, "") }

    /// As the leave itself is cancelled.
    func plan(_ scene: ApprovalScene) throws -> ApprovalPlan? {
        guard let leave = try LeaveRequestStore(scene.db).find(ID(shortens)), let approval = leave.approval,
            let request = try ApprovalRequestStore(scene.db).find(approval)
        else { throw ServiceError.unknownLeaveRequest(shortens) }
        var plan = request.approval.plan
        if !plan.cancellingNeedsApproval { (plan.levels, plan.skipped) = ([], []) }
        return plan
    }

    func summary(_ zone: ZoneRules) -> String {
        let dates = first == last ? "\(days.lowerBound)" : "\(days.lowerBound) to \(days.upperBound)"
        return "without \(dates) of leave request \(shortens)"
    }

    func check(_ scene: ApprovalScene) throws {
        _ = try LeaveRequests(scene.db, by: scene.stamp).shortened(ID(shortens), by: days)
    }

    func apply(_ scene: ApprovalScene) throws {
        try LeaveRequests(scene.db, by: scene.stamp).shorten(ID(shortens), by: days, scene.request)
    }

    /// The part after the days is a request of its own, and is cancelled by this.
    func undo(_ scene: ApprovalScene) throws {
        guard let request = scene.request, let later = try LeaveRequestStore(scene.db).find(approval: request) else {
            throw ServiceError.invalid(
                "request", "Days that were given back are not taken again by this; ask for them anew.")
        }
        try LeaveRequests(scene.db, by: scene.stamp).cancel(later.id)
    }
}
