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
        for run in runs(of: pending.filter { $0.date <= rules.today }) {
            guard let employee = try EmployeeStore(db).find(run.employee) else { continue }
            try EmployeeCases(db, [employee], rules.window(of: run.days)).forEach { person in
                engine.evaluate(person, days: run.days, knowing: rules.knowing) { results.append($0) }
            }
        }
        try DayResultStore(db).revise(results, at: now)
        try PendingDayStore(db).consume(pending)
        return Portion(count: results.count, days: first...last)
    }

    private struct Run {
        var employee: ID<Employee>
        var days: ClosedRange<CivilDate>
    }

    /// Days that follow each other are worked out together, so that their punches are read once.
    private static func runs(of pending: [PendingDay]) -> [Run] {
        var runs: [Run] = []
        for day in pending {
            if let last = runs.last, last.employee == day.employee, last.days.upperBound + 1 == day.date {
                runs[runs.count - 1].days = last.days.lowerBound...day.date
            } else {
                runs.append(Run(employee: day.employee, days: day.date...day.date))
            }
        }
        return runs
    }
}
