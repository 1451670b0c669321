import SeededRandom
import Testing

@testable import Domain

struct RosterTests {
    static let asha = Employee(
        id: ID(1), code: "1", name: "Asha", department: "Press", location: "Pune", joined: civil("2020-01-01"))
    static let lineA = RotationPattern(
        id: ID(7), name: "Line A", unit: .day,
        turns: [[ID(3)], [ID(3)], [ID(2)], []].map { RotationTurn($0.isEmpty ? .off : RosterDay(shifts: $0)) },
        anchor: civil("2026-11-02"))

    let shifts: [Shift] = [.general, .night, .early, .afternoon]

    func rules(_ patterns: [RotationPattern] = [lineA], offs: [WeeklyOff] = [], holidays: [Holiday] = []) -> RuleBook {
        RuleBook(shifts: shifts, weeklyOffs: offs, holidays: holidays, zone: .utc, patterns: patterns)
    }

    func said(_ roster: Roster, _ date: String, _ rules: RuleBook) -> String? {
        rules.answer(roster.schedule(of: Self.asha), on: civil(date))
            .map { "\($0.what(rules)): \($0.source(rules, Self.asha))" }
    }

    @Test func theNarrowerLayerWins() {
        let first = civil("2026-11-01")
        var assignments = [RosterAssignment(.company, .shift(ID(1)), from: first)]
        let rules = rules()
        #expect(said(Roster(assignments), "2026-11-04", rules) == "Shift G: assigned to the whole company")
        assignments.insert(RosterAssignment(.location("Pune"), .shift(ID(3)), from: first), at: 0)
        assignments.append(RosterAssignment(.location("Goa"), .shift(ID(4)), from: first))
        #expect(said(Roster(assignments), "2026-11-04", rules) == "Shift A: assigned to the location Pune")
        assignments.append(RosterAssignment(.department("Press"), .pattern(ID(7)), from: first))
        #expect(
            said(Roster(assignments), "2026-11-04", rules)
                == "Shift N: from the department roster “Line A” (4-day cycle, day 3)")
        #expect(
            said(Roster(assignments), "2026-11-05", rules)
                == "Off: from the department roster “Line A” (4-day cycle, day 4)")
        assignments.insert(
            RosterAssignment(employee: ID(1), shift: ID(4), from: civil("2026-11-04"), to: civil("2026-11-04")), at: 1)
        #expect(said(Roster(assignments), "2026-11-04", rules) == "Shift B: assigned to the employee")
        #expect(said(Roster(assignments), "2026-11-03", rules)?.contains("Line A") == true)
        let override = RosterOverride(
            employee: ID(1), date: civil("2026-11-04"), day: .off, reason: "stands in on Friday")
        let roster = Roster(assignments, overrides: [override])
        #expect(said(roster, "2026-11-04", rules) == "Off: changed for this day alone: stands in on Friday")
    }

    @Test func whereNobodySaysAnythingThereIsNoAnswer() {
        let assignment = RosterAssignment(
            employee: ID(1), shift: ID(1), from: civil("2026-11-04"), to: civil("2026-11-05"))
        #expect(said(Roster([assignment]), "2026-11-03", rules()) == nil)
        #expect(said(Roster([assignment]), "2026-11-06", rules()) == nil)
        #expect(said(Roster([]), "2026-11-06", rules()) == nil)
        #expect(
            said(
                Roster([RosterAssignment(.company, .pattern(ID(9)), from: civil("2026-11-01"))]), "2026-11-06", rules())
                == nil)
    }

    @Test func aRosterDecidesItsOffsUnlessItLeavesThemToTheCompany() {
        let sunday = civil("2026-11-08")
        var pattern = Self.lineA
        let rosters: [(RosterDay, Bool)] = [
            (RosterDay(shifts: [ID(1)]), false), (RosterDay(shifts: [ID(1)], rest: .company), true), (.off, true),
            (RosterDay(shifts: [], rest: .company), true),
        ]
        for (day, isOff) in rosters {
            pattern.turns = [RotationTurn(day)]
            let rules = rules([pattern], offs: [WeeklyOff(weekday: .sunday)])
            let schedule = Roster([RosterAssignment(.company, .pattern(ID(7)), from: civil("2026-11-01"))])
                .schedule(of: Self.asha)
            #expect(rules.answer(schedule, on: sunday)?.isOff == isOff)
            let person = EmployeeCase(employee: Self.asha, schedule: schedule, punches: [])
            let status = explain(person, date: sunday, rules: rules, knowing: .complete).result.status
            #expect(status == (isOff ? .weeklyOff : .absent))
        }
    }

    @Test func aHolidayGoesBeforeAnOverride() {
        let date = civil("2026-11-04")
        let override = RosterOverride(employee: ID(1), date: date, day: RosterDay(shifts: [ID(1)]), reason: "")
        let person = EmployeeCase(
            employee: Self.asha, schedule: Roster([], overrides: [override]).schedule(of: Self.asha), punches: [])
        let rules = rules(holidays: [Holiday(date: date, name: "H")])
        #expect(explain(person, date: date, rules: rules, knowing: .complete).result.status == .holiday)
    }

    @Test func changesAreTheDaysThatSaySomethingElse() {
        let base = [RosterAssignment(.company, .pattern(ID(7)), from: civil("2026-11-01"))]
        let days = civil("2026-11-01")...civil("2026-11-30")
        let before = Roster(base).schedule(of: Self.asha)
        let override = RosterOverride(employee: ID(1), date: civil("2026-11-11"), day: .off, reason: "")
        let after = Roster(base, overrides: [override]).schedule(of: Self.asha)
        #expect(after.changes(from: before, in: days) == [civil("2026-11-11")...civil("2026-11-11")])
        let same = Roster(base + [RosterAssignment(.department("Press"), .pattern(ID(7)), from: civil("2026-11-10"))])
        #expect(same.schedule(of: Self.asha).changes(from: before, in: days).isEmpty)
        var shifted = Self.lineA
        shifted.turns.swapAt(2, 3)
        let moved = shifted.changes(from: Self.lineA, in: days)
        #expect(
            before.changes(from: before, in: days, changed: [ID(7): moved]).map(\.count) == [1, 2, 2, 2, 2, 2, 2, 2])
    }
}

