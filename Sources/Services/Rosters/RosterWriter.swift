import Domain
import Storage

/// Writes who works which shift or rotation, within one transaction.
struct RosterWriter {
    private let db: any SQLConnection
    private let stamp: Stamp

    init(_ db: any SQLConnection, by stamp: Stamp) {
        self.db = db
        self.stamp = stamp
    }

    /// Puts the assignment in the place of whatever else its scope works on its days.
    /// - Parameter alongside: it is a further shift on the same days; the others stay.
    func assign(_ new: RosterAssignment, alongside: Bool = false) throws {
        let store = RosterStore(db)
        for old in try store.assignments(of: new.scope) where old.overlaps(new) {
            let isSame = old.duty == new.duty && old.from == new.from
            if !alongside || isSame { try makeRoom(old, for: new) }
        }
        try store.insert(new, by: stamp)
    }

    /// The scope works nothing of its own from `first` on; what was worked before stays.
    /// - Returns: false where there was nothing to end.
    func unassign(
        _ scope: Scope, from first: CivilDate, where isMeant: (RosterAssignment) -> Bool = { _ in true }
    ) throws -> Bool {
        let store = RosterStore(db)
        let ended = try store.assignments(of: scope).filter { $0.to.map { $0 >= first } ?? true && isMeant($0) }
        for assignment in ended {
            if assignment.from < first {
                try store.end(assignment, on: first - 1, by: stamp)
            } else {
                try store.remove(assignment, by: stamp)
            }
        }
        return !ended.isEmpty
    }

    /// What lies before and after the new assignment is kept.
    private func makeRoom(_ old: RosterAssignment, for new: RosterAssignment) throws {
        let store = RosterStore(db)
        if old.from < new.from {
            try store.end(old, on: new.from - 1, by: stamp)
        } else {
            try store.remove(old, by: stamp)
        }
        guard let last = new.to, old.to.map({ $0 > last }) ?? true else { return }
        try store.insert(RosterAssignment(old.scope, old.duty, from: last + 1, to: old.to), by: stamp)
    }
}
