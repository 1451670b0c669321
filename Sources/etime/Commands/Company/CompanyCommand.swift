import ArgumentParser
import Services

struct CompanyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "company",
        abstract: "Show or set the company's name and time zone.",
        discussion: """
            Days begin and end by the company's zone; a new zone means that each day is worked out again.

            Examples:
              etime company
              etime company --name "Sahyadri Precision Works" --zone Asia/Kolkata
            """)

    @Option(help: "The company's name.")
    var name: String?

    @Option(help: "Its time zone, as Asia/Kolkata.")
    var zone: String?

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            var settings = try await services.company.settings()
            if name != nil || zone != nil {
                settings.name = name ?? settings.name
                settings.zone = zone ?? settings.zone
                try await services.company.update(settings, by: actor)
            }
            say("Name  \(settings.name.isEmpty ? "not set" : settings.name.singleLine)\nZone  \(settings.zone)")
        }
    }
}
