import Domain

/// A company as it is in a busy month: day, night and rotating shifts with breaks, lunch punches, doubles, forgotten
/// punches, a holiday, weekly offs. The same people and punches in each run.
struct EngineBenchCompany {
    let rules: RuleBook
    let people: [EmployeeCase]
    let days: ClosedRange<CivilDate>
    static let first = CivilDate(daysSinceEpoch: 20_758)

    init(people count: Int) {
        days = Self.first...(Self.first + 30)
        let zone = ZoneRules(name: "Asia/Kolkata", initialOffset: 19_800)
        rules = RuleBook(
            shifts: Self.shifts,
            weeklyOffs: [WeeklyOff(weekday: .sunday), WeeklyOff(weekday: .saturday, weeks: [2, 4])],
            holidays: [Holiday(date: Self.first + 12, name: "Holiday")], zone: zone)
        people = (0..<count).map { Self.person($0, zone) }
    }

    /// What `init(everythingFor:)` makes.
    init(rules: RuleBook, people: [EmployeeCase], days: ClosedRange<CivilDate>) {
        (self.rules, self.people, self.days) = (rules, people, days)
    }

    static let shifts: [Shift] = {
        let lunch = [
            ShiftBreak(start: TimeOfDay(13, 0), end: TimeOfDay(14, 0)),
            ShiftBreak(start: TimeOfDay(16, 0), end: TimeOfDay(16, 15), isDeducted: false),
        ]
        let half = PartialDay(
            weekday: .saturday, start: TimeOfDay(9, 0), end: TimeOfDay(13, 0), halfDayBelow: 7200, absentBelow: 3600)
        var general = Shift(
            id: ID(1), code: "G", name: "General", start: TimeOfDay(9, 0), end: TimeOfDay(18, 0), breaks: lunch,
            partialDays: [half])
        var policy = AttendancePolicy()
        policy.overtime.formula = .beyondShiftHours
        general.policy = policy
        let meal = [ShiftBreak(start: TimeOfDay(1, 30), end: TimeOfDay(2, 0))]
        let night = Shift(
            id: ID(2), code: "N", name: "Night", start: TimeOfDay(22, 0), end: TimeOfDay(6, 0), breaks: meal)
        let early = Shift(id: ID(3), code: "A", name: "Early", start: TimeOfDay(6, 0), end: TimeOfDay(14, 0))
        return [general, night, early]
    }()

    static func person(_ number: Int, _ zone: ZoneRules) -> EmployeeCase {
        let id = ID<Employee>(Int64(number) + 1)
        let employee = Employee(id: id, code: "\(number)", name: "Person \(number)", joined: first - 900)
        let shift = shifts[[0, 0, 0, 1, 2][number % 5]]
        var punches: [Punch] = []
        var noise = UInt64(number) &* 0x9E37_79B9_7F4A_7C15
        for date in (first - 2)...(first + 32) {
            noise = noise &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            addDay(date, shift, noise >> 16, zone, to: &punches)
        }
        return EmployeeCase(
            employee: employee, assignments: [RosterAssignment(employee: id, shift: shift.id, from: first - 900)],
            punches: punches)
    }

    /// One day in 14 away, one in 20 with a punch forgotten, one in 10 with a double, every third with lunch punches.
    private static func addDay(
        _ date: CivilDate, _ shift: Shift, _ noise: UInt64, _ zone: ZoneRules, to punches: inout [Punch]
    ) {
        if date.weekday == .sunday || noise % 14 == 0 { return }
        let start = LocalTime(date, shift.start).seconds + Int64(noise % 2400) - 1500
        let end = start + 9 * 3600 + Int64(noise >> 12 % 3600)
        var times = [start]
        if noise % 10 == 1 { times.append(start + 7) }
        if noise % 3 == 0 { times += [start + 14_400, start + 17_400] }
        if noise % 20 != 3 { times.append(end) }
        for time in times {
            let placement = zone.place(LocalTime(seconds: time))
            punches.append(
                Punch(id: ID(Int64(punches.count) + 1), instant: placement.instant, offset: placement.offset))
        }
    }

    func evaluateAll() {
        var engine = DayEngine(rules: rules)
        var work: Int64 = 0
        for person in people {
            engine.evaluate(person, days: days, knowing: .complete) { work += Int64($0.work) }
        }
        precondition(work > 0)
    }

    func explainSome(people count: Int) {
        var engine = DayEngine(rules: rules)
        var sentences = 0
        for person in people.prefix(count) {
            for day in days { sentences += engine.explain(person, date: day, knowing: .complete).entries.count }
        }
        precondition(sentences > 0)
    }
}
