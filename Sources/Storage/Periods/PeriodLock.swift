package import Domain

/// A month that is closed for the payroll, of the whole company or of a part of it.
package struct PeriodLock: Hashable, Sendable, Identifiable {
    package var id: Domain.ID<PeriodLock>
    /// The month's first day.
    package var month: CivilDate
    /// The company, a location or a department; of these two the people who belonged to it when it was locked.
    package var scope: Scope
    package var stamp: Stamp
    /// Why it was locked although something was open; empty where nothing was.
    package var reason: String

    package init(
        id: Domain.ID<PeriodLock> = ID(0), month: CivilDate, scope: Scope, stamp: Stamp, reason: String = ""
    ) {
        self.id = id
        self.month = month
        self.scope = scope
        self.stamp = stamp
        self.reason = reason
    }
}

/// Which days are locked, read at one moment: what corrects, swaps or books leave asks here first.
package struct PeriodLocks: Sendable {
    /// By first day of the month; an empty set where the whole company is locked.
    private let wholeMonths: Set<CivilDate>
    private let people: [CivilDate: Set<ID<Employee>>]

    package init(_ db: any SQLConnection) throws {
        let store = PeriodLockStore(db)
        let locks = try store.all()
        wholeMonths = Set(locks.filter { $0.scope == .company }.map(\.month))
        var people: [CivilDate: Set<ID<Employee>>] = [:]
        if locks.contains(where: { $0.scope != .company }) {
            try store.eachPerson { month, employee in people[month, default: []].insert(employee) }
        }
        self.people = people
    }

    package var isEmpty: Bool { wholeMonths.isEmpty && people.isEmpty }

    package func isLocked(_ employee: ID<Employee>, _ date: CivilDate) -> Bool {
        if isEmpty { return false }
        let month = WorkPeriod.month.first(of: date)
        return wholeMonths.contains(month) || people[month]?.contains(employee) ?? false
    }

    /// From which day on a change about a date counts: its own, or the first of the next open month where it is locked.
    package func firstOpenDay(_ employee: ID<Employee>, _ date: CivilDate) -> CivilDate {
        isLocked(employee, date) ? nextOpenMonth(employee, after: date) : date
    }

    /// The first month after the date's own that is open for the person; by its first day.
    package func nextOpenMonth(_ employee: ID<Employee>, after date: CivilDate) -> CivilDate {
        var month = WorkPeriod.month.last(of: date) + 1
        while isLocked(employee, month) { month = WorkPeriod.month.last(of: month) + 1 }
        return month
    }
}
