import Domain
import Storage

/// What is asked for, and what becomes of it. Stored as a document with the request.
///
/// Every function runs in the transaction of the step that calls it: what throws there takes the step back too.
protocol ApprovalSubject: Codable, Sendable {
    var kind: ApprovalKind { get }
    /// Where the company has no chain for it, it holds at once if an administrator writes it in; what the person asks for
    /// is decided by the standard chain, because nobody approves one's own.
    var holdsWithoutChain: Bool { get }
    /// The days it is about.
    var days: ClosedRange<CivilDate> { get }
    /// In thousandths of a day, and the leave type's code or nothing: by these a chain is chosen.
    func size(_ scene: ApprovalScene) throws -> (length: Int32, leaveType: String)
    /// Who decides, where that does not depend on the company's chains; nil: it does.
    func plan(_ scene: ApprovalScene) throws -> ApprovalPlan?
    /// In a few words: `on duty 2026-11-20 14:00 to 16:00`.
    func summary(_ zone: ZoneRules) -> String
    /// Refuses what cannot be granted. Called when it is submitted.
    func check(_ scene: ApprovalScene) throws
    /// Called once the request has a number; what it changes about itself is stored.
    mutating func begin(_ scene: ApprovalScene) throws
    /// Makes it hold, at the last approval; checks again whether it still can.
    func apply(_ scene: ApprovalScene) throws
    /// Takes back what ``apply(_:)`` did.
    func undo(_ scene: ApprovalScene) throws
    /// It was rejected or withdrawn before it held.
    func drop(_ scene: ApprovalScene, _ end: ApprovalState) throws
}

extension ApprovalSubject {
    var holdsWithoutChain: Bool { false }
    func plan(_ scene: ApprovalScene) throws -> ApprovalPlan? { nil }
    mutating func begin(_ scene: ApprovalScene) throws {}
    func drop(_ scene: ApprovalScene, _ end: ApprovalState) throws {}
}

/// What a subject works with: the transaction, whose request it is, and when it is.
struct ApprovalScene {
    let db: any SQLConnection
    let stamp: Stamp
    let employee: Employee
    let zone: ZoneRules
    /// Nil: not submitted yet.
    var request: ID<ApprovalRequest>?
    var why: String

    var today: CivilDate { zone.local(at: stamp.at).date }

    /// The days up to today and those around them are worked out again.
    func mark(_ days: ClosedRange<CivilDate>) throws {
        guard days.lowerBound <= today else { return }
        try ArchivedDays(db).refuse(days.lowerBound)
        let past = days.lowerBound...min(days.upperBound, today)
        try PendingDayStore(db).mark(employee.id, around: Array(past))
    }

    /// - Throws: ``ServiceError/invalid(_:)`` unless the person is employed on all of the days.
    func checkEmployed(_ days: ClosedRange<CivilDate>) throws {
        guard employee.employedDays(days) < days.count else { return }
        throw ServiceError.invalid("from", "\(employee.name) is not employed on all of these days.")
    }

    /// What a locked month pays is settled, so nothing more is asked for or taken back. What was asked for in time can
    /// still be approved, and an administrator still can ask: the difference is listed for the next open month.
    /// - Throws: ``ServiceError/invalid(_:)`` where one of the days is locked.
    func checkUnlocked(_ days: ClosedRange<CivilDate>) throws {
        let locks = try PeriodLocks(db)
        guard !locks.isEmpty, let locked = days.first(where: { locks.isLocked(employee.id, $0) }) else { return }
        throw ServiceError.invalid(
            "date",
            "\(Month(of: locked)) is locked for \(employee.name), so nothing about \(locked) can be asked for any more; "
                + "an administrator can have it paid with \(Month(of: locks.nextOpenMonth(employee.id, after: locked)))."
        )
    }

    /// Requests of the same kinds that are pending or hold, and touch the days.
    func others(_ kinds: Set<ApprovalKind>, _ days: ClosedRange<CivilDate>) throws -> [ApprovalRequest] {
        try ApprovalRequestStore(db).all(of: employee.id).filter { other in
            kinds.contains(other.kind) && other.id != request && other.days.overlaps(days)
                && other.approval.state.isAlive
        }
    }
}

extension ApprovalState {
    /// It holds, or still may.
    var isAlive: Bool {
        switch self {
        case .submitted, .pending, .approved, .cancelling: true
        case .rejected, .withdrawn, .cancelled: false
        }
    }
}

extension ServiceError {
    static func invalid(_ field: String, _ sentence: String) -> ServiceError {
        .invalid([FieldProblem(field: field, sentence: sentence)])
    }
}

extension ApprovalRequest {
    /// - Throws: `StorageError.unreadable(_:)`
    func subject() throws -> any ApprovalSubject {
        switch kind {
        case .correction: try StoredDetails.read(CorrectionSubject.self, details)
        case .onDuty, .workFromHome: try StoredDetails.read(DutySubject.self, details)
        case .overtime: try StoredDetails.read(OvertimeSubject.self, details)
        case .leave: try leaveSubject()
        case .shiftSwap: try StoredDetails.read(SwapSubject.self, details)
        case .compOff: try StoredDetails.read(CompOffSubject.self, details)
        }
    }

    /// Leave, or some days of it on their way back.
    private func leaveSubject() throws -> any ApprovalSubject {
        if let shortening = try? StoredDetails.read(LeaveShortening.self, details) { return shortening }
        return try StoredDetails.read(LeaveSubject.self, details)
    }
}
