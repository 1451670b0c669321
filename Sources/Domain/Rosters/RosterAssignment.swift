/// From when to when somebody, a department, a location or the company works a shift or a rotation.
///
/// Assignments of one scope that overlap in time mean several shifts a day.
package struct RosterAssignment: Hashable, Sendable, Identifiable {
    package enum Duty: Hashable, Sendable {
        /// The shift each day but the company's weekly offs.
        case shift(Domain.ID<Shift>)
        case pattern(Domain.ID<RotationPattern>)
    }

    /// 0 before it is stored.
    package var id: Domain.ID<RosterAssignment>
    /// Never a shift.
    package var scope: Scope
    package var duty: Duty
    package var from: CivilDate
    /// The last day; nil: until further notice.
    package var to: CivilDate?

    package init(
        id: Domain.ID<RosterAssignment> = ID(0), _ scope: Scope, _ duty: Duty, from: CivilDate, to: CivilDate? = nil
    ) {
        self.id = id
        self.scope = scope
        self.duty = duty
        self.from = from
        self.to = to
    }

    package init(
        employee: Domain.ID<Employee>, shift: Domain.ID<Shift>, from: CivilDate, to: CivilDate? = nil
    ) {
        self.init(.employee(employee), .shift(shift), from: from, to: to)
    }

    /// Nil where it is not one person's.
    package var employee: Domain.ID<Employee>? { if case .employee(let id) = scope { id } else { nil } }

    /// Nil where it is a rotation.
    package var shift: Domain.ID<Shift>? { if case .shift(let id) = duty { id } else { nil } }

    /// Nil where it is one shift.
    package var pattern: Domain.ID<RotationPattern>? { if case .pattern(let id) = duty { id } else { nil } }

    package func holds(on date: CivilDate) -> Bool {
        date >= from && to.map { date <= $0 } ?? true
    }

    package func overlaps(_ other: RosterAssignment) -> Bool {
        from <= (other.to ?? .distantFuture) && other.from <= (to ?? .distantFuture)
    }
}

extension CivilDate {
    /// Before and after every date that anybody means; far enough from the ends of the range to count from.
    package static let distantPast = CivilDate(daysSinceEpoch: -36_524)
    package static let distantFuture = CivilDate(daysSinceEpoch: 10_000_000)
}
