import Domain
import SeededRandom

/// Five hundred people, and what each of them did around November 2026.
struct StoryCompany {
    static let month = civil("2026-11-01")...civil("2026-11-30")
    /// Weeks and runs of rest days reach over the ends of the month.
    static let told = civil("2026-10-12")...civil("2026-12-07")
    static let holiday = civil("2026-11-11")
    static let optionalHoliday = civil("2026-11-24")
    /// In Pune alone, from noon on.
    static let halfHoliday = civil("2026-11-25")

    struct Person {
        var employee: Employee
        var trade: Trade
        /// The first day of the guard's four nights and two off.
        var turn: CivilDate
        var choseHoliday: Bool
        var stories: [DayStory] = []
    }

    let people: [Person]
    let rules: RuleBook
    private let roster: Roster

    init(count: Int) {
        people = (0..<count).map(Self.person)
        rules = Self.rules
        roster = Roster(
            people.map { person in
                let isGuard = person.trade.kind == .guards
                let turn = (person.turn - civil("2026-10-12")) % 6
                return RosterAssignment(
                    .employee(person.employee.id),
                    isGuard ? .pattern(ID(Int64(turn) + 1)) : .shift(person.trade.shift.id),
                    from: person.employee.joined)
            })
    }

    private static func person(_ index: Int) -> Person {
        var random = SeededGenerator(mixing: 2026, index)
        let trade = Trade.all[index % Trade.all.count]
        let isInPune = trade.kind == .office && random.happens(percent: 40)
        var employee = Employee(
            id: ID(Int64(index) + 1), code: "\(index + 1)", name: "Person \(index + 1)",
            department: trade.kind == .guards ? "Security" : "",
            location: trade.kind == .shop ? "Market" : isInPune ? "Pune" : "", joined: civil("2020-01-01"))
        if random.happens(percent: 4) { employee.joined = civil("2026-11-01") + random.between(1, 20) }
        if random.happens(percent: 4) { employee.left = civil("2026-11-30") - random.between(1, 9) }
        var person = Person(
            employee: employee, trade: trade, turn: civil("2026-10-12") + random.between(0, 5),
            choseHoliday: random.happens(percent: 30))
        person.stories = told.filter(employee.isEmployed).map { date in
            person.isRest(date)
                ? DayStory.resting(date, trade, &random) : DayStory.working(date, trade, &random)
        }
        return person
    }

    /// The office by the company's policy, the line by its shift's named one, the guards by their department's, the desk by
    /// the shift's own, the shop by its location's.
    private static var rules: RuleBook {
        let named = Trade.all.enumerated().map { index, trade in
            NamedPolicy(id: ID(Int64(index) + 1), name: "\(trade.kind)", rules: trade.policy())
        }
        let scopes: [Scope] = [
            .company, .shift(Trade.line.shift.id), .department("Security"), .shift(ID(99)), .location("Market"),
        ]
        let shifts = Trade.all.map { trade in
            trade.kind == .desk ? trade.shift.with { $0 = trade.policy() } : trade.shift
        }
        return RuleBook(
            shifts: shifts, weeklyOffs: [WeeklyOff(weekday: .sunday), WeeklyOff(weekday: .saturday, weeks: [2, 4])],
            holidays: [
                Holiday(date: holiday, name: "Founders' day"),
                Holiday(date: optionalHoliday, name: "One of the list", kind: .optional),
                Holiday(date: halfHoliday, name: "Fair", kind: .secondHalf, location: "Pune"),
            ], zone: .utc, locationWeeklyOffs: ["Market": [WeeklyOff(weekday: .friday)]], policies: named,
            policyAssignments: zip(named, scopes).map {
                PolicyAssignment(policy: $0.id, scope: $1, from: civil("2020-01-01"))
            },
            patterns: (0..<6).map { turn in
                RotationPattern(
                    id: ID(Int64(turn) + 1), name: "Turn \(turn)", unit: .day,
                    turns: [.night, .night, .night, .night, .off, .off], anchor: civil("2026-10-12") + turn)
            })
    }

    /// As the engine reads a person.
    func known(_ person: Person) -> EmployeeCase {
        var known = EmployeeCase(
            employee: person.employee, schedule: roster.schedule(of: person.employee), punches: person.punches)
        known.leaves = person.stories.compactMap(\.leaveOnDay)
        known.outsideWork = person.stories.compactMap { $0.outsideWork(person.trade) }
        known.optionalHolidays = person.choseHoliday ? [Self.optionalHoliday] : []
        for story in person.stories {
            if let approved = story.approved { known.overtimeApprovals[story.date] = Int32(approved) * 60 }
        }
        return known
    }
}

extension StoryCompany.Person {
    func isHoliday(_ date: CivilDate) -> Bool {
        date == StoryCompany.holiday || (choseHoliday && date == StoryCompany.optionalHoliday)
    }

    func isRest(_ date: CivilDate) -> Bool {
        if isHoliday(date) { return true }
        return switch trade.kind {
        case .guards: ((date - turn) % 6 + 6) % 6 >= 4
        case .shop: date.weekday == .friday
        default:
            date.weekday == .sunday || (date.weekday == .saturday && [2, 4].contains((date.day + 6) / 7))
        }
    }

    fileprivate var punches: [Punch] {
        let instants = stories.flatMap { story in story.punchedMinutes.map { story.instant($0) } }
        return instants.enumerated().map { Punch(id: ID(Int64($0) + 1), instant: $1) }
    }
}

extension DayStory {
    fileprivate func instant(_ minute: Int) -> Instant {
        Instant(seconds: LocalTime(date).seconds + Int64(minute) * 60)
    }

    fileprivate var leaveOnDay: LeaveOnDay? {
        let portion: DayPortion
        switch leave {
        case .none: return nil
        case .whole: portion = .full
        case .firstHalf: portion = .firstHalf
        case .secondHalf: portion = .secondHalf
        case .hours(let hours): portion = .hours(instant(hours.lowerBound), instant(hours.upperBound))
        }
        return LeaveOnDay(date: date, portion: portion, type: ID(1))
    }

    fileprivate func outsideWork(_ trade: Trade) -> OutsideWork? {
        guard let duty else { return nil }
        return OutsideWork(
            kind: .onDuty, date: date,
            portion: duty == trade.hours ? .full : .hours(instant(duty.lowerBound), instant(duty.upperBound)))
    }
}

extension RotationTurn {
    fileprivate static let night = RotationTurn(RosterDay(shifts: [Shift.night.id]))
    fileprivate static let off = RotationTurn(.off)
}
