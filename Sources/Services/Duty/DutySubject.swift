import Domain
import Storage

/// Work away from the terminals: on duty elsewhere, or from home.
struct DutySubject: ApprovalSubject {
    enum Part: String, Codable {
        case full, firstHalf, secondHalf, hours
    }

    var isFromHome: Bool
    var first: Int32
    var last: Int32
    var part: Part
    /// Of hours: seconds since 1970, the end exclusive.
    var from: Int64?
    var until: Int64?

    var kind: ApprovalKind { isFromHome ? .workFromHome : .onDuty }
    var days: ClosedRange<CivilDate> {
        CivilDate(daysSinceEpoch: first)...CivilDate(daysSinceEpoch: max(first, last))
    }

    var portion: DayPortion {
        switch (part, from, until) {
        case (.firstHalf, _, _): .firstHalf
        case (.secondHalf, _, _): .secondHalf
        case (.hours, let from?, let until?): .hours(Instant(seconds: from), Instant(seconds: until))
        default: .full
        }
    }

    /// Up to four hours count as half a day.
    func size(_ scene: ApprovalScene) -> (length: Int32, leaveType: String) {
        switch portion {
        case .full: (Int32(days.count) * 1000, "")
        case .firstHalf, .secondHalf: (Int32(days.count) * 500, "")
        case .hours(let from, let until): (until - from <= 4 * 3600 ? 500 : 1000, "")
        }
    }

    func summary(_ zone: ZoneRules) -> String {
        let dates = first == last ? "\(days.lowerBound)" : "\(days.lowerBound) to \(days.upperBound)"
        switch portion {
        case .full: return dates
        case .firstHalf: return "\(dates), first half"
        case .secondHalf: return "\(dates), second half"
        case .hours(let from, let until):
            let end = zone.local(at: until)
            let endText = end.date == days.lowerBound ? "\(end.timeOfDay)" : "\(end)"
            return "\(dates), \(zone.local(at: from).timeOfDay) to \(endText)"
        }
    }

    func check(_ scene: ApprovalScene) throws {
        try scene.checkEmployed(days)
        let leave = try LeaveDayStore(scene.db).days(of: scene.employee.id, days)
        if let away = leave.first(where: { $0.leave.portion == .full }) {
            throw ServiceError.invalid(
                "from", "\(scene.employee.name) is on leave on \(away.leave.date); cancel the leave first.")
        }
        let others = try scene.others([.onDuty, .workFromHome], days)
        for other in others where try StoredDetails.read(DutySubject.self, other.details).overlaps(self) {
            throw ServiceError.invalid(
                "from",
                "Request \(other.id.rawValue) (\(other.kind.name)) covers the same time; withdraw or cancel it first.")
        }
    }

    func apply(_ scene: ApprovalScene) throws {
        guard let request = scene.request else { return }
        try check(scene)
        try OutsideWorkStore(scene.db).insert(
            OutsideWorkRecord(
                employee: scene.employee.id, kind: isFromHome ? .workFromHome : .onDuty, days: days, portion: portion),
            of: request, by: scene.stamp)
        try scene.mark(days)
    }

    func undo(_ scene: ApprovalScene) throws {
        guard let request = scene.request else { return }
        try OutsideWorkStore(scene.db).remove(request, by: scene.stamp)
        try scene.mark(days)
    }

    /// Two halves of a day do not; hours and a half may, and count once.
    private func overlaps(_ other: DutySubject) -> Bool {
        guard days.overlaps(other.days) else { return false }
        switch (portion, other.portion) {
        case (.firstHalf, .secondHalf), (.secondHalf, .firstHalf): return false
        case (.hours(let from, let until), .hours(let start, let end)): return from < end && start < until
        case (.hours, .firstHalf), (.hours, .secondHalf), (.firstHalf, .hours), (.secondHalf, .hours): return false
        default: return true
        }
    }
}

/// Overtime of one day that is to be paid.
struct OvertimeSubject: ApprovalSubject {
    var date: Int32
    var seconds: Int32

    var kind: ApprovalKind { .overtime }
    var days: ClosedRange<CivilDate> {
        CivilDate(daysSinceEpoch: date)...CivilDate(daysSinceEpoch: date)
    }

    func size(_ scene: ApprovalScene) -> (length: Int32, leaveType: String) { (1000, "") }

    func summary(_ zone: ZoneRules) -> String { "\(days.lowerBound), \(seconds.durationWords)" }

    func check(_ scene: ApprovalScene) throws {
        guard (1...86_400).contains(seconds) else {
            throw ServiceError.invalid("hours", "Overtime of a day is more than nothing and at most 24 hours.")
        }
        try scene.checkEmployed(days)
        if let other = try scene.others([.overtime], days).first {
            throw ServiceError.invalid(
                "date",
                "Request \(other.id.rawValue) is for overtime on \(days.lowerBound) already; withdraw or cancel it first."
            )
        }
        if let other = try scene.others([.compOff], days).first {
            throw ServiceError.invalid(
                "date",
                "Request \(other.id.rawValue) is for time off for the work on \(days.lowerBound): it is one or the other; "
                    + "withdraw or cancel that first.")
        }
    }

    func apply(_ scene: ApprovalScene) throws {
        guard let request = scene.request else { return }
        try check(scene)
        try OvertimeApprovalStore(scene.db).insert(
            seconds, of: scene.employee.id, on: days.lowerBound, request: request, by: scene.stamp)
        try scene.mark(days)
    }

    func undo(_ scene: ApprovalScene) throws {
        guard let request = scene.request else { return }
        try OvertimeApprovalStore(scene.db).remove(request, by: scene.stamp)
        try scene.mark(days)
    }
}
