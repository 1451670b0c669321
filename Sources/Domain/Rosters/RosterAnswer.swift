/// What a person works on a date, and who said so.
package struct RosterAnswer: Hashable, Sendable {
    package var date: CivilDate
    /// The company's weekly off is in it already: it rests `.always` or `.never`.
    package var day: RosterDay
    /// What was said for the date: of one layer, never empty.
    package var entries: [ScheduleEntry]
    /// Off by the company's weekly off alone; no roster says it.
    package var isCompanyOff: Bool

    package var layer: RosterLayer { entries[0].layer }
    package var isOff: Bool { day.isOff }
    /// Whoever the calendar does not give a holiday is expected.
    package var isWorked: Bool { !day.isOff }
}

extension RuleBook {
    /// The one answer of a schedule for a date. Nil where no layer says anything: NS.
    ///
    /// - Parameter location: the employee's; it may have weekly offs of its own.
    package func answer(_ schedule: Schedule, on date: CivilDate, at location: String = "") -> RosterAnswer? {
        let entries = schedule.entries.filter { $0.holds(on: date) }
        var worked: [ID<Shift>] = []
        var idle: [ID<Shift>] = []
        var isOff = false
        var isCompanyOff = true
        for entry in entries {
            guard var day = day(entry.duty, on: date) else { continue }
            if day.isOff { isCompanyOff = false }
            if day.rest == .company, calendars.isWeeklyOff(date, at: location) { day.rest = .always }
            isOff = isOff || day.isOff
            day.isOff ? idle.append(contentsOf: day.shifts) : worked.append(contentsOf: day.shifts)
        }
        guard isOff || !worked.isEmpty else { return nil }
        let shifts = inOrder(worked.isEmpty ? idle : worked, on: date)
        return RosterAnswer(
            date: date, day: RosterDay(shifts: shifts, rest: worked.isEmpty ? .always : .never), entries: entries,
            isCompanyOff: worked.isEmpty && isCompanyOff)
    }

    /// Nil of a shift or pattern that the rule book does not know.
    private func day(_ duty: ScheduleEntry.Duty, on date: CivilDate) -> RosterDay? {
        var day: RosterDay
        switch duty {
        case .off: return .off
        case .shift(let id, let rest): day = RosterDay(shifts: [id], rest: rest)
        case .pattern(let id):
            guard let pattern = pattern(id) else { return nil }
            day = pattern.day(on: date)
        }
        day.shifts.removeAll { index(of: $0) == nil }
        return day
    }

    /// Each once, in the order of their starts.
    private func inOrder(_ shifts: [ID<Shift>], on date: CivilDate) -> [ID<Shift>] {
        func key(_ id: ID<Shift>) -> (Int32, Int64) {
            (index(of: id).map { plan(of: $0, on: date.weekday).start } ?? 0, id.rawValue)
        }
        return Set(shifts).sorted { key($0) < key($1) }
    }
}
