/// What a roster should not ask of anybody, and what happens where it does.
package struct RosterLimits: Hashable, Sendable {
    package enum Reaction: UInt8, Hashable, Sendable, CaseIterable {
        case off
        /// Done, and said.
        case warn
        case refuse
    }

    package struct Limit: Hashable, Sendable {
        package var value: Int32
        package var reaction: Reaction

        package init(_ value: Int32, _ reaction: Reaction = .warn) {
            self.value = value
            self.reaction = reaction
        }
    }

    /// Seconds between the last end of one date and the first start of the next worked; less is a conflict.
    package var rest = Limit(11 * 3600)
    /// Worked dates without one between that is not; more is a conflict.
    package var daysInARow = Limit(6)
    /// Seconds of rostered work in a week, less unpaid breaks; more is a conflict.
    package var weekHours = Limit(48 * 3600)
    /// Two shifts at one time.
    package var overlap = Reaction.warn
    /// A shift on a day of leave.
    package var leave = Reaction.warn
    /// A working day of which no roster says anything.
    package var gap = Reaction.warn
    /// The weekday on which the week of `weekHours` begins.
    package var weekStart = Weekday.monday
    /// People of two departments may exchange days.
    package var swapsAcrossDepartments = false

    package init() {}

    package func reaction(to kind: RosterConflict.Kind) -> Reaction {
        switch kind {
        case .overlap: overlap
        case .leave: leave
        case .rest: rest.reaction
        case .daysInARow: daysInARow.reaction
        case .weekHours: weekHours.reaction
        case .gap: gap
        }
    }
}

/// Where a roster asks something of somebody that a limit forbids.
package struct RosterConflict: Hashable, Sendable {
    package enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        case overlap, leave, rest, daysInARow, weekHours, gap
    }

    package var employee: ID<Employee>
    package var kind: Kind
    package var days: ClosedRange<CivilDate>
    /// Never `.off`.
    package var reaction: RosterLimits.Reaction
    /// Whom it is about, when and what.
    package var sentence: String
}