/// Whatever the layers: what the resolved schedule says is what looking through the layers date by date says.
struct RosterPropertyTests {
    static let shifts: [Shift] = [.general, .night, .early, .afternoon]
    static let days = civil("2026-02-20")...civil("2026-03-31")

    struct Company {
        var assignments: [RosterAssignment] = []
        var overrides: [RosterOverride] = []
        var patterns: [RotationPattern] = []
        var person = RosterTests.asha

        init(seed: UInt64) {
            var random = SeededGenerator(seed: seed)
            for id in 1...3 { patterns.append(Self.pattern(Int64(id), &random)) }
            let scopes: [Scope] = [
                .company, .location("Pune"), .location("Goa"), .department("Press"), .department("Stores"),
                .employee(ID(1)), .employee(ID(2)),
            ]
            for _ in 0..<random.between(0, 12) {
                let from = RosterPropertyTests.days.lowerBound + random.between(-20, 35)
                let duty: RosterAssignment.Duty =
                    random.happens(percent: 50)
                    ? .shift(ID(Int64(random.between(1, 4)))) : .pattern(ID(Int64(random.between(1, 3))))
                assignments.append(
                    RosterAssignment(
                        id: ID(Int64(assignments.count)), scopes[random.between(0, scopes.count - 1)], duty, from: from,
                        to: random.happens(percent: 40) ? nil : from + random.between(0, 20)))
            }
            for date in RosterPropertyTests.days where random.happens(percent: 8) {
                overrides.append(RosterOverride(employee: ID(1), date: date, day: Self.day(&random), reason: "r"))
            }
            let first = RosterPropertyTests.days.lowerBound
            if random.happens(percent: 20) { person.postings.set(Posting(from: .distantPast, location: "Pune")) }
            for _ in 0..<(random.happens(percent: 50) ? random.between(1, 3) : 0) {
                person.postings.set(
                    Posting(
                        from: first + random.between(-3, 42),
                        department: ["Press", "Stores", ""][random.between(0, 2)],
                        location: ["Pune", "Goa", ""][random.between(0, 2)]))
            }
            if random.happens(percent: 20) { person.joined = RosterPropertyTests.days.lowerBound + 10 }
        }

        static func day(_ random: inout SeededGenerator) -> RosterDay {
            if random.happens(percent: 20) { return .off }
            var shifts = [ID<Shift>(Int64(random.between(1, 4)))]
            if random.happens(percent: 20) { shifts = [ID(3), ID(4)] }
            return RosterDay(shifts: shifts, rest: [.never, .company, .always][random.between(0, 2)])
        }

        static func pattern(_ id: Int64, _ random: inout SeededGenerator) -> RotationPattern {
            let unit = RotationPattern.Unit.allCases[random.between(0, 2)]
            let turns = (0..<random.between(1, 5)).map { _ in
                unit == .day || random.happens(percent: 50)
                    ? RotationTurn(day(&random)) : RotationTurn(byWeekday: (0..<7).map { _ in day(&random) })
            }
            return RotationPattern(
                id: ID(id), name: "R\(id)", unit: unit, turns: turns,
                anchor: civil("2026-01-31") + random.between(-500, 500),
                weekStart: Weekday(index: random.between(0, 6)),
                offs: random.happens(percent: 30) ? [WeeklyOff(weekday: .saturday, weeks: [2, 4])] : [])
        }

        var rules: RuleBook {
            RuleBook(
                shifts: RosterPropertyTests.shifts, weeklyOffs: [WeeklyOff(weekday: .sunday)],
                holidays: [Holiday(date: civil("2026-03-04"), name: "H")], zone: .utc, patterns: patterns)
        }

