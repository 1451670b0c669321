import Domain
import Storage

/// Reads days as they stand now: stored results where they are final, and worked out on the spot where a day is still
/// going on, waits to be worked out again, or has never been.
struct DayReader {
    private let db: any SQLConnection
    private let rules: CompanyRules
    /// Of each provisional day that was read: the moment from which no punch can change it any more.
    private(set) var settling: [DayKey: Instant] = [:]

    init(_ db: any SQLConnection, _ rules: CompanyRules) {
        self.db = db
        self.rules = rules
    }

    /// - Returns: each employee's days up to today, ascending; days outside employment are not among them.
    mutating func days(
        of employees: [Employee], _ days: ClosedRange<CivilDate>
    ) throws -> [ID<Employee>: [DayResult]] {
        guard let last = [days.upperBound, rules.today].min(), last >= days.lowerBound, !employees.isEmpty else {
            return [:]
        }
        let asked = days.lowerBound...last
        var known = try final(employees, asked)
        let missing = employees.filter { (known[$0.id]?.count ?? 0) < $0.employedDays(asked) }
        try calculate(missing, asked) { employee, result in
            known[employee.id, default: [:]].merge([result.date: result]) { stored, _ in stored }
        }
        return known.mapValues { $0.values.sorted { $0.date < $1.date } }
    }

    /// Stored results that nothing can change but a new punch, and those of locked days.
    private func final(
        _ employees: [Employee], _ days: ClosedRange<CivilDate>
    ) throws -> [ID<Employee>: [CivilDate: DayResult]] {
        let stored = try DayResultStore(db).results(of: employees.map(\.id), days)
        var pending = Set<DayKey>()
        for day in try PendingDayStore(db).list() {
            for date in rules.book.mostTouched(by: day.date...day.date).clamped(to: days) {
                pending.insert(DayKey(employee: day.employee, date: date))
            }
        }
        let asked = Dictionary(uniqueKeysWithValues: employees.map { ($0.id, $0) })
        var known: [ID<Employee>: [CivilDate: DayResult]] = [:]
        let locks = try PeriodLocks(db)
        for result in stored {
            guard let employee = asked[result.employee], employee.isEmployed(on: result.date) else { continue }
            let isOpen =
                result.flags.contains(.provisional)
                || pending.contains(DayKey(employee: result.employee, date: result.date))
            if isOpen, !locks.isLocked(result.employee, result.date) { continue }
            known[result.employee, default: [:]][result.date] = result
        }
        return known
    }

    private mutating func calculate(
        _ employees: [Employee], _ days: ClosedRange<CivilDate>, _ each: (Employee, DayResult) -> Void
    ) throws {
        guard !employees.isEmpty else { return }
        let cases = try EmployeeCases(db, employees, rules.window(of: days))
        var engine = DayEngine(rules: rules.book)
        try cases.forEach { person in
            var open: [CivilDate] = []
            engine.evaluate(person, days: days, knowing: rules.knowing) { result in
                guard person.employee.isEmployed(on: result.date) else { return }
                each(person.employee, result)
                if result.flags.contains(.provisional) { open.append(result.date) }
            }
            for date in open {
                settling[DayKey(employee: person.employee.id, date: date)] = engine.settling(of: date)
            }
        }
    }
}

struct DayKey: Hashable {
    var employee: ID<Employee>
    var date: CivilDate
}

extension Employee {
    /// How many of the days lie within employment.
    func employedDays(_ days: ClosedRange<CivilDate>) -> Int {
        let first = max(joined, days.lowerBound)
        let last = min(left ?? days.upperBound, days.upperBound)
        return max(0, last - first + 1)
    }
}
