/// Which part of a date something takes.
package enum DayPortion: Hashable, Sendable {
    case full
    case firstHalf
    case secondHalf
    /// From, until: instants, the end exclusive.
    case hours(Instant, Instant)
}

/// Confirmed leave, as the day engine reads it: one date, or a part of one.
package struct LeaveOnDay: Hashable, Sendable {
    package var date: CivilDate
    package var portion: DayPortion
    package var type: ID<LeaveType>
    /// A weekly off or a holiday inside it is leave too; without it a rest day stays one.
    package var countsRestDays: Bool

    package init(date: CivilDate, portion: DayPortion, type: ID<LeaveType>, countsRestDays: Bool = false) {
        self.date = date
        self.portion = portion
        self.type = type
        self.countsRestDays = countsRestDays
    }
}

/// Work away from the terminals that somebody approved.
package struct OutsideWork: Hashable, Sendable {
    package enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        case onDuty
        case workFromHome
    }

    package var kind: Kind
    package var date: CivilDate
    /// A whole or half day counts for the shift's own hours.
    package var portion: DayPortion

    package init(kind: Kind, date: CivilDate, portion: DayPortion) {
        self.kind = kind
        self.date = date
        self.portion = portion
    }
}