        /// The sets of shifts that are worked, by looking through the layers one after the other. Nil: no answer; an
        /// empty set: off.
        func plainly(_ date: CivilDate, _ rules: RuleBook) -> Set<ID<Shift>>? {
            if let override = overrides.last(where: { $0.date == date }) { return worked([override.day], date, rules) }
            let layers: [Scope] = [
                .employee(person.id), .department(person.department(on: date)), .location(person.location(on: date)),
                .company,
            ]
            for scope in layers where scope != .department("") && scope != .location("") {
                let holding = assignments.filter { $0.scope == scope && $0.holds(on: date) }
                if holding.isEmpty { continue }
                let days = holding.map { assignment in
                    switch assignment.duty {
                    case .shift(let id): RosterDay(shifts: [id], rest: .company)
                    case .pattern(let id): patterns.first { $0.id == id }?.day(on: date) ?? .off
                    }
                }
                return worked(days, date, rules)
            }
            return nil
        }

        private func worked(_ days: [RosterDay], _ date: CivilDate, _ rules: RuleBook) -> Set<ID<Shift>> {
            Set(days.filter { $0.rest == .never || $0.rest == .company && date.weekday != .sunday }.flatMap(\.shifts))
        }
    }

    @Test(arguments: Array(0..<8)) func thereIsExactlyOneAnswer(block: UInt64) {
        for seed in block * 100..<(block + 1) * 100 {
            let company = Company(seed: seed)
            let rules = company.rules
            let schedule = Roster(company.assignments, overrides: company.overrides).schedule(of: company.person)
            for date in Self.days {
                let answer = rules.answer(schedule, on: date)
                let plain = company.plainly(date, rules)
                #expect((answer == nil) == (plain == nil), "seed \(seed), \(date)")
                guard let answer, let plain else { continue }
                #expect(answer.isOff == plain.isEmpty, "seed \(seed), \(date)")
                if !answer.isOff { #expect(Set(answer.day.shifts) == plain, "seed \(seed), \(date)") }
                #expect(Set(answer.entries.map(\.layer)).count == 1, "seed \(seed), \(date)")
            }
        }
    }

    /// The day engine lays out what the answer says.
    @Test(arguments: Array(0..<8)) func theEngineReadsTheSame(block: UInt64) {
        for seed in block * 100..<(block + 1) * 100 {
            let company = Company(seed: seed)
            let rules = company.rules
            let schedule = Roster(company.assignments, overrides: company.overrides).schedule(of: company.person)
            let person = EmployeeCase(employee: company.person, schedule: schedule, punches: [])
            var engine = DayEngine(rules: rules)
            engine.prepare(person, days: Self.days, Horizon(.complete), tracing: NoTracer.self)
            for (day, slots) in Dictionary(grouping: engine.slots, by: \.day) {
                let date = engine.calendar[Int(day)].date
                guard company.person.isEmployed(on: date) else {
                    #expect(slots.map(\.kind) == [.unemployed])
                    continue
                }
                let laidOut = slots.filter { $0.kind == .working }.map { rules.plans[Int($0.plan)].shift }
                let answer = rules.answer(schedule, on: date)
                let isHoliday = rules.isHoliday(date, of: company.person)
                #expect(
                    laidOut == (isHoliday || answer?.isOff ?? true ? [] : answer?.day.shifts), "seed \(seed), \(date)")
                if isHoliday { #expect(slots.allSatisfy { $0.kind == .holiday }) }
                if answer?.isOff == true, !isHoliday { #expect(slots.allSatisfy { $0.kind == .weeklyOff }) }
                if answer == nil, !isHoliday, date.weekday != .sunday { #expect(slots.map(\.kind) == [.unassigned]) }
            }
        }
    }

    @Test(arguments: Array(0..<4)) func neitherOrderNorRangeMatters(block: UInt64) {
        for seed in block * 100..<(block + 1) * 100 {
            let company = Company(seed: seed)
            var random = SeededGenerator(seed: seed)
            let schedule = Roster(company.assignments, overrides: company.overrides).schedule(of: company.person)
            let shuffled = Roster(
                company.assignments.shuffled(using: &random), overrides: company.overrides.shuffled(using: &random))
            #expect(shuffled.schedule(of: company.person) == schedule, "seed \(seed)")
            let part = (Self.days.lowerBound + 7)...(Self.days.lowerBound + 7 + random.between(0, 20))
            let cut = shuffled.schedule(of: company.person, days: part)
            for date in part {
                let (whole, short) = (company.rules.answer(schedule, on: date), company.rules.answer(cut, on: date))
                #expect(whole?.day == short?.day && whole?.layer == short?.layer, "seed \(seed), \(date)")
            }
            #expect(cut.changes(from: schedule, in: part).isEmpty)
            for date in [part.lowerBound - 1, part.upperBound + 1] {
                #expect(company.rules.answer(cut, on: date) == nil)
            }
        }
    }
}
