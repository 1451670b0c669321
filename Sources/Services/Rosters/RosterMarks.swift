import Domain
import Storage

/// Marks the days of whom a change of shifts or rosters touches, and of nobody else.
struct RosterMarks {
    private let db: any SQLConnection
    private let marks: DayMarks

    init(_ db: any SQLConnection, _ marks: DayMarks) {
        self.db = db
        self.marks = marks
    }

    /// The days on which somebody is rostered for the shift.
    func markWorkers(of shift: ID<Shift>, from first: CivilDate = .distantPast, through last: CivilDate? = nil) throws {
        guard let all = marks.days else { return }
        // A day more at either end: the punches around a changed day may be another day's.
        let from = max(all.lowerBound, first == .distantPast ? first : first - RuleBook.contextDays)
        let to = min(all.upperBound, last.map { $0 + RuleBook.contextDays } ?? all.upperBound)
        guard from <= to else { return }
        let days = from...to
        let roster = try Roster(db)
        let patterns = Set(try RotationStore(db).all().filter { $0.shifts.contains(shift) }.map(\.id))
        for employee in try EmployeeStore(db).allByID() where employee.employedDays(days) > 0 {
            for entry in roster.schedule(of: employee, days: days).entries where entry.isOf(shift, patterns) {
                try marks.mark(
                    employee.id, from: max(entry.from, from), through: min(entry.to, to))
            }
        }
    }
}

extension ScheduleEntry {
    fileprivate func isOf(_ shift: ID<Shift>, _ patterns: Set<ID<RotationPattern>>) -> Bool {
        switch duty {
        case .shift(let id, _): id == shift
        case .pattern(let id): patterns.contains(id)
        case .off: false
        }
    }
}
