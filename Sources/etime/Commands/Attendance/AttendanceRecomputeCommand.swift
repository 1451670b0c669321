import ArgumentParser
import Domain
import Services

struct AttendanceRecomputeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recompute",
        abstract: "Work days out again from the punches and the rules.",
        discussion: """
            Day results are derived: this changes nothing but what the rules have changed.

            Example:
              etime attendance recompute 2026-11-01 2026-11-30
            """)

    @Argument(help: DayArgument.help)
    var first: DayArgument

    @Argument(help: "The last day; without it, today.")
    var last: DayArgument = .today

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let today = try await services.attendance.currentDate()
            let (from, through) = (first.date(today: today), last.date(today: today))
            try DaysInWrongOrder.check(from, through)
            let count = try await services.attendance.recompute(from...through, by: actor)
            say("\(count) days worked out.")
        }
    }
}
