import Domain
import Storage

/// Writes who works which shift, within one transaction, and marks the days that this touches.
struct RosterWriter {
    private let db: any SQLConnection
    private let stamp: Stamp
    private let marks: DayMarks

    init(_ db: any SQLConnection, by stamp: Stamp, marks: DayMarks) {
        self.db = db
        self.stamp = stamp
        self.marks = marks
    }

    /// Puts the assignment in the place of whatever else the person works on its days.
    /// - Parameter alongside: it is a further shift on the same days; the others stay.
    func assign(_ new: ShiftAssignment, alongside: Bool = false) throws {
        let store = RosterStore(db)
        for old in try store.assignments(of: new.employee) where old.overlaps(new) {
            let isSame = old.shift == new.shift && old.from == new.from
            if !alongside || isSame { try makeRoom(old, for: new) }
        }
        try store.insert(new, by: stamp)
        try marks.mark(new.employee, from: new.from, through: new.to)
    }

    /// The person works no shift from `first` on; what was worked before stays.
    /// - Returns: false where there was nothing to end.
    func unassign(_ employee: ID<Employee>, from first: CivilDate) throws -> Bool {
        let store = RosterStore(db)
        let ended = try store.assignments(of: employee).filter { $0.to.map { $0 >= first } ?? true }
        for assignment in ended {
            if assignment.from < first {
                try store.end(assignment, on: first - 1, by: stamp)
            } else {
                try store.remove(assignment, by: stamp)
            }
        }
        if !ended.isEmpty { try marks.mark(employee, from: first) }
        return !ended.isEmpty
    }

    /// What lies before and after the new assignment is kept.
    private func makeRoom(_ old: ShiftAssignment, for new: ShiftAssignment) throws {
        let store = RosterStore(db)
        if old.from < new.from {
            try store.end(old, on: new.from - 1, by: stamp)
        } else {
            try store.remove(old, by: stamp)
        }
        guard let last = new.to, old.to.map({ $0 > last }) ?? true else { return }
        try store.insert(
            ShiftAssignment(employee: old.employee, shift: old.shift, from: last + 1, to: old.to), by: stamp)
    }
}

extension ShiftAssignment {
    fileprivate func overlaps(_ other: ShiftAssignment) -> Bool {
        from <= (other.to ?? .init(daysSinceEpoch: .max)) && other.from <= (to ?? .init(daysSinceEpoch: .max))
    }
}
