import SeededRandom
import Testing

@testable import Domain

/// What must hold for any month with leave, duty elsewhere, policies by scope and calendars of places.
struct CoverTests {
    static let blocks = Array(0..<6)

    /// A month, and the person with leave and duty in it.
    struct Covered {
        var month: RandomMonth
        var rules: RuleBook
        var person: EmployeeCase
        var knowing: Knowledge

        func days(_ range: ClosedRange<CivilDate>? = nil) -> [DayResult] {
            var days: [DayResult] = []
            evaluate(person, days: range ?? month.days, rules: rules, knowing: knowing) { days.append($0) }
            return days
        }
    }

    func months(_ block: Int) -> some Sequence<(UInt64, Covered)> {
        (UInt64(block) * 150..<UInt64(block + 1) * 150).lazy.map { ($0, Self.covered(seed: $0)) }
    }

    static func covered(seed: UInt64) -> Covered {
        var random = SeededGenerator(seed: seed &* 977 &+ 3)
        var month = RandomMonth(seed: seed)
        let first = month.days.lowerBound
        for kind in Holiday.Kind.allCases {
            month.sample.holidays.append(
                Holiday(date: first + Int.random(in: 0..<31, using: &random), name: "\(kind)", kind: kind))
        }
        month.sample.employee.postings = Postings(Posting(from: first, department: "Stores"))
        var person = month.sample.person(month.punches)
        person.optionalHolidays = Set(month.sample.holidays.map(\.date))
        for _ in 0..<8 {
            let date = first + Int.random(in: -2...32, using: &random)
            let type = ID<LeaveType>(Int64.random(in: 1...3, using: &random))
            person.leaves.append(
                LeaveOnDay(
                    date: date, portion: portion(on: date, month.sample.zone, &random), type: type,
                    countsRestDays: random.happens(percent: 30)))
        }
        for _ in 0..<8 {
            let date = first + Int.random(in: -2...32, using: &random)
            person.outsideWork.append(
                OutsideWork(
                    kind: random.happens(percent: 50) ? .onDuty : .workFromHome, date: date,
                    portion: portion(on: date, month.sample.zone, &random)))
        }
        let scopes: [Scope] = [.company, .department("Stores"), .employee(ID(1)), .location("Pune")]
        let policies = scopes.indices.map { index in
            var rules = AttendancePolicy()
            rules.lateGrace = Int32.random(in: 0...3600, using: &random)
            rules.halfDayBelow = Int32.random(in: 0...20_000, using: &random)
            rules.absentBelow = rules.halfDayBelow / 2
            return NamedPolicy(id: ID(Int64(index) + 1), name: "\(index)", rules: rules)
        }
        let assignments = zip(policies, scopes).map { policy, scope in
            PolicyAssignment(
                policy: policy.id, scope: scope, from: first + Int.random(in: 0..<20, using: &random),
                to: random.happens(percent: 50) ? first + 25 : nil)
        }
        let rules = RuleBook(
            shifts: month.sample.shifts, weeklyOffs: month.sample.weeklyOffs, holidays: month.sample.holidays,
            zone: month.sample.zone, policies: policies, policyAssignments: assignments)
        return Covered(month: month, rules: rules, person: person, knowing: month.knowledge(seed: seed))
    }

    private static func portion(
        on date: CivilDate, _ zone: ZoneRules, _ random: inout SeededGenerator
    ) -> DayPortion {
        if random.happens(percent: 60) {
            return [.full, .firstHalf, .secondHalf].randomElement(using: &random) ?? .full
        }
        let from = LocalTime(date).seconds + Int64.random(in: 0..<80_000, using: &random)
        let until = from + Int64.random(in: 1...20_000, using: &random)
        return .hours(zone.place(LocalTime(seconds: from)).instant, zone.place(LocalTime(seconds: until)).instant)
    }

    @Test(arguments: blocks) func noMinuteCountsTwice(block: Int) {
        for (seed, covered) in months(block) {
            var bare = covered
            bare.person.outsideWork = []
            for (day, single) in zip(covered.days(), bare.days()) {
                let note: Comment = "seed \(seed), \(day.date)"
                let times = [day.work, day.breakTime, day.late, day.early, day.overtime, day.dutyTime, day.hourlyLeave]
                #expect(times.allSatisfy { $0 >= 0 }, note)
                // A break's paid part counts for whoever is back from it on duty, and work is rounded down.
                let slack = covered.month.mostUnworkedPay
                #expect(day.work <= single.work + single.breakTime + day.dutyTime + slack, note)
                #expect(day.work >= single.work || day.breakTime > single.breakTime, note)
                #expect(day.overtime == 0 || day.compensatoryHalfDays == 0, note)
                #expect(day.status != .onLeave || (day.overtime == 0 && day.late == 0 && day.early == 0), note)
                #expect(day.status != .onLeave || day.leaveHalves > 0, note)
            }
        }
    }

