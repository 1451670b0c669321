/// What one person works, after the layers of the roster have been resolved: whatever a narrower layer covers is gone
/// from the wider ones.
package struct Schedule: Hashable, Sendable {
    /// Ascending by first day. Two hold on one date only if they are of one layer: several shifts a day.
    package private(set) var entries: [ScheduleEntry]

    package init(_ entries: [ScheduleEntry] = []) {
        self.entries = entries.sorted { $0.stands(before: $1) }
    }

    /// Of one person's own assignments.
    package init(_ assignments: [RosterAssignment]) {
        self.init(assignments.map { ScheduleEntry($0) })
    }
}

/// A stretch of days of a schedule, and who said it.
package struct ScheduleEntry: Hashable, Sendable {
    package enum Duty: Hashable, Sendable {
        case shift(ID<Shift>, rest: RosterDay.Rest)
        case off
        case pattern(ID<RotationPattern>)
    }

    package var duty: Duty
    package var from: CivilDate
    /// The last day.
    package var to: CivilDate
    package var layer: RosterLayer
    /// The assignment, or the swap of an override; 0 where there is none.
    package var record: Int64
    /// The reason of an override.
    package var note: String

    package init(
        _ duty: Duty, from: CivilDate, to: CivilDate, layer: RosterLayer, record: Int64 = 0, note: String = ""
    ) {
        self.duty = duty
        self.from = from
        self.to = to
        self.layer = layer
        self.record = record
        self.note = note
    }

    init(_ assignment: RosterAssignment) {
        let duty: Duty =
            switch assignment.duty {
            case .shift(let id): .shift(id, rest: .company)
            case .pattern(let id): .pattern(id)
            }
        self.init(
            duty, from: assignment.from, to: assignment.to ?? .distantFuture, layer: assignment.layer,
            record: assignment.id.rawValue)
    }

    package func holds(on date: CivilDate) -> Bool { from <= date && date <= to }

    /// A total order, so that a schedule does not depend on the order of its records.
    fileprivate func stands(before other: ScheduleEntry) -> Bool {
        if from != other.from { return from < other.from }
        if to != other.to { return to < other.to }
        if key != other.key { return key < other.key }
        return record < other.record
    }

    private var key: (Int, Int64) {
        switch duty {
        case .off: (0, 0)
        case .shift(let id, let rest): (1 + Int(rest.rawValue), id.rawValue)
        case .pattern(let id): (9, id.rawValue)
        }
    }
}
