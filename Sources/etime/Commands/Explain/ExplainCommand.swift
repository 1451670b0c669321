import ArgumentParser
import Domain
import Services

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say why a person's day came out as it did.",
        discussion: """
            Prints every punch that was kept or dropped and why, the shift and the candidates, and each rule with what \
            went in and what came out.

            Examples:
              etime explain 0042 2026-11-20
              etime explain 0042 yesterday --format json
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: "The employee's code.")
    var employee: String

    @Argument(help: DayArgument.help)
    var date: DayArgument

    @Option(help: "Print as text or json.")
    var format: Format = .text

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let person = try await services.employee(employee, by: actor)
            let day = date.date(today: try await services.attendance.currentDate())
            await services.remarkSharedNumbers(of: person.id, by: actor)
            let explanation = try await services.attendance.explain(person.id, on: day, by: actor)
            switch format {
            case .text: say(TraceText(explanation).rendered(for: .output), terminator: "")
            case .json: say(try JSONText.encoded(TraceDocument(TraceText(explanation))), terminator: "")
            }
        }
    }
}
