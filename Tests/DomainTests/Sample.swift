import Domain

/// Small companies for the tests, in UTC unless a zone is given.
struct Sample {
    var shifts: [Shift] = [.general]
    var assignments: [RosterAssignment]?
    var weeklyOffs: [WeeklyOff] = []
    var holidays: [Holiday] = []
    var zone: ZoneRules = .utc
    var employee = Employee(id: ID(1), code: "1", name: "A", joined: CivilDate(daysSinceEpoch: 0))

    var rules: RuleBook { RuleBook(shifts: shifts, weeklyOffs: weeklyOffs, holidays: holidays, zone: zone) }

    func person(_ punches: [Punch]) -> EmployeeCase {
        let all = shifts.map { RosterAssignment(employee: employee.id, shift: $0.id, from: employee.joined) }
        return EmployeeCase(employee: employee, assignments: assignments ?? all, punches: punches)
    }

    func punches(_ times: [String]) -> [Punch] {
        times.enumerated().map { index, text in
            let placement = zone.place(local(text))
            return Punch(id: ID(Int64(index) + 1), instant: placement.instant, offset: placement.offset)
        }
    }

    func instant(_ text: String) -> Instant { zone.place(local(text)).instant }

    func local(_ text: String) -> LocalTime {
        LocalTime(text.contains("-") ? text : "2026-11-02 \(text)") ?? LocalTime(seconds: 0)
    }

    func day(
        _ times: [String], on date: String = "2026-11-02", knowing: Knowledge = .complete
    ) -> DayResult {
        day(punches(times), on: date, knowing: knowing)
    }

    func day(_ punches: [Punch], on date: String = "2026-11-02", knowing: Knowledge = .complete) -> DayResult {
        explain(person(punches), date: civil(date), rules: rules, knowing: knowing).result
    }

    func trace(_ times: [String], on date: String = "2026-11-02") -> DayTrace {
        explain(person(punches(times)), date: civil(date), rules: rules, knowing: .complete)
    }

    func days(_ punches: [Punch], _ range: ClosedRange<CivilDate>, knowing: Knowledge = .complete) -> [DayResult] {
        var days: [DayResult] = []
        evaluate(person(punches), days: range, rules: rules, knowing: knowing) { days.append($0) }
        return days
    }

    func known(at text: String, through: String? = nil) -> Knowledge {
        Knowledge(now: instant(text), completeThrough: through.map(instant))
    }
}

func civil(_ text: String) -> CivilDate { CivilDate(text) ?? CivilDate(daysSinceEpoch: 0) }

extension Shift {
    /// 09:00–18:00 with an hour of lunch, the golden tests' G.
    static let general = Shift(
        id: ID(1), code: "G", name: "General", start: TimeOfDay(9, 0), end: TimeOfDay(18, 0),
        breaks: [ShiftBreak(start: TimeOfDay(13, 0), end: TimeOfDay(14, 0))])
    static let night = Shift(id: ID(2), code: "N", name: "Night", start: TimeOfDay(22, 0), end: TimeOfDay(6, 0))
    static let early = Shift(id: ID(3), code: "A", name: "Early", start: TimeOfDay(6, 0), end: TimeOfDay(14, 0))
    static let afternoon = Shift(id: ID(4), code: "B", name: "Late", start: TimeOfDay(14, 0), end: TimeOfDay(22, 0))

    func with(_ change: (inout AttendancePolicy) -> Void) -> Shift {
        var copy = self
        var rules = policy ?? AttendancePolicy()
        change(&rules)
        copy.policy = rules
        return copy
    }
}

extension ZoneRules {
    /// Central Europe in 2026: forward on 29 March 01:00 UTC, back on 25 October 01:00 UTC.
    static let berlin = ZoneRules(
        name: "Europe/Berlin", initialOffset: 3600,
        transitions: [
            Transition(at: Instant(seconds: 1_774_746_000), offset: 7200),
            Transition(at: Instant(seconds: 1_792_890_000), offset: 3600),
        ])
}
