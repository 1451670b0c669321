import Domain
import Storage

/// Marks the days that a change touches, within the transaction of the change.
///
/// Days before the first punch of all are not marked: nobody could have been present on them. Days to come are not
/// either: they are worked out when they are.
struct DayMarks {
    private let db: any SQLConnection
    private let today: CivilDate
    private let zone: ZoneRules
    /// The first day on which anybody known punched; nil before that.
    private let firstDay: CivilDate?

    init(_ db: any SQLConnection, now: Instant) throws {
        self.db = db
        zone = try SettingStore(db).companyZone()
        today = zone.local(at: now).date
        let ledger = PunchLedger(db)
        let first = try EmployeeStore(db).allByID().compactMap { try ledger.firstPunch(of: $0.id) }.min()
        firstDay = first.map { [zone] in zone.local(at: $0).date }
    }

    /// From the first punch of all to today: the days that can be marked.
    var days: ClosedRange<CivilDate>? { clipped(.distantPast, nil) }

    /// The days and all that they reach: what a day is decides whose the punches around it are.
    func mark(_ employee: ID<Employee>, from first: CivilDate, through last: CivilDate? = nil) throws {
        guard let days = reached(first, last) else { return }
        try PendingDayStore(db).mark(employee, days)
    }

    /// The days, and all that they reach, of everybody employed on them.
    func markAll(from first: CivilDate, through last: CivilDate? = nil) throws {
        try markEverybody(reached(first, last))
    }

    /// The days, and all that they reach, of those who belong to the company, a department or a location on
    /// them.
    func mark(_ scope: Scope, from first: CivilDate, through last: CivilDate? = nil) throws {
        guard reached(first, last) != nil else { return }
        let asked = first...max(first, last ?? .distantFuture)
        for employee in try EmployeeStore(db).allByID() {
            for (days, posting) in employee.postings.spans(in: asked) where posting.belongs(to: scope) {
                try mark(employee, reached(days.lowerBound, days.upperBound))
            }
        }
    }

    private func markEverybody(_ days: ClosedRange<CivilDate>?) throws {
        guard let days else { return }
        for employee in try EmployeeStore(db).allByID() { try mark(employee, days) }
    }

    /// Those of the days on which the person is employed.
    private func mark(_ employee: Employee, _ days: ClosedRange<CivilDate>?) throws {
        guard let days, employee.employedDays(days) > 0 else { return }
        try PendingDayStore(db).mark(
            employee.id,
            max(days.lowerBound, employee.joined)...min(days.upperBound, employee.left ?? days.upperBound))
    }

    func markEverything() throws {
        guard let first = firstDay else { return }
        try markAll(from: first)
    }

    /// The days that became final since everything was in up to `before`. Two days behind the watermark most days are
    /// settled; three days behind it all are, so each day is worked out again at either point.
    func markSettled(before: Instant?, after: Instant?) throws {
        guard let after else { return }
        let complete = zone.local(at: after).date
        guard let known = before.map({ zone.local(at: $0).date }) else {
            if let firstDay { try markEverybody(clipped(firstDay, Self.settled(by: complete))) }
            return
        }
        guard known < complete else { return }
        try markEverybody(clipped(Self.settled(by: known), Self.settled(by: complete)))
    }

    /// The days that become final, or cease to be, as the moment up to which everything is in moves either way.
    func markMoved(from before: Instant?, to after: Instant?) throws {
        let isForward = (before?.seconds ?? .min) <= (after?.seconds ?? .min)
        try isForward ? markSettled(before: before, after: after) : markSettled(before: after, after: before)
    }

    private static func settled(by complete: CivilDate) -> CivilDate { complete - RuleBook.contextDays }

    private func reached(_ first: CivilDate, _ last: CivilDate?) -> ClosedRange<CivilDate>? {
        clipped(first - RuleBook.contextDays, last.map { $0 + RuleBook.contextDays })
    }

    private func clipped(_ first: CivilDate, _ last: CivilDate?) -> ClosedRange<CivilDate>? {
        guard let earliest = firstDay else { return nil }
        let from = max(first, earliest)
        let to = min(last ?? today, today)
        return from <= to ? from...to : nil
    }
}

extension DayMarks {
    /// The days from the first to the last punch of each person known on a device.
    func markPunched(on device: ID<Device>) throws {
        for user in try DeviceUserStore(db).all(of: device) {
            guard let first = user.firstPunch, let last = user.lastPunch else { continue }
            for holding in user.holders {
                let from = [zone.local(at: first).date, holding.time.from?.date].compactMap { $0 }.max()
                let through = [zone.local(at: last).date, holding.time.until?.date].compactMap { $0 }.min()
                guard let from, let through, from <= through else { continue }
                try mark(holding.employee, from: from, through: through)
            }
        }
    }
}
