import Domain

/// The same company with all rules switched on, each for everybody: policies by scope, rotations, breaks of every kind,
/// rounding, verdicts, tiers, approval, sandwich, periods and penalties, holidays of places, leave and duty.
extension EngineBenchCompany {
    init(everythingFor count: Int) {
        let days = Self.first...(Self.first + 30)
        let zone = ZoneRules(name: "Asia/Kolkata", initialOffset: 19_800)
        let policies = Self.policies
        let scopes: [Scope] = [.company, .location("Pune"), .department("Stores"), .shift(ID(2)), .employee(ID(7))]
        let rules = RuleBook(
            shifts: Self.shifts.map(Self.withEveryBreak),
            weeklyOffs: [WeeklyOff(weekday: .sunday), WeeklyOff(weekday: .saturday, weeks: [2, 4])],
            holidays: Self.holidays, zone: zone, locationWeeklyOffs: ["Dubai": [WeeklyOff(weekday: .friday)]],
            policies: policies,
            policyAssignments: zip(policies, scopes).map {
                PolicyAssignment(policy: $0.id, scope: $1, from: Self.first - 100)
            }, patterns: Self.patterns, unpaidLeave: [ID(2)])
        self.init(rules: rules, people: (0..<count).map { Self.busyPerson($0, zone) }, days: days)
    }

    private static func withEveryBreak(_ shift: Shift) -> Shift {
        var copy = shift
        copy.policy = nil
        if shift.id == ID(1) {
            copy.breaks.append(
                ShiftBreak(start: TimeOfDay(10, 30), end: TimeOfDay(12, 0), kind: .flexible, length: 900, paid: 300))
        } else {
            copy.isAutomatic = true
        }
        return copy
    }

    private static let holidays = [
        Holiday(date: first + 12, name: "Holiday"),
        Holiday(date: first + 17, name: "Eve", kind: .secondHalf, location: "Pune"),
        Holiday(date: first + 20, name: "Choice", kind: .optional),
    ]

    private static let patterns: [RotationPattern] = (0..<3).map { line in
        let turns = [shifts[1], shifts[1], shifts[2], shifts[2]].map { RotationTurn(RosterDay(shifts: [$0.id])) }
        return RotationPattern(
            id: ID(Int64(line) + 1), name: "Line \(line)", unit: .day,
            turns: turns + [RotationTurn(.off), RotationTurn(.off)],
            anchor: first + line)
    }

    private static let policies: [NamedPolicy] = (1...5).map { number in
        var rules = AttendancePolicy()
        rules.lateness.halfDayIfLate = 3600
        rules.lateness.absentIfEarly = 4 * 3600
        rules.breaks.automatic = AutomaticBreak(amount: 1800, after: 6 * 3600)
        rules.breaks.secondAutomatic = AutomaticBreak(amount: 900, after: 9 * 3600)
        rules.rounding.arrival = Rounding(900, .nearest)
        rules.rounding.leaving = Rounding(600, .cutoff, cutoff: 300)
        rules.rounding.work = Rounding(60, .down)
        rules.overtime.formula = number.isMultiple(of: 2) ? .beyondShiftHours : .earlyPlusLate
        rules.overtime.countsEarlyComing = true
        rules.overtime.maximum = 4 * 3600
        rules.overtime.rounding = Rounding(900, .down)
        rules.overtime.workingDay = OvertimeTiers(firstEnd: 3600, secondEnd: 7200)
        rules.overtime.needsApproval = true
        rules.overtime.restDayWork = number == 3 ? .compensatoryOff : .overtime
        rules.missing.arrival = .minutes
        rules.missing.leaving = .minutes
        rules.period.sandwich.whenBoth = true
        rules.period.sandwich.countsUnpaidLeave = true
        rules.period.overtime.weekAbove = 44 * 3600
        rules.period.overtime.weeks = 2
        rules.period.overtime.weeksAbove = 86 * 3600
        rules.period.overtime.monthAbove = 180 * 3600
        rules.period.overtime.consecutiveDay = 7
        rules.period.late.every = 3
        rules.period.early.every = 4
        return NamedPolicy(id: ID(Int64(number)), name: "Policy \(number)", rules: rules)
    }

    private static func busyPerson(_ number: Int, _ zone: ZoneRules) -> EmployeeCase {
        var person = person(number, zone)
        person.employee.postings = Postings(
            Posting(
                from: person.employee.joined, department: number % 4 == 0 ? "Stores" : "",
                location: ["Pune", "", "Dubai"][number % 3]))
        if number % 5 > 2 {
            let duty = RosterAssignment.Duty.pattern(ID(Int64(number % 3) + 1))
            person.schedule = Schedule([RosterAssignment(.employee(person.employee.id), duty, from: first - 900)])
        }
        person.leaves = [
            LeaveOnDay(date: first + number % 13, portion: .full, type: ID(1)),
            LeaveOnDay(date: first + 14 + number % 7, portion: .firstHalf, type: ID(2)),
        ]
        person.outsideWork = [OutsideWork(kind: .onDuty, date: first + 22 + number % 8, portion: .full)]
        person.optionalHolidays = number.isMultiple(of: 2) ? [first + 20] : []
        for week in 0..<4 { person.overtimeApprovals[first + week * 7 + number % 5] = 3600 }
        return person
    }
}
