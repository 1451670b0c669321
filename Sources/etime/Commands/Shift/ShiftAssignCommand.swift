import ArgumentParser
import Domain
import Services

struct ShiftAssignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign",
        abstract: "Say which shift a person works.",
        discussion: """
            An earlier assignment without an end ends the day before.

            Examples:
              etime shift assign G 0042 2026-11-01
              etime shift assign N 0042 2026-11-23 --through 2026-11-28
            """)

    @Argument(help: "The shift's code.")
    var shift: String

    @Argument(help: "The employee's code.")
    var employee: String

    @Argument(help: "The first day, as 2026-11-22, or today.")
    var from: DayArgument

    @Option(help: ArgumentHelp("The last day, as 2026-11-22; without it, until further notice.", valueName: "date"))
    var through: DayArgument?

    @OptionGroup var cases: ChangedCasesOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let found = try await services.shift(shift)
            let person = try await services.employee(employee, by: actor)
            let today = try await services.attendance.currentDate()
            let (first, last) = (from.date(today: today), through?.date(today: today))
            if let last { try DaysInWrongOrder.check(first, last) }
            warn(
                try await services.shifts.assign(
                    found.id, to: person.id, from: first, through: last,
                    acceptingChangedCases: cases.acceptChangedCases, by: actor))
            let end = last.map { " through \($0)" } ?? ""
            say("\(person.name) (\(person.code)) works shift \(found.code) from \(first)\(end).")
        }
    }
}

struct ShiftUnassignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unassign",
        abstract: "Say from which day on nothing is assigned to a person alone.",
        discussion: """
            What was worked before that day stays; what was assigned for later is taken back. A roster of the person's \
            department, location or of the company holds from then on.

            Example:
              etime shift unassign 0042 2026-12-01
            """)

    @Argument(help: "The employee's code.")
    var employee: String

    @Argument(help: "The first day without a shift, as 2026-11-22, or today.")
    var from: DayArgument

    @OptionGroup var cases: ChangedCasesOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let person = try await services.employee(employee, by: actor)
            let first = from.date(today: try await services.attendance.currentDate())
            let isEnded = try await services.shifts.unassign(
                person.id, from: first, acceptingChangedCases: cases.acceptChangedCases, by: actor)
            let so = isEnded ? "" : ", as before"
            say("\(person.name) (\(person.code)) works no shift from \(first) on\(so).")
        }
    }
}

struct ShiftWeeklyOffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "weekly-off",
        abstract: "Set the weekdays on which the company rests.",
        discussion: """
            Replaces what was set before. Without a day there is no weekly off.

            Examples:
              etime shift weekly-off sunday
              etime shift weekly-off sunday saturday:2,4
              etime shift weekly-off friday --location Dubai
            """)

    @Argument(help: ArgumentHelp("A weekday, and which of a month if not all.", valueName: "day[:weeks]"))
    var days: [WeeklyOffArgument] = []

    @Option(
        help: ArgumentHelp("Only there, in the place of the company's; none: the company's again.", valueName: "name"))
    var location: String?

    @OptionGroup var cases: ChangedCasesOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            try await services.shifts.setWeeklyOffs(
                days.map(\.value), at: location ?? "", acceptingChangedCases: cases.acceptChangedCases, by: actor)
            say(
                "Weekly off\(location.map { " in \($0)" } ?? ""): \(days.isEmpty ? "none" : days.map(\.value.sentence).joined(separator: ", "))."
            )
        }
    }
}

/// `sunday` or `saturday:2,4`.
struct WeeklyOffArgument: ExpressibleByArgument {
    var value: WeeklyOff

    init?(argument: String) {
        let parts = argument.lowercased().split(separator: ":", maxSplits: 1)
        guard let weekday = Weekday.allCases.first(where: { $0.name.lowercased() == parts.first ?? "" }) else {
            return nil
        }
        let weeks = parts.count == 2 ? parts[1].split(separator: ",").map { Int($0) } : []
        guard weeks.allSatisfy({ $0.map((1...5).contains) ?? false }) else { return nil }
        value = WeeklyOff(weekday: weekday, weeks: weeks.compactMap { $0 })
    }
}
