import SeededRandom
import Testing

@testable import Domain

/// What must hold for any month when rules over several days are switched on.
struct PeriodRulesTests {
    static let blocks = Array(0..<6)

    /// Months with random rules over several days; each rule is off in some of them.
    func months(_ block: Int) -> some Sequence<(UInt64, RandomMonth)> {
        (UInt64(block) * 200..<UInt64(block + 1) * 200).lazy.map { seed in
            var month = RandomMonth(seed: seed)
            var random = SeededGenerator(seed: seed &* 31 &+ 7)
            for index in month.sample.shifts.indices {
                let policy = Self.policy(&random)
                month.sample.shifts[index] = month.sample.shifts[index].with { $0.period = policy }
            }
            return (seed, month)
        }
    }

    static func policy(_ random: inout SeededGenerator) -> PeriodPolicy {
        var policy = PeriodPolicy()
        policy.sandwich.whenBefore = random.happens(percent: 20)
        policy.sandwich.whenAfter = random.happens(percent: 20)
        policy.sandwich.whenBoth = random.happens(percent: 40)
        policy.sandwich.longestRun = [1, 2, 14].randomElement(using: &random) ?? 14
        if random.happens(percent: 60) { policy.overtime.weekAbove = Int32.random(in: 1...50, using: &random) * 3600 }
        policy.overtime.weekStart = Weekday.allCases.randomElement(using: &random) ?? .monday
        if random.happens(percent: 30) {
            policy.overtime.weeks = 2
            policy.overtime.weeksAbove = Int32.random(in: 20...90, using: &random) * 3600
        }
        if random.happens(percent: 30) {
            policy.overtime.monthAbove = Int32.random(in: 60...200, using: &random) * 3600
        }
        if random.happens(percent: 40) { policy.overtime.consecutiveDay = UInt8.random(in: 2...7, using: &random) }
        policy.overtime.isConsecutiveDayAlone = random.happens(percent: 50)
        for penalty in [\PeriodPolicy.late, \.early] where random.happens(percent: 60) {
            policy[keyPath: penalty].every = UInt8.random(in: 1...4, using: &random)
            policy[keyPath: penalty].halfDays = UInt8.random(in: 1...2, using: &random)
            policy[keyPath: penalty].isConsecutive = random.happens(percent: 40)
            policy[keyPath: penalty].effect = random.happens(percent: 30) ? .day : .leave
        }
        return policy
    }

    @Test(arguments: blocks) func noMinuteIsPaidTwice(block: Int) {
        for (seed, month) in months(block) {
            let days = month.sample.days(month.punches, month.days, knowing: month.knowledge(seed: seed))
            var plain = month.sample
            plain.shifts = plain.shifts.map { $0.with { $0.period = PeriodPolicy() } }
            for (day, single) in zip(days, plain.days(month.punches, month.days, knowing: month.knowledge(seed: seed)))
            {
                #expect(day.work == single.work && day.late == single.late && day.early == single.early)
                #expect(day.overtime == single.overtime + day.weeklyOvertime, "seed \(seed), \(day.date)")
                #expect(day.weeklyOvertime >= 0 && day.weeklyOvertime <= max(0, day.work - single.overtime))
                #expect(day.overtimeBands.total == day.overtime, "seed \(seed), \(day.date)")
                #expect(day.overtime == 0 || day.compensatoryHalfDays == 0, "seed \(seed), \(day.date)")
            }
        }
    }

    /// A day worked out alone, or in a part of the month, is what it is in the month.
    @Test(arguments: blocks) func restrictingGivesTheSameAsAll(block: Int) {
        for (seed, month) in months(block).prefix(60) {
            let knowing = month.knowledge(seed: seed)
            let person = month.sample.person(month.punches)
            let all = month.sample.days(month.punches, month.days, knowing: knowing)
            var random = SeededGenerator(seed: seed)
            var engine = DayEngine(rules: month.sample.rules)
            for _ in 0..<8 {
                let first = Int.random(in: 0..<31, using: &random)
                let last = Int.random(in: first..<min(31, first + 9), using: &random)
                var part: [DayResult] = []
                let range = (month.days.lowerBound + first)...(month.days.lowerBound + last)
                engine.evaluate(person, days: range, knowing: knowing) { part.append($0) }
                #expect(part == Array(all[first...last]), "seed \(seed), \(range)")
            }
        }
    }

    @Test(arguments: blocks) func explainingGivesTheSameFigures(block: Int) {
        for (seed, month) in months(block).prefix(40) {
            let knowing = month.knowledge(seed: seed)
            let person = month.sample.person(month.punches)
            var engine = DayEngine(rules: month.sample.rules)
            for day in month.sample.days(month.punches, month.days, knowing: knowing) {
                #expect(engine.explain(person, date: day.date, knowing: knowing).result == day, "seed \(seed)")
            }
        }
    }

    /// Working out what a change touches, and no more, gives what working out everything again gives.
    @Test(arguments: blocks) func onlyTouchedDaysChange(block: Int) {
        for (seed, month) in months(block) {
            var random = SeededGenerator(seed: seed)
            let knowing = month.knowledge(seed: seed)
            let before = month.sample.days(month.punches, month.days, knowing: knowing)
            guard let removed = month.punches.indices.randomElement(using: &random) else { continue }
            var punches = month.punches
            let date = punches.remove(at: removed).local.date
            let after = month.sample.days(punches, month.days, knowing: knowing)
            var engine = DayEngine(rules: month.sample.rules)
            let reach = RuleBook.contextDays
            let touched = engine.touched(by: (date - reach)...(date + reach), of: month.sample.person(punches))
            for (old, new) in zip(before, after) where old != new {
                #expect(touched.contains(old.date), "seed \(seed): \(date) touches \(old.date), not in \(touched)")
            }
        }
    }

    /// What is final stays, whatever punches follow.
    @Test(arguments: blocks) func noFinalDayChanges(block: Int) {
        for (seed, month) in months(block).prefix(100) {
            let now = Instant(seconds: LocalTime(month.days.lowerBound + 17).seconds + Int64(seed * 7919 % 86_400))
            let known = month.punches.filter { $0.instant <= now }
            let early = month.sample.days(known, month.days, knowing: Knowledge(now: now, completeThrough: now))
            for (then, later) in zip(early, month.sample.days(month.punches, month.days))
            where !then.flags.contains(.provisional) {
                #expect(then == later, "seed \(seed), \(then.date)")
            }
        }
    }
}
