import Domain
import SeededRandom

/// Five hundred people, and what each of them did around November 2026.
struct StoryCompany {
    static let month = civil("2026-11-01")...civil("2026-11-30")
    /// Weeks and runs of rest days reach over the ends of the month.
    static let told = civil("2026-10-19")...civil("2026-12-07")
    static let holiday = civil("2026-11-11")
    static let offs = [WeeklyOff(weekday: .sunday), WeeklyOff(weekday: .saturday, weeks: [2, 4])]

    /// Everything that can be switched on, and all of it matters in some week.
    static func policy(_ policy: inout AttendancePolicy) {
        policy.lateGrace = 10 * 60
        policy.earlyGrace = 5 * 60
        policy.overtime.minimum = 30 * 60
        policy.overtime.maximum = 3 * 3600
        policy.period.overtime.weekAbove = 46 * 3600
        policy.period.sandwich.whenBoth = true
        policy.period.late.every = 3
    }

    struct Person {
        var employee: Employee
        var shift: StoryShift
        var stories: [DayStory]
    }

    let people: [Person]
    let rules: RuleBook

    init(count: Int) {
        let shifts = StoryShift.all
        rules = RuleBook(
            shifts: shifts.map { $0.shift.with(Self.policy) }, weeklyOffs: Self.offs,
            holidays: [Holiday(date: Self.holiday, name: "Founders' day")], zone: .utc)
        people = (0..<count).map { index in
            var random = SeededGenerator(mixing: 2026, index)
            var employee = Employee(
                id: ID(Int64(index) + 1), code: "\(index + 1)", name: "Person \(index + 1)", joined: civil("2020-01-01")
            )
            if random.happens(percent: 4) { employee.joined = civil("2026-11-01") + random.between(1, 20) }
            if random.happens(percent: 4) { employee.left = civil("2026-11-30") - random.between(1, 9) }
            let shift = shifts[index % shifts.count]
            let stories = Self.told.filter(employee.isEmployed).map { date in
                Self.isRest(date)
                    ? DayStory.resting(date, shift, &random) : DayStory.working(date, shift, &random)
            }
            return Person(employee: employee, shift: shift, stories: stories)
        }
    }

    static func isRest(_ date: CivilDate) -> Bool {
        date == holiday || date.weekday == .sunday
            || (date.weekday == .saturday && [2, 4].contains((date.day + 6) / 7))
    }
}

extension StoryCompany.Person {
    var known: EmployeeCase {
        var punches: [Punch] = []
        for story in stories {
            for minute in story.punchedMinutes {
                let instant = Instant(seconds: LocalTime(story.date).seconds + Int64(minute) * 60)
                punches.append(Punch(id: ID(Int64(punches.count) + 1), instant: instant))
            }
        }
        return EmployeeCase(
            employee: employee,
            assignments: [RosterAssignment(employee: employee.id, shift: shift.shift.id, from: employee.joined)],
            punches: punches)
    }
}
