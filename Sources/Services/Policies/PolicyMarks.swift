import Domain
import Storage

/// Marks the days of whom an assignment of a policy concerns, and of nobody else.
struct PolicyMarks {
    private let db: any SQLConnection
    private let marks: DayMarks

    init(_ db: any SQLConnection, now: Instant) throws {
        self.db = db
        marks = try DayMarks(db, now: now)
    }

    func mark(_ assignment: PolicyAssignment) throws {
        let (first, last) = (assignment.from, assignment.to)
        switch assignment.scope {
        case .company: try marks.markAll(from: first, through: last)
        case .employee(let id): try marks.mark(id, from: first, through: last)
        case .department, .location: try marks.mark(assignment.scope, from: first, through: last)
        case .shift(let shift):
            try RosterMarks(db, marks).markWorkers(of: shift, from: first, through: last)
        }
    }
}
