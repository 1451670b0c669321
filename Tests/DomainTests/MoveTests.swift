import SeededRandom
import Testing

@testable import Domain

/// What must hold for whoever moves between departments and places within a month.
struct MoveTests {
    static let blocks = Array(0..<4)

    struct Moving {
        var month: RandomMonth
        var rules: RuleBook
        var roster: Roster
        var knowing: Knowledge
        var person: EmployeeCase

        var employee: Employee { person.employee }

        func days(_ range: ClosedRange<CivilDate>? = nil, of other: EmployeeCase? = nil) -> [DayResult] {
            var days: [DayResult] = []
            evaluate(other ?? person, days: range ?? month.days, rules: rules, knowing: knowing) { days.append($0) }
            return days
        }

        /// The person if they had always been where they are on a date.
        func always(_ date: CivilDate) -> EmployeeCase {
            var other = employee
            other.postings = Postings(employee.postings.on(date))
            var person = EmployeeCase(
                employee: other, schedule: roster.schedule(of: other), punches: self.person.punches)
            person.optionalHolidays = self.person.optionalHolidays
            return person
        }
    }

    /// - Parameter hasPeriodRules: rest days that become absences, weeks and penalties.
    static func moving(seed: UInt64, hasPeriodRules: Bool) -> Moving {
        var random = SeededGenerator(seed: seed &* 7919 &+ 11)
        var month = RandomMonth(seed: seed)
        let first = month.days.lowerBound
        let departments = ["", "Press", "Stores"]
        let locations = ["", "Pune", "Dubai"]
        for location in locations + ["Dubai"] {
            month.sample.holidays.append(
                Holiday(
                    date: first + Int.random(in: 0..<31, using: &random), name: "H \(location)",
                    kind: random.happens(percent: 30) ? .optional : .full, location: location))
        }
        var employee = month.sample.employee
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            employee.postings.set(
                Posting(
                    from: first + Int.random(in: -1...31, using: &random),
                    department: departments.randomElement(using: &random) ?? "",
                    location: locations.randomElement(using: &random) ?? ""))
        }
        let scopes: [Scope] = [.company, .department("Press"), .department("Stores"), .location("Dubai")]
        let policies = scopes.indices.map { index in
            var rules = AttendancePolicy()
            rules.lateGrace = Int32.random(in: 0...3600, using: &random)
            rules.opensBefore = Int32.random(in: 0...4 * 3600, using: &random)
            if hasPeriodRules {
                rules.period.sandwich.whenBefore = random.happens(percent: 60)
                rules.period.sandwich.whenAfter = random.happens(percent: 60)
                rules.period.overtime.weekAbove = random.happens(percent: 50) ? 40 * 3600 : 0
            }
            return NamedPolicy(id: ID(Int64(index) + 1), name: "\(index)", rules: rules)
        }
        let assignments = zip(policies, scopes).map { policy, scope in
            PolicyAssignment(policy: policy.id, scope: scope, from: first + Int.random(in: -40..<20, using: &random))
        }
        var shifts = month.sample.shifts
        // The layers below the shift judge where it has no rules of its own.
        if random.happens(percent: 60) { for index in shifts.indices { shifts[index].policy = nil } }
        let rules = RuleBook(
            shifts: shifts, weeklyOffs: [WeeklyOff(weekday: .sunday)], holidays: month.sample.holidays,
            zone: month.sample.zone, locationWeeklyOffs: ["Dubai": [WeeklyOff(weekday: .friday)]],
            policies: policies, policyAssignments: assignments)
        let roster = roster(shifts, month, &random)
        var person = EmployeeCase(
            employee: employee, schedule: roster.schedule(of: employee), punches: month.punches)
        person.optionalHolidays = Set(month.sample.holidays.map(\.date))
        return Moving(
            month: month, rules: rules, roster: roster, knowing: month.knowledge(seed: seed), person: person)
    }

    private static func roster(
        _ shifts: [Shift], _ month: RandomMonth, _ random: inout SeededGenerator
    ) -> Roster {
        let scopes: [Scope] = [.department("Press"), .department("Stores"), .location("Dubai"), .company]
        var assignments: [RosterAssignment] = []
        for scope in scopes where random.happens(percent: 70) {
            guard let shift = shifts.randomElement(using: &random) else { continue }
            assignments.append(RosterAssignment(scope, .shift(shift.id), from: month.days.lowerBound - 10))
        }
        return Roster(assignments)
    }

    /// A day worked out alone, or in a part of the month, is what it is in the month, and told the same.
    @Test(arguments: blocks, [false, true]) func partsGiveTheSameAsAll(block: Int, hasPeriodRules: Bool) {
        for seed in UInt64(block) * 60..<UInt64(block + 1) * 60 {
            let moving = Self.moving(seed: seed, hasPeriodRules: hasPeriodRules)
            let all = moving.days()
            var engine = DayEngine(rules: moving.rules)
            var random = SeededGenerator(seed: seed)
            for _ in 0..<12 {
                let first = Int.random(in: 0..<all.count, using: &random)
                let last = min(all.count - 1, first + Int.random(in: 0...6, using: &random))
                let range = moving.month.days.lowerBound + first...moving.month.days.lowerBound + last
                var part: [DayResult] = []
                engine.evaluate(moving.person, days: range, knowing: moving.knowing) { part.append($0) }
                #expect(part == Array(all[first...last]), "seed \(seed), \(range)")
                let told = engine.explain(moving.person, date: range.lowerBound, knowing: moving.knowing)
                #expect(told.result == all[first], "seed \(seed), \(range.lowerBound)")
            }
        }
    }

    /// Away from the moves each day is what it is for somebody who has always been where the person is on that day.
    @Test(arguments: blocks) func eachDayIsJudgedWhereThePersonIs(block: Int) {
        var isAnyFar = 0
        for seed in UInt64(block) * 60..<UInt64(block + 1) * 60 {
            let moving = Self.moving(seed: seed, hasPeriodRules: false)
            let all = moving.days()
            for (index, date) in moving.month.days.enumerated() {
                let near = date - 4...date + 4
                guard moving.employee.postings.spans(in: near).count == 1 else { continue }
                isAnyFar += 1
                #expect(moving.days(date...date, of: moving.always(date)) == [all[index]], "seed \(seed), \(date)")
            }
        }
        #expect(isAnyFar > 500)
    }

    /// One engine for people who moved and people who did not gives what an engine for each gives.
    @Test func calendarsOfWhoMovedDoNotMix() {
        let moving = Self.moving(seed: 7, hasPeriodRules: false)
        var engine = DayEngine(rules: moving.rules)
        let people = [moving.person, moving.always(.distantPast), moving.person, moving.always(.distantFuture)]
        for person in people + people {
            var days: [DayResult] = []
            engine.evaluate(person, days: moving.month.days, knowing: moving.knowing) { days.append($0) }
            #expect(days == moving.days(of: person))
        }
    }

    @Test func oneWhoMovedAfterAnotherHasDaysOffOfTheirOwn() {
        let rules = RuleBook(
            shifts: [.general], weeklyOffs: [WeeklyOff(weekday: .sunday)], holidays: [], zone: .utc,
            locationWeeklyOffs: ["Dubai": [WeeklyOff(weekday: .friday)]])
        var engine = DayEngine(rules: rules)
        let found = ["2026-11-13", "2026-11-23"].map { move in
            var sample = Sample()
            sample.employee.postings.set(Posting(from: civil(move), location: "Dubai"))
            var off: [CivilDate] = []
            engine.evaluate(
                sample.person([]), days: civil("2026-11-11")...civil("2026-11-22"), knowing: .complete
            ) { if $0.status == .weeklyOff { off.append($0.date) } }
            return off
        }
        #expect(found == [[civil("2026-11-13"), civil("2026-11-20")], [civil("2026-11-15"), civil("2026-11-22")]])
    }

    /// Sundays are off, in Dubai Fridays; from Wednesday 11 to Sunday 22 November of somebody who never comes.
    @Test(arguments: [
        ("2026-11-13", "A A WO A A A A A A WO A A"), ("2026-11-14", "A A A A A A A A A WO A A"),
        ("2026-11-15", "A A A A A A A A A WO A A"), ("2026-11-16", "A A A A WO A A A A WO A A"),
        ("2026-11-20", "A A A A WO A A A A WO A A"), ("2026-11-21", "A A A A WO A A A A A A A"),
        ("2026-11-22", "A A A A WO A A A A A A A"), ("2026-11-23", "A A A A WO A A A A A A WO"),
    ])
    func weeklyOffsAreThoseOfThePlaceOnTheDate(move: String, codes: String) {
        let rules = RuleBook(
            shifts: [.general], weeklyOffs: [WeeklyOff(weekday: .sunday)], holidays: [], zone: .utc,
            locationWeeklyOffs: ["Dubai": [WeeklyOff(weekday: .friday)]])
        var sample = Sample()
        sample.employee.postings.set(Posting(from: civil(move), location: "Dubai"))
        let expected = codes.split(separator: " ").map(String.init)
        let days = civil("2026-11-11")...civil("2026-11-11") + (expected.count - 1)
        var found: [String] = []
        evaluate(sample.person([]), days: days, rules: rules, knowing: .complete) { found.append($0.status.code) }
        #expect(found == expected)
    }
}
