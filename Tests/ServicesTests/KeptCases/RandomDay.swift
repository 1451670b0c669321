import Domain
import SeededRandom
import Testing

@testable import Services

/// A person of a company in which everything that a day can hang on is used: layers of rosters and policies, leave, work
/// elsewhere, half and optional holidays, approvals, rules over several days, clocks of two zones.
struct RandomDay {
    let book: RuleBook
    let person: EmployeeCase
    let date: CivilDate

    private static let first = CivilDate(daysSinceEpoch: 20_519)  // 7 March 2026; Berlin's clock changes on the 29th
    private static let days = first...(first + 62)
    private static let types: [ID<LeaveType>: String] = [ID(11): "CL", ID(7): "lwp", ID(5): "P2"]

    init(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let zone = try #require(
            ZoneRules.system(named: random.happens(percent: 40) ? "Europe/Berlin" : "Asia/Kolkata"))
        var shifts = [
            Shift(id: ID(3), code: "G", name: "General", start: TimeOfDay(9, 0), end: TimeOfDay(18, 0)),
            Shift(id: ID(8), code: "N", name: "Night", start: TimeOfDay(22, 0), end: TimeOfDay(6, 0)),
            Shift(id: ID(9), code: "E-1", name: "Early", start: TimeOfDay(6, 0), end: TimeOfDay(14, 0)),
        ]
        for index in shifts.indices { Self.vary(&shifts[index], &random) }
        let patterns = [
            RotationPattern(
                id: ID(4), name: "Back to back", unit: .week,
                turns: [
                    RotationTurn(byWeekday: Weekday.allCases.map { $0 == .friday ? .off : RosterDay(shifts: [ID(3)]) }),
                    RotationTurn(RosterDay(shifts: [ID(8)], rest: .company)),
                ], anchor: Self.first + 3, weekStart: .sunday, offs: [WeeklyOff(weekday: .saturday, weeks: [2, 4])]),
            RotationPattern(
                id: ID(2), name: "Line: \"A\"", unit: .day,
                turns: [
                    RotationTurn(RosterDay(shifts: [ID(9), ID(8)])), RotationTurn(.off),
                    RotationTurn(RosterDay(shifts: [ID(3)], rest: .always)),
                ], anchor: Self.first),
        ]
        let employee = Self.employee(&random)
        let named = Self.policies(&random)
        let book = RuleBook(
            shifts: shifts, weeklyOffs: random.happens(percent: 70) ? [WeeklyOff(weekday: .sunday)] : [],
            holidays: Self.holidays(&random), zone: zone,
            locationWeeklyOffs: random.happens(percent: 40) ? ["Pune to Dubai": [WeeklyOff(weekday: .friday)]] : [:],
            policies: named.policies, policyAssignments: named.assignments, patterns: patterns, unpaidLeave: [ID(7)],
            leaveCodes: Self.types)
        let roster = Self.roster(employee, &random)
        var person = EmployeeCase(
            employee: employee, schedule: roster.schedule(of: employee), punches: Self.punches(zone, shifts, &random))
        Self.excuse(&person, zone, &random)
        self.book = book
        self.person = person
        date = Self.first + random.between(8, 54)
    }

    var result: DayResult { explain(person, date: date, rules: book, knowing: .complete).result }

    private static func vary(_ shift: inout Shift, _ random: inout SeededGenerator) {
        shift.isAutomatic = random.happens(percent: 50)
        if random.happens(percent: 40) {
            let start = TimeOfDay(secondsSinceMidnight: (shift.start.secondsSinceMidnight + 4 * 3600) % 86_400)
            let end = TimeOfDay(secondsSinceMidnight: (shift.start.secondsSinceMidnight + 5 * 3600) % 86_400)
            shift.breaks = [ShiftBreak(start: start, end: end, kind: .flexible, length: 1800, paid: 600)]
        }
        if random.happens(percent: 20) {
            shift.partialDays = [
                PartialDay(
                    weekday: .saturday, start: shift.start, end: shift.end, halfDayBelow: 3 * 3600, absentBelow: 0)
            ]
        }
        switch random.between(1, 3) {
        case 1: shift.policy = nil
        case 2: shift.policy = AttendancePolicy()
        default: shift.policy = policy(&random)
        }
    }

    /// A few of all parameters.
    private static func policy(_ random: inout SeededGenerator) -> AttendancePolicy {
        var policy = AttendancePolicy()
        let rules = [
            "late grace=0", "half day below=0", "absent if late beyond=5 h", "missing out=early", "missing in=half day",
            "double punch within=0:00:30", "closes after=4 h", "start window=30 min", "core hours=10:00-15:00",
            "automatic break=30 min after 6 h", "rounding in=15 min nearest", "rounding total=10 min from 4 min",
            "overtime formula=beyond shift hours", "overtime minimum=0:10:01", "overtime maximum=2 h",
            "rest day work=comp-off", "overtime approval=yes", "overtime tiers=30 min and 1 h",
            "overtime holiday rates=200", "sandwich both=yes", "sandwich before=yes", "sandwich unpaid leave=yes",
            "sandwich longest run=3", "period overtime week above=30 h", "period overtime week start=sunday",
            "period overtime month above=100 h", "period overtime consecutive day=5", "late penalty every=2",
            "late penalty from=day", "early penalty every=3", "early penalty in a row=yes",
        ]
        for rule in rules where random.happens(percent: rule.hasPrefix("sandwich") ? 40 : 15) {
            let parts = rule.split(separator: "=").map(String.init)
            _ = PolicyParameter.named(parts[0])?.read(parts[1], into: &policy)
        }
        return policy
    }

    private static func employee(_ random: inout SeededGenerator) -> Employee {
        var employee = Employee(id: ID(42), code: "0042", name: "Asha", joined: first + random.between(-400, 20))
        if random.happens(percent: 15) { employee.left = first + random.between(20, 60) }
        func posting(_ date: CivilDate) -> Posting {
            Posting(
                from: date, department: random.happens(percent: 70) ? "Goods from: \"Asia\"" : "",
                location: random.happens(percent: 60) ? "Pune to Dubai" : "Delhi")
        }
        employee.postings = Postings(posting(employee.joined))
        for _ in 0..<random.between(0, 2) { employee.postings.set(posting(first + random.between(5, 55))) }
        return employee
    }

    private static func policies(
        _ random: inout SeededGenerator
    ) -> (policies: [NamedPolicy], assignments: [PolicyAssignment]) {
        let scopes: [Scope] = [
            .company, .location("Pune to Dubai"), .department("Goods from: \"Asia\""), .shift(ID(8)),
            .employee(ID(42)), .employee(ID(43)),
        ]
        let policies = (1...4).map { NamedPolicy(id: ID($0 * 3), name: "Rule \($0): # \"x\"", rules: policy(&random)) }
        let assignments = scopes.filter { _ in random.happens(percent: 40) }.map { scope in
            PolicyAssignment(
                policy: policies[random.between(0, 3)].id, scope: scope,
                from: random.happens(percent: 50) ? .distantPast : first + random.between(0, 30),
                to: random.happens(percent: 40) ? first + random.between(30, 60) : nil)
        }
        return (policies, assignments)
    }

    private static func holidays(_ random: inout SeededGenerator) -> [Holiday] {
        days.filter { _ in random.happens(percent: 12) }.map { date in
            var holiday = Holiday(date: date, name: "Day of \"\(date)\"")
            holiday.kind = Holiday.Kind.allCases[random.between(0, 3)]
            if random.happens(percent: 30) {
                holiday.location = random.happens(percent: 50) ? "Pune to Dubai" : "Delhi"
            }
            if random.happens(percent: 30) {
                holiday.date = date - 365
                holiday.isYearly = true
            }
            return holiday
        }
    }

    private static func roster(_ employee: Employee, _ random: inout SeededGenerator) -> Roster {
        let duties: [RosterAssignment.Duty] = [
            .shift(ID(3)), .shift(ID(8)), .shift(ID(9)), .pattern(ID(4)), .pattern(ID(2)),
        ]
        let scopes: [Scope] = [
            .employee(employee.id), .employee(employee.id), .department("Goods from: \"Asia\""),
            .location("Pune to Dubai"), .company,
        ]
        let assignments = scopes.filter { _ in random.happens(percent: 45) }.map { scope in
            RosterAssignment(
                scope, duties[random.between(0, 4)], from: first + random.between(-30, 40),
                to: random.happens(percent: 60) ? first + random.between(40, 70) : nil)
        }
        let days: [RosterDay] = [
            .off, RosterDay(shifts: [ID(8)]), RosterDay(shifts: [ID(3), ID(8)]),
            RosterDay(shifts: [ID(9)], rest: .company), RosterDay(shifts: [ID(3)], rest: .always),
        ]
        let overrides = Self.days.filter { _ in random.happens(percent: 10) }.map { date in
            RosterOverride(employee: employee.id, date: date, day: days[random.between(0, 4)], reason: "why")
        }
        return Roster(assignments, overrides: overrides)
    }

    private static func punches(
        _ zone: ZoneRules, _ shifts: [Shift], _ random: inout SeededGenerator
    ) -> [Punch] {
        var punches: [Punch] = []
        let elsewhere = ZoneRules(name: "elsewhere", initialOffset: -3 * 3600 - 1800)
        for date in days where random.happens(percent: 65) {
            let shift = shifts[random.between(0, 2)]
            let start = LocalTime(date, shift.start).seconds + Int64(random.between(-2400, 2400))
            var times = [start, start + Int64(random.between(20_000, 36_000))]
            if random.happens(percent: 25) { times += [start + 14_000, start + 16_000] }
            if random.happens(percent: 10) { times.append(start + Int64(random.between(1, 400))) }
            if random.happens(percent: 12) { times.removeFirst() }
            // In the hour that Berlin skips or shows twice.
            if date.day == 29 { times.append(LocalTime(date, TimeOfDay(2, random.between(0, 59))).seconds) }
            for time in times {
                let clock = random.happens(percent: 10) ? elsewhere : zone
                let placement = clock.place(LocalTime(seconds: time))
                punches.append(
                    Punch(
                        id: ID(Int64(punches.count) + 1), instant: placement.instant, offset: placement.offset,
                        state: PunchState(
                            rawValue: random.happens(percent: 30) ? UInt8(random.between(0, 6)) : 255),
                        device: ID(Int64(random.between(1, 3))),
                        direction: DeviceDirection.allCases[random.happens(percent: 20) ? random.between(0, 3) : 0],
                        source: random.happens(percent: 8) ? .manual : .terminal,
                        quarantine: random.happens(percent: 3) ? .ancient : nil))
            }
        }
        return punches
    }

    private static func excuse(_ person: inout EmployeeCase, _ zone: ZoneRules, _ random: inout SeededGenerator) {
        func hours(_ date: CivilDate) -> DayPortion {
            let from = zone.place(LocalTime(seconds: LocalTime(date).seconds + Int64(random.between(0, 27)) * 3600))
            return .hours(from.instant, from.instant + Int64(random.between(1, 6)) * 1800)
        }
        for date in days {
            let portions: [DayPortion] = [.full, .firstHalf, .secondHalf, hours(date)]
            if random.happens(percent: 15) {
                let type = types.keys.sorted()[random.between(0, 2)]
                person.leaves.append(
                    LeaveOnDay(
                        date: date, portion: portions[random.between(0, 3)], type: type,
                        countsRestDays: random.happens(percent: 30)))
            }
            if random.happens(percent: 12) {
                person.outsideWork.append(
                    OutsideWork(
                        kind: random.happens(percent: 50) ? .onDuty : .workFromHome, date: date,
                        portion: portions[random.between(0, 3)]))
            }
            if random.happens(percent: 20) { person.overtimeApprovals[date] = Int32(random.between(0, 200)) * 60 }
            if random.happens(percent: 50) { person.optionalHolidays.insert(date) }
        }
    }
}
