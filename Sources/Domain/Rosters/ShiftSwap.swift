/// Two people exchange what they work on some dates: on each of them either works what the other would have.
package struct ShiftSwap: Hashable, Sendable, Identifiable {
    package enum State: UInt8, Hashable, Sendable, CaseIterable {
        /// Waits for the other's answer.
        case requested
        /// The other agreed.
        case accepted
        /// It stands in the roster.
        case applied
        /// The other, or who decides, said no.
        case declined
        /// Taken back before it was applied.
        case withdrawn

        package var isOpen: Bool { self == .requested || self == .accepted }
    }

    /// 0 before it is stored.
    package var id: Domain.ID<ShiftSwap>
    package var requester: Domain.ID<Employee>
    package var partner: Domain.ID<Employee>
    /// Ascending, each once.
    package var days: [CivilDate]
    package var reason: String
    package var state: State

    package init(
        id: Domain.ID<ShiftSwap> = ID(0), requester: Domain.ID<Employee>, partner: Domain.ID<Employee>,
        days: [CivilDate], reason: String, state: State = .requested
    ) {
        self.id = id
        self.requester = requester
        self.partner = partner
        self.days = Set(days).sorted()
        self.reason = reason
        self.state = state
    }
}