    /// Duty and presence of one long shift without breaks, against the minutes counted one by one.
    @Test(arguments: blocks) func dutyAndPresenceAreAUnion(block: Int) {
        let shift = Shift(id: ID(1), code: "L", name: "Long", start: TimeOfDay(0, 0), end: TimeOfDay(23, 59)).with {
            $0.longestPresence = 86_400
            $0.duplicateWindow = 0
        }
        for seed in UInt64(block) * 200..<UInt64(block + 1) * 200 {
            var random = SeededGenerator(seed: seed)
            var there = Array(repeating: false, count: 1440)
            let date = civil("2026-11-02")
            let start = LocalTime(date).seconds
            let times = Set((0..<6).map { _ in Int.random(in: 60..<1380, using: &random) }).sorted()
            let pairs = stride(from: 0, to: times.count - 1, by: 2).map { (times[$0], times[$0 + 1]) }
            for (from, to) in pairs { for minute in from..<to { there[minute] = true } }
            let punched = there.count { $0 }
            var punches: [Punch] = []
            for (minute, state) in pairs.flatMap({ [($0.0, PunchState.checkIn), ($0.1, .checkOut)] }) {
                punches.append(
                    Punch(
                        id: ID(Int64(punches.count) + 1), instant: Instant(seconds: start + Int64(minute) * 60),
                        state: state))
            }
            var person = Sample(shifts: [shift]).person(punches)
            for _ in 0..<3 {
                let from = Int.random(in: 60..<1300, using: &random)
                let to = Int.random(in: (from + 1)..<1400, using: &random)
                for minute in from..<to { there[minute] = true }
                person.outsideWork.append(
                    OutsideWork(
                        kind: random.happens(percent: 50) ? .onDuty : .workFromHome, date: date,
                        portion: .hours(
                            Instant(seconds: start + Int64(from) * 60), Instant(seconds: start + Int64(to) * 60))))
            }
            let day = explain(person, date: date, rules: Sample(shifts: [shift]).rules, knowing: .complete).result
            let all = there.count { $0 }
            #expect(Int(day.work) == all * 60, "seed \(seed)")
            #expect(Int(day.dutyTime) == (all - punched) * 60, "seed \(seed)")
        }
    }

    @Test(arguments: blocks) func theOrderOfTheListsDoesNotMatter(block: Int) {
        for (seed, covered) in months(block) {
            var random = SeededGenerator(seed: seed)
            var other = covered
            other.person.leaves.shuffle(using: &random)
            other.person.outsideWork.shuffle(using: &random)
            #expect(other.days() == covered.days(), "seed \(seed)")
        }
    }

    @Test(arguments: blocks) func restrictingGivesTheSameAsAll(block: Int) {
        for (seed, covered) in months(block).prefix(50) {
            let all = covered.days()
            var engine = DayEngine(rules: covered.rules)
            for (index, date) in covered.month.days.enumerated() where index.isMultiple(of: 3) {
                var days: [DayResult] = []
                engine.evaluate(covered.person, days: date...date, knowing: covered.knowing) { days.append($0) }
                #expect(days == [all[index]], "seed \(seed), \(date)")
                let told = engine.explain(covered.person, date: date, knowing: covered.knowing)
                #expect(told.result == all[index], "seed \(seed), \(date)")
            }
        }
    }

    /// One engine for people of two places gives what an engine for each gives.
    @Test func calendarsOfPlacesDoNotMix() {
        let offs = ["Dubai": [WeeklyOff(weekday: .friday)]]
        let rules = RuleBook(
            shifts: [.general], weeklyOffs: [WeeklyOff(weekday: .sunday)],
            holidays: [Holiday(date: civil("2026-11-04"), name: "H", location: "Pune")], zone: .utc,
            locationWeeklyOffs: offs)
        var engine = DayEngine(rules: rules)
        var sample = Sample()
        let days = civil("2026-11-02")...civil("2026-11-08")
        for location in ["", "Dubai", "Pune", "Dubai", ""] {
            sample.employee.postings = Postings(Posting(from: days.lowerBound, location: location))
            var codes: [String] = []
            engine.evaluate(sample.person([]), days: days, knowing: .complete) { codes.append($0.status.code) }
            let expected =
                switch location {
                case "Dubai": "A A A A WO A A"
                case "Pune": "A A H A A A WO"
                default: "A A A A A A WO"
                }
            #expect(codes.joined(separator: " ") == expected, "\(location)")
        }
    }
}

struct PolicyScopeTests {
    @Test func twoAssignmentsContradictOnlyForTheSamePeopleOnOneDay() {
        let first = PolicyAssignment(policy: ID(1), scope: .company, from: civil("2026-11-01"), to: civil("2026-11-10"))
        func other(_ scope: Scope, _ from: String, _ to: String?) -> PolicyAssignment {
            PolicyAssignment(policy: ID(2), scope: scope, from: civil(from), to: to.map(civil))
        }
        #expect(first.contradicts(other(.company, "2026-11-10", nil)))
        #expect(!first.contradicts(other(.company, "2026-11-11", nil)))
        #expect(!first.contradicts(other(.department("Stores"), "2026-11-01", nil)))
        #expect(first.contradicts(other(.company, "2026-10-01", "2026-11-01")))
        #expect(!first.contradicts(other(.company, "2026-10-01", "2026-10-31")))
    }

    /// A later beginning wins where two hold all the same, whatever the order in which they are given.
    @Test func theOrderOfAssignmentsDoesNotMatter() {
        let policies = (1...3).map { number in
            var rules = AttendancePolicy()
            rules.lateGrace = Int32(number)
            return NamedPolicy(id: ID(Int64(number)), name: "\(number)", rules: rules)
        }
        let assignments = policies.enumerated().map {
            PolicyAssignment(policy: $1.id, scope: .company, from: civil("2026-11-01") + ($0 % 2))
        }
        for list in [assignments, assignments.reversed()] {
            let rules = RuleBook(
                shifts: [.general], weeklyOffs: [], holidays: [], zone: .utc, policies: policies,
                policyAssignments: list)
            #expect(
                explain(Sample().person([]), date: civil("2026-11-02"), rules: rules, knowing: .complete).result.policy
                    == ID(2))
            #expect(
                explain(Sample().person([]), date: civil("2026-11-01"), rules: rules, knowing: .complete).result.policy
                    == ID(3))
        }
    }
}
