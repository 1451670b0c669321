/// One approver's decisions in another's hands, for a time.
package struct Delegation: Hashable, Sendable, Identifiable {
    package var id: Domain.ID<Delegation>
    package var approver: Domain.ID<Employee>
    package var delegate: Domain.ID<Employee>
    package var first: CivilDate
    /// Nil: until further notice.
    package var last: CivilDate?
    /// Only on days on which the approver is on leave.
    package var onlyWhileAway: Bool

    package init(
        id: Domain.ID<Delegation>, approver: Domain.ID<Employee>, delegate: Domain.ID<Employee>, first: CivilDate,
        last: CivilDate? = nil, onlyWhileAway: Bool = false
    ) {
        self.id = id
        self.approver = approver
        self.delegate = delegate
        self.first = first
        self.last = last
        self.onlyWhileAway = onlyWhileAway
    }

    package func holds(on date: CivilDate) -> Bool { date >= first && last.map { date <= $0 } ?? true }
}

/// Who may decide for whom on one day.
package struct Deputies: Hashable, Sendable {
    package var date: CivilDate
    package var delegations: [Delegation]
    /// Those approvers who are on leave on the day, or have left.
    package var away: Set<ID<Employee>>
    /// The manager of each of them: decides for an approver who is away and has named nobody.
    package var managers: [ID<Employee>: ID<Employee>]

    package init(
        date: CivilDate, delegations: [Delegation] = [], away: Set<ID<Employee>> = [],
        managers: [ID<Employee>: ID<Employee>] = [:]
    ) {
        self.date = date
        self.delegations = delegations
        self.away = away
        self.managers = managers
    }

    /// All who may decide for the approver today, beside that person. A deputy who is away hands on in turn.
    package func standIns(for approver: ID<Employee>) -> Set<ID<Employee>> {
        var found: Set<ID<Employee>> = []
        var open = [approver]
        while let next = open.popLast() {
            for person in named(by: next) where person != approver && found.insert(person).inserted {
                if away.contains(person) { open.append(person) }
            }
        }
        return found
    }

    private func named(by approver: ID<Employee>) -> [ID<Employee>] {
        let isAway = away.contains(approver)
        let delegates = delegations.filter {
            $0.approver == approver && $0.holds(on: date) && (isAway || !$0.onlyWhileAway)
        }.map(\.delegate)
        guard delegates.isEmpty, isAway, let manager = managers[approver] else { return delegates }
        return [manager]
    }
}
