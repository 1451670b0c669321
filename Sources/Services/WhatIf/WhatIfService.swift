package import Domain
import Storage

/// Tries a change on a copy of the rules: which days it would change, before anything is saved.
package struct WhatIfService: Sendable {
    let context: ServiceContext

    /// - Parameter employees: nil: everybody.
    /// - Throws: ``ServiceError/invalid(_:)`` for a change that could not be saved, and where all days are to come.
    package func compare(
        _ changes: [WhatIfChange], over days: ClosedRange<CivilDate>, of employees: Set<ID<Employee>>? = nil,
        by actor: Actor
    ) async throws -> WhatIfReport {
        try actor.requires(.readAttendance)
        let now = context.now()
        let database = context.database
        let plan = try await database.read { try WhatIfPlan($0, changes, days, employees, now: now) }
        var portions = plan.portions[...]
        var found: [WhatIfDay] = []
        try await withThrowingTaskGroup(of: [WhatIfDay].self) { group in
            func startNext() {
                guard let portion = portions.popFirst() else { return }
                group.addTask { try await database.read { try plan.work($0, portion) } }
            }
            for _ in 0..<RangeRecalculation.readers { startNext() }
            while let part = try await group.next() {
                startNext()
                found += part
            }
        }
        return plan.report(found)
    }
}

extension WhatIfChange {
    /// For whom it is, where it names somebody.
    fileprivate var scope: Scope? {
        switch self {
        case .assignedPolicy(_, let scope, _, _): scope
        case .roster(let assignment): assignment.scope
        default: nil
        }
    }
}

/// Both sets of rules over the same people, punches and knowledge.
private struct WhatIfPlan: Sendable {
    private let before: CompanyRules
    private let after: CompanyRules
    private let rosterBefore: Roster
    private let rosterAfter: Roster
    private let employees: [Employee]
    private let days: ClosedRange<CivilDate>
    private let locks: PeriodLocks

    init(
        _ db: any SQLConnection, _ changes: [WhatIfChange], _ days: ClosedRange<CivilDate>,
        _ asked: Set<ID<Employee>>?, now: Instant
    ) throws {
        let stored = WhatIfRecords(
            try RuleRecords(db), try RosterStore(db).all(), try RosterOverrideStore(db).all())
        let names = try PolicyNames(db)
        var changed = stored
        for change in changes {
            if let sentence = change.scope.flatMap(names.problem) {
                throw ServiceError.invalid([FieldProblem(field: "scope", sentence: sentence)])
            }
            try changed.apply(change)
        }
        before = try CompanyRules(db, now: now, records: stored.rules)
        after = try CompanyRules(db, now: now, records: changed.rules)
        guard days.lowerBound <= before.today else {
            throw ServiceError.invalid([
                FieldProblem(
                    field: "days",
                    sentence: "The days from \(days.lowerBound) on are still to come; nothing was punched on them.")
            ])
        }
        try ArchivedDays(db).refuse(days.lowerBound)
        let past = days.lowerBound...min(days.upperBound, before.today)
        self.days = past
        rosterBefore = stored.roster
        rosterAfter = changed.roster
        employees = try EmployeeStore(db).allByID().filter {
            $0.employedDays(past) > 0 && asked?.contains($0.id) ?? true
        }
        locks = try PeriodLocks(db)
    }

    var portions: [ArraySlice<Employee>] {
        stride(from: 0, to: employees.count, by: RangeRecalculation.portion).map {
            employees[$0..<min($0 + RangeRecalculation.portion, employees.count)]
        }
    }

    func work(_ db: any SQLConnection, _ portion: ArraySlice<Employee>) throws -> [WhatIfDay] {
        let (first, second) = (before.window(of: days), after.window(of: days))
        let window = (from: min(first.from, second.from), through: max(first.through, second.through))
        var engines = (before: DayEngine(rules: before.book), after: DayEngine(rules: after.book))
        var changes: [WhatIfDay] = []
        var known: [DayResult] = []
        try EmployeeCases(db, Array(portion), rosterBefore, window).forEach { person in
            known.removeAll(keepingCapacity: true)
            engines.before.evaluate(person, days: days, knowing: before.knowing) { known.append($0) }
            var other = person
            other.schedule = rosterAfter.schedule(of: person.employee)
            var position = 0
            engines.after.evaluate(other, days: days, knowing: after.knowing) { result in
                if let change = change(person.employee, known[position], result) { changes.append(change) }
                position += 1
            }
        }
        return changes
    }

    /// By what rules the same figures came out is no change.
    private func change(_ employee: Employee, _ before: DayResult, _ after: DayResult) -> WhatIfDay? {
        var same = after
        same.policy = before.policy
        guard same != before else { return nil }
        let difference =
            DayDifference(after, unpaidLeave: self.after.book.unpaidLeave)
            - DayDifference(before, unpaidLeave: self.before.book.unpaidLeave)
        return WhatIfDay(employee: employee, before: before, after: after, difference: difference)
    }

    func report(_ found: [WhatIfDay]) -> WhatIfReport {
        let changes = found.sorted { ($0.employee.code, $0.before.date) < ($1.employee.code, $1.before.date) }
        var totals: [WhatIfTotal] = []
        for change in changes {
            if totals.last?.employee.id != change.employee.id {
                totals.append(WhatIfTotal(employee: change.employee, days: 0, difference: DayDifference()))
            }
            totals[totals.count - 1].days += 1
            totals[totals.count - 1].difference = totals[totals.count - 1].difference + change.difference
        }
        return WhatIfReport(
            days: days, people: employees.count, changes: changes, totals: totals,
            lockedDays: changes.count { locks.isLocked($0.employee.id, $0.before.date) })
    }
}
