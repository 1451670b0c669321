package import Domain
package import Storage

/// What the kept cases come to by the rules as they stand in this transaction.
struct KeptCaseCheck {
    private let cases: [KeptCase]
    private let db: any SQLConnection

    init(_ db: any SQLConnection) throws {
        self.db = db
        cases = try KeptCaseStore(db).all()
    }

    var isEmpty: Bool { cases.isEmpty }

    /// What the person did is as it was kept, and so is what it must come to; the rules and the roster are today's.
    func outcomes(now: Instant) throws -> [KeptCaseOutcome] {
        guard !cases.isEmpty else { return [] }
        let rules = try CompanyRules(db, now: now)
        return try cases.compactMap { item in
            guard let employee = try EmployeeStore(db).find(item.employee) else { return nil }
            guard let kept = try Scenario(yaml: item.document, file: item.name).cases.first else { return nil }
            var live: EmployeeCase?
            try EmployeeCases(db, [employee], rules.window(of: item.date...item.date)).forEach { live = $0 }
            guard var live else { return nil }
            live.take(kept.person, on: kept.rules.punchDays(for: item.date...item.date), kept.rules, rules.book)
            let now = ScenarioCase(
                name: item.name, person: live, rules: rules.book, days: item.date...item.date, knowledge: .complete,
                expectations: kept.expectations, comparison: nil)
            let frozen = kept.expectations.flatMap { kept.differences(from: $0, kept.evaluate()) }
            let new = now.expectations.flatMap { now.differences(from: $0, now.evaluate()) }
            return KeptCaseOutcome(item: item, employee: employee, frozen: frozen, live: new)
        }
    }

    /// Runs a change of the rules, and refuses it where it makes a kept case come out differently.
    ///
    /// - Throws: ``ServiceError/keptCasesChange(_:)`` from within the transaction, which undoes the change.
    static func guarding<T>(
        _ db: any SQLConnection, now: Instant, accepting isAccepted: Bool, _ change: () throws -> T
    ) throws -> T {
        let check = try KeptCaseCheck(db)
        guard !check.isEmpty, !isAccepted else { return try change() }
        let before = try check.outcomes(now: now)
        let result = try change()
        let flips = zip(before, try check.outcomes(now: now)).flatMap { old, new in
            new.live.filter { !old.live.contains($0) }.map { KeptCaseFlip(new, $0, before: old) }
        }
        guard flips.isEmpty else { throw ServiceError.keptCasesChange(flips) }
        return result
    }
}

extension EmployeeCase {
    /// What a kept case says of its days takes the place of what is known now: punches, leave, work elsewhere and what
    /// was approved. Today's rules may look further than the case does; beyond it all is as it is now.
    ///
    /// - Parameters:
    ///   - kept: by whose rules the case was kept.
    ///   - book: today's. A type of leave that has lost its code is none that it knows.
    fileprivate mutating func take(
        _ other: EmployeeCase, on days: ClosedRange<CivilDate>, _ kept: RuleBook, _ book: RuleBook
    ) {
        let zone = book.zone
        var all = EmployeeCase(
            employee: employee, schedule: schedule,
            punches: punches.filter { !$0.touches(days, in: zone) } + other.punches)
        var types: [ID<LeaveType>: ID<LeaveType>] = [:]
        for (type, code) in kept.leaveCodes {
            types[type] = book.leaveCodes.first { $0.value == code }?.key ?? ID(-type.rawValue)
        }
        let leaves = other.leaves.map { leave in
            var leave = leave
            leave.type = types[leave.type] ?? leave.type
            return leave
        }
        all.leaves = (self.leaves.filter { !days.contains($0.date) } + leaves).sorted { $0.date < $1.date }
        all.outsideWork = (outsideWork.filter { !days.contains($0.date) } + other.outsideWork)
            .sorted { $0.date < $1.date }
        all.overtimeApprovals = overtimeApprovals.filter { !days.contains($0.key) }
        all.overtimeApprovals.merge(other.overtimeApprovals) { _, kept in kept }
        all.optionalHolidays = optionalHolidays
        self = all
    }
}

/// A kept case by its own rules and by those of today.
package struct KeptCaseOutcome: Hashable, Sendable {
    package var item: KeptCase
    package var employee: Employee
    /// By the rules that were kept with it: empty unless the program itself counts differently now.
    package var frozen: [ScenarioDifference]
    /// By the rules that hold now.
    package var live: [ScenarioDifference]
}

/// One figure of a kept case that a change would make another.
package struct KeptCaseFlip: Hashable, Sendable, CustomStringConvertible {
    package var name: String
    package var employee: Employee
    package var date: CivilDate
    package var field: String
    package var before: String
    package var after: String

    init(_ outcome: KeptCaseOutcome, _ difference: ScenarioDifference, before: KeptCaseOutcome) {
        name = outcome.item.name
        employee = outcome.employee
        date = difference.date
        field = difference.field
        let old = before.live.first { $0.field == difference.field && $0.date == difference.date }
        self.before = old?.got ?? difference.expected
        after = difference.got
    }

    /// `Case “Diwali night” (Asha Verma on 2026-11-16): overtime is 2 h 00 min and would be 1 h 30 min.`
    package var description: String {
        "Case “\(name)” (\(employee.name) on \(date)): \(field) is \(before) and would be \(after)."
    }
}
