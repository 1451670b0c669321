import Domain
import Storage

/// Works out the days that are marked, a portion at a time.
///
/// A portion is read, worked out, written and unmarked in one transaction: whatever happens in between, a day is
/// either worked out from all that is in the ledger, or still marked.
struct PendingRecalculation {
    static let portion = 10_000

    let context: ServiceContext

    func run(_ progress: (@Sendable (_ done: Int, _ of: Int) -> Void)?) async throws -> Int {
        let total = try await context.database.read { try PendingDayStore($0).count() }
        guard total > 0 else { return 0 }
        var done = 0
        while true {
            try Task.checkCancellation()
            let now = context.now()
            guard let portion = try await context.database.write({ try Self.work($0, now: now) }) else { return done }
            done += portion.count
            progress?(done, max(done, total))
            context.hub.send(.days(portion.days))
        }
    }

    private struct Portion: Sendable {
        var count: Int
        var days: ClosedRange<CivilDate>
    }

    private static func work(_ db: any SQLConnection, now: Instant) throws -> Portion? {
        let pending = try PendingDayStore(db).list(limit: portion)
        guard let first = pending.map(\.date).min(), let last = pending.map(\.date).max() else { return nil }
        let rules = try CompanyRules(db, now: now)
        var engine = DayEngine(rules: rules.book)
        var results: [DayResult] = []
        results.reserveCapacity(pending.count)
        for run in runs(of: pending.filter { $0.date <= rules.today }, rules.book) {
            guard let employee = try EmployeeStore(db).find(run.employee) else { continue }
            try EmployeeCases(db, [employee], rules.window(of: run.most)).forEach { person in
                for days in touched(by: run, person, &engine, until: rules.today) {
                    engine.evaluate(person, days: days, knowing: rules.knowing) { results.append($0) }
                }
            }
        }
        try SettledDays(db, unpaidLeave: rules.book.unpaidLeave).write(results, at: now)
        try PendingDayStore(db).consume(pending)
        let days = results.map(\.date)
        return Portion(count: pending.count, days: min(first, days.min() ?? first)...max(last, days.max() ?? last))
    }

    /// The days to work out: those marked, and those whose figures hang on them. Ascending, without overlap.
    private static func touched(
        by run: Run, _ person: EmployeeCase, _ engine: inout DayEngine, until today: CivilDate
    ) -> [ClosedRange<CivilDate>] {
        var all: [ClosedRange<CivilDate>] = []
        for days in run.days {
            let touched = engine.touched(by: days, of: person)
            let next = touched.lowerBound...max(days.upperBound, min(touched.upperBound, today))
            if let last = all.last, next.lowerBound <= last.upperBound + 1 {
                all[all.count - 1] =
                    min(last.lowerBound, next.lowerBound)...max(last.upperBound, next.upperBound)
            } else {
                all.append(next)
            }
        }
        return all
    }

    /// Marked days of one person whose punches are read together.
    private struct Run {
        var employee: ID<Employee>
        /// Days that follow each other, ascending.
        var days: [ClosedRange<CivilDate>]
        /// All that they can touch.
        var most: ClosedRange<CivilDate>
    }

    /// Days that follow each other are worked out together, and so are days of which one can touch the other.
    private static func runs(of pending: [PendingDay], _ rules: RuleBook) -> [Run] {
        var runs: [Run] = []
        for day in pending {
            let most = rules.mostTouched(by: day.date...day.date)
            guard let last = runs.indices.last, runs[last].employee == day.employee,
                most.lowerBound <= runs[last].most.upperBound + 1
            else {
                runs.append(Run(employee: day.employee, days: [day.date...day.date], most: most))
                continue
            }
            runs[last].most = runs[last].most.lowerBound...max(runs[last].most.upperBound, most.upperBound)
            if let days = runs[last].days.last, days.upperBound + 1 == day.date {
                runs[last].days[runs[last].days.count - 1] = days.lowerBound...day.date
            } else {
                runs[last].days.append(day.date...day.date)
            }
        }
        return runs
    }
}
