import Domain
import Storage

/// Works out every day of everybody in a range. People are read and worked out on two cores while the days of those
/// before them are being written.
struct RangeRecalculation {
    /// People read and written together.
    static let portion = 500
    static let readers = 2

    let context: ServiceContext
    let days: ClosedRange<CivilDate>

    func run(_ progress: (@Sendable (_ done: Int, _ of: Int) -> Void)?) async throws -> Int {
        let now = context.now()
        let days = days
        guard let plan = try await context.database.read({ try Plan($0, days, now: now) }) else { return 0 }
        let total = plan.employees.count * plan.days.count
        let done = try await write(plan) { progress?($0, total) }
        context.hub.send(.days(plan.days))
        return done
    }

    private func write(_ plan: Plan, _ progress: (Int) -> Void) async throws -> Int {
        let database = context.database
        var portions = plan.portions[...]
        var done = 0
        try await withThrowingTaskGroup(of: (ArraySlice<Employee>, [DayResult]).self) { group in
            func startNext() {
                guard let portion = portions.popFirst() else { return }
                group.addTask { (portion, try await database.read { try plan.work($0, portion) }) }
            }
            for _ in 0..<Self.readers { startNext() }
            while let (portion, results) = try await group.next() {
                startNext()
                try await database.write { try plan.save(results, of: portion, $0) }
                done += results.count
                progress(done)
            }
        }
        return done
    }
}

extension RangeRecalculation {
    /// What all portions need, read once.
    struct Plan: Sendable {
        let rules: CompanyRules
        let employees: [Employee]
        let roster: Roster
        let days: ClosedRange<CivilDate>
        private let now: Instant
        private let state: RecordState

        /// Nil where there is nothing to work out.
        init?(_ db: any SQLConnection, _ days: ClosedRange<CivilDate>, now: Instant) throws {
            self.now = now
            rules = try CompanyRules(db, now: now)
            guard days.lowerBound <= rules.today else { return nil }
            let first = max(days.lowerBound, try ArchiveStore(db).firstOpenDay() ?? days.lowerBound)
            let last = min(days.upperBound, rules.today)
            guard first <= last else { return nil }
            self.days = first...last
            let asked = self.days
            employees = try EmployeeStore(db).allByID().filter { $0.employedDays(asked) > 0 }
            roster = try Roster(db)
            state = try RecordState(db)
            if employees.isEmpty { return nil }
        }

        var portions: [ArraySlice<Employee>] {
            stride(from: 0, to: employees.count, by: RangeRecalculation.portion).map {
                employees[$0..<min($0 + RangeRecalculation.portion, employees.count)]
            }
        }

        func work(_ db: any SQLConnection, _ portion: ArraySlice<Employee>) throws -> [DayResult] {
            var results: [DayResult] = []
            results.reserveCapacity(portion.count * days.count)
            var engine = DayEngine(rules: rules.book)
            let cases = try EmployeeCases(db, Array(portion), roster, rules.window(of: days))
            try cases.forEach { person in
                engine.evaluate(person, days: days, knowing: rules.knowing) { results.append($0) }
            }
            return results
        }

        /// Another process may have stored punches or changed a rule since the plan was made, and worked out the days
        /// from them already. What is written over those now is older; so in the same transaction they are marked again.
        func save(_ results: [DayResult], of portion: ArraySlice<Employee>, _ db: any SQLConnection) throws {
            try SettledDays(db, unpaidLeave: rules.book.unpaidLeave).write(results, at: now)
            guard try RecordState(db) != state else { return }
            for employee in portion { try PendingDayStore(db).mark(employee.id, days) }
        }
    }
}

/// Moves on with each batch of punches, each change of a record, and whenever more is known to be complete.
private struct RecordState: Hashable, Sendable {
    private let lastJournalEntry: Int64
    private let lastBatches: [Int]
    private let watermarks: [Watermark]

    init(_ db: any SQLConnection) throws {
        lastJournalEntry = try JournalStore(db).page(limit: 1).first?.id ?? 0
        lastBatches = try DeviceStore(db).all().map { device in
            try PunchLedger(db).batches(of: device.id, limit: 1).first?.number ?? 0
        }
        watermarks = try WatermarkStore(db).all()
    }
}
