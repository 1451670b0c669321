/// What is worked on one date, as a roster says it.
package struct RosterDay: Hashable, Sendable {
    package enum Rest: UInt8, Hashable, Sendable, CaseIterable {
        /// Worked, whatever the company's weekly offs say.
        case never
        /// Off where the company has its weekly off.
        case company
        /// Off. Shifts that stand beside it only judge what is worked all the same.
        case always
    }

    /// Several where the person works several shifts on the date; empty on a day off.
    package var shifts: [ID<Shift>]
    package var rest: Rest

    package init(shifts: [ID<Shift>], rest: Rest = .never) {
        self.shifts = shifts
        self.rest = rest
    }

    package static let off = RosterDay(shifts: [], rest: .always)

    /// Nobody is expected.
    package var isOff: Bool { rest == .always }
}
