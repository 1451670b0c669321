/// What one person works on one date instead of what any roster says.
package struct RosterOverride: Hashable, Sendable {
    package var employee: ID<Employee>
    package var date: CivilDate
    package var day: RosterDay
    /// Why; for people.
    package var reason: String
    /// Nil where it is no part of a swap.
    package var swap: ID<ShiftSwap>?

    package init(
        employee: ID<Employee>, date: CivilDate, day: RosterDay, reason: String, swap: ID<ShiftSwap>? = nil
    ) {
        self.employee = employee
        self.date = date
        self.day = day
        self.reason = reason
        self.swap = swap
    }
}

/// Who said what is worked, the narrower first.
package enum RosterLayer: UInt8, Hashable, Sendable, CaseIterable, Comparable {
    /// One day of one person: an override or a swap.
    case override
    case employee
    case department
    case location
    case company

    package static func < (a: RosterLayer, b: RosterLayer) -> Bool { a.rawValue < b.rawValue }
}

extension RosterAssignment {
    package var layer: RosterLayer {
        switch scope {
        case .employee: .employee
        case .department: .department
        case .location: .location
        case .company, .shift: .company
        }
    }
}
