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

    /// The punches are those that were kept, and so is what they must come to; the rules are today's.
    func outcomes(now: Instant) throws -> [KeptCaseOutcome] {
        guard !cases.isEmpty else { return [] }
        let rules = try CompanyRules(db, now: now)
        return try cases.compactMap { item in
            guard let employee = try EmployeeStore(db).find(item.employee) else { return nil }
            guard let kept = try Scenario(yaml: item.document, file: item.name).cases.first else { return nil }
            var person: EmployeeCase?
            try EmployeeCases(db, [employee], rules.window(of: item.date...item.date)).forEach { person = $0 }
            guard let person else { return nil }
            let now = ScenarioCase(
                name: item.name, person: person.with(kept.person.punches), rules: rules.book,
                days: item.date...item.date, knowledge: .complete, expectations: kept.expectations,
                comparison: nil)
            let frozen = kept.expectations.flatMap { kept.differences(from: $0, kept.evaluate()) }
            let live = now.expectations.flatMap { now.differences(from: $0, now.evaluate()) }
            return KeptCaseOutcome(item: item, employee: employee, frozen: frozen, live: live)
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
    /// The same person with other punches.
    fileprivate func with(_ punches: [Punch]) -> EmployeeCase {
        var person = EmployeeCase(employee: employee, schedule: schedule, punches: punches)
        person.leaves = leaves
        person.outsideWork = outsideWork
        person.optionalHolidays = optionalHolidays
        person.overtimeApprovals = overtimeApprovals
        return person
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
