import Domain
import Storage

/// Leave on its way through approval. The request itself is a record of its own; this says which, and what it asks for.
struct LeaveSubject: ApprovalSubject {
    /// Of the leave request; nil: not kept yet.
    private(set) var number: Int64?
    private var employee: Int64
    private var type: Int64
    private var first: Int32
    private var last: Int32
    private var startsAtNoon: Bool
    private var endsAtNoon: Bool
    /// Seconds after midnight.
    private var from: Int32?
    private var to: Int32?
    private var reason: String
    private var document: String
    private var acceptsExcess: Bool
    private var asked: Int32

    init(_ request: LeaveRequest) {
        employee = request.employee.rawValue
        type = request.type.rawValue
        (first, last) = (request.first.daysSinceEpoch, request.last.daysSinceEpoch)
        (startsAtNoon, endsAtNoon) = (request.startsAtNoon, request.endsAtNoon)
        (from, to) = (request.hours?.from.secondsSinceMidnight, request.hours?.to.secondsSinceMidnight)
        (reason, document, acceptsExcess) = (request.reason, request.document, request.acceptsExcess)
        asked = request.asked.daysSinceEpoch
    }

    private var request: LeaveRequest {
        var request = LeaveRequest(
            id: ID(number ?? 0), employee: ID(employee), type: ID(type), first: CivilDate(daysSinceEpoch: first),
            last: CivilDate(daysSinceEpoch: last), asked: CivilDate(daysSinceEpoch: asked))
        (request.startsAtNoon, request.endsAtNoon) = (startsAtNoon, endsAtNoon)
        if let from, let to {
            request.hours = LeaveHours(
                from: TimeOfDay(secondsSinceMidnight: from), to: TimeOfDay(secondsSinceMidnight: to))
        }
        (request.reason, request.document, request.acceptsExcess) = (reason, document, acceptsExcess)
        return request
    }

    var kind: ApprovalKind { .leave }
    var holdsWithoutChain: Bool { true }

    var days: ClosedRange<CivilDate> {
        CivilDate(daysSinceEpoch: first)...CivilDate(daysSinceEpoch: max(first, last))
    }

    func size(_ scene: ApprovalScene) throws -> (length: Int32, leaveType: String) {
        let plan = try LeaveRequests(scene.db, by: scene.stamp).plan(request)
        return (
            Int32(clamping: plan.total.thousandths), try LeaveTypeStore(scene.db).find(ID(type))?.code ?? ""
        )
    }

    func summary(_ zone: ZoneRules) -> String {
        let dates = first == last ? "\(days.lowerBound)" : "\(days.lowerBound) to \(days.upperBound)"
        let halves = [startsAtNoon ? "from noon" : nil, endsAtNoon ? "until noon" : nil].compactMap { $0 }
        let hours = request.hours.map { "\($0.from) to \($0.to)" }
        return ([dates] + halves + [hours].compactMap { $0 }).joined(separator: ", ")
    }

    func check(_ scene: ApprovalScene) throws { _ = try LeaveRequests(scene.db, by: scene.stamp).plan(request) }

    mutating func begin(_ scene: ApprovalScene) throws {
        var request = request
        request.approval = scene.request
        number = try LeaveRequests(scene.db, by: scene.stamp).submit(request).id.rawValue
    }

    func apply(_ scene: ApprovalScene) throws {
        try LeaveRequests(scene.db, by: scene.stamp).confirm(request.id)
    }

    func undo(_ scene: ApprovalScene) throws {
        try LeaveRequests(scene.db, by: scene.stamp).cancel(request.id)
    }

    func drop(_ scene: ApprovalScene, _ end: ApprovalState) throws {
        let requests = try LeaveRequests(scene.db, by: scene.stamp)
        try end == .withdrawn ? requests.withdraw(request.id) : requests.reject(request.id)
    }
}
