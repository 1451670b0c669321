import ArgumentParser
import Services

struct CompanyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "company",
        abstract: "Show or set the company's name, its time zone, and when sessions end.",
        discussion: """
            Days begin and end by the company's zone; a new zone means that each day is worked out again.

            Examples:
              etime company
              etime company --name "Sahyadri Precision Works" --zone Asia/Kolkata
              etime company --session-idle 900
            """)

    @Option(help: "The company's name.")
    var name: String?

    @Option(help: "Its time zone, as Asia/Kolkata.")
    var zone: String?

    @Option(help: ArgumentHelp("Seconds after which a session ends that nobody uses.", valueName: "seconds"))
    var sessionIdle: Int64?

    @Option(help: ArgumentHelp("Seconds after which a session ends whatever happens.", valueName: "seconds"))
    var sessionLife: Int64?

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let stored = try await services.company.settings()
            let settings = changed(stored)
            if settings != stored { try await services.company.update(settings, by: actor) }
            say(
                """
                Name      \(settings.name.isEmpty ? "not set" : settings.name.singleLine)
                Zone      \(settings.zone)
                Sessions  end after \(settings.sessions.idle) s without use, and after \(settings.sessions.life) s
                """)
        }
    }

    private func changed(_ stored: CompanySettings) -> CompanySettings {
        var settings = stored
        settings.name = name ?? stored.name
        settings.zone = zone ?? stored.zone
        settings.sessions.idle = sessionIdle ?? stored.sessions.idle
        settings.sessions.life = sessionLife ?? stored.sessions.life
        return settings
    }
}
