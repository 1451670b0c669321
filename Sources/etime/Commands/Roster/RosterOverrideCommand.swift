import ArgumentParser
import Domain
import Services

struct RosterOverrideCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "override",
        abstract: "Say what one person works on single days, whatever the roster says.",
        discussion: """
            A shift makes the day a working day, also where it would be off; a holiday stays one.

            Examples:
              etime roster override 0042 N 2026-11-23 --reason "stands in for Ravi"
              etime roster override 0042 off 2026-11-24 --through 2026-11-25 --reason "for the weekend worked"
            """)

    @Argument(help: "The employee's code.")
    var employee: String

    @Argument(help: ArgumentHelp("What is worked: G, A+B, off.", valueName: "day"))
    var works: String

    @Argument(help: "The day, as 2026-11-22, or today.")
    var from: DayArgument

    @Option(help: ArgumentHelp("The last day; without it, that day alone.", valueName: "date"))
    var through: DayArgument?

    @Option(help: ArgumentHelp("Why; whoever looks at the day is told.", valueName: "text"))
    var reason: String

    @OptionGroup var cases: ChangedCasesOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let person = try await services.employee(employee, by: actor)
            let days = try await services.days(from, through)
            let day = try await services.rosters.day(works)
            warn(
                try await services.rosters.override(
                    person.id, on: days, with: day, reason: reason, acceptingChangedCases: cases.acceptChangedCases,
                    by: actor))
            say("\(person.name) (\(person.code)): \(works) \(Phrases.days(days)).")
        }
    }
}

struct RosterClearCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clear",
        abstract: "Let the roster hold again on days that were overridden.",
        discussion: """
            Example:
              etime roster clear 0042 2026-11-24 --through 2026-11-25
            """)

    @Argument(help: "The employee's code.")
    var employee: String

    @Argument(help: "The day, as 2026-11-22, or today.")
    var from: DayArgument

    @Option(help: ArgumentHelp("The last day; without it, that day alone.", valueName: "date"))
    var through: DayArgument?

    @OptionGroup var cases: ChangedCasesOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let person = try await services.employee(employee, by: actor)
            let days = try await services.days(from, through)
            let (count, conflicts) = try await services.rosters.clearOverrides(
                of: person.id, on: days, acceptingChangedCases: cases.acceptChangedCases, by: actor)
            warn(conflicts)
            say(
                count == 0
                    ? "\(person.name) (\(person.code)) had nothing of that kind \(Phrases.days(days))."
                    : "\(person.name) (\(person.code)) works by the roster again \(Phrases.days(days)).")
        }
    }
}
