import Domain
import Storage

/// Somebody moves to another department or location: what was worked until yesterday stays what it was.
struct RosterMove {
    private let db: any SQLConnection
    private let stamp: Stamp

    init(_ db: any SQLConnection, by stamp: Stamp) {
        self.db = db
        self.stamp = stamp
    }

    /// The rosters that hold by department and location say nothing of the past any more once the person is in others;
    /// so what they said is written down as the person's own.
    func keepPast(of before: Employee, as after: Employee, until today: CivilDate) throws {
        guard (before.department, before.location) != (after.department, after.location), before.joined < today else {
            return
        }
        let past = before.joined...(today - 1)
        let roster = try Roster(db, of: [before])
        let old = roster.schedule(of: before, days: past)
        for run in roster.schedule(of: after, days: past).changes(from: old, in: past) {
            for entry in old.entries where entry.layer > .employee && entry.from <= run.upperBound {
                guard let duty = entry.assigned, run.lowerBound <= entry.to else { continue }
                try RosterStore(db).insert(
                    RosterAssignment(
                        .employee(after.id), duty, from: max(entry.from, run.lowerBound),
                        to: min(entry.to, run.upperBound)), by: stamp)
            }
        }
    }
}

extension ScheduleEntry {
    /// Nil of a day off that was said for that day alone.
    fileprivate var assigned: RosterAssignment.Duty? {
        switch duty {
        case .shift(let id, _): .shift(id)
        case .pattern(let id): .pattern(id)
        case .off: nil
        }
    }
}
