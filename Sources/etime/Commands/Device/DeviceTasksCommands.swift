import ArgumentParser
import Domain
import Services
import Storage

struct DeviceTasksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tasks", abstract: "List what was asked of terminals, and what came of it.",
        discussion: """
            The latest first. What waits is done by “etime collect”, or by the next command that waits for it.

            Examples:
              etime device tasks
              etime device tasks --format json
            """)

    @Option(help: "How many requests back.")
    var limit = 20

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let runs = try await services.fleet.runs(limit: max(1, limit), by: actor)
            let rows = runs.flatMap { run in run.tasks.map { (run, $0) } }
            try Listing.tasks(rows, zone: try await services.companyZone()).show(
                format.format, whenEmpty: "Nothing has been asked of a terminal.")
        }
    }
}

struct DeviceCancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Take back what was asked of terminals and has not begun.",
        discussion: """
            Example:
              etime device cancel 7
            """)

    @Argument(help: "The number, as “etime device tasks” shows it.")
    var number: Int64

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let count = try await services.fleet.cancel(ID(number), by: actor)
            say(count == 0 ? "Nothing of it waits any more." : "\(count) \(count == 1 ? "task" : "tasks") taken back.")
        }
    }
}

struct DeviceSettingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "Show or change how terminals are collected from continuously.",
        discussion: """
            Examples:
              etime device settings
              etime device settings --scan-interval 10 --max-concurrent-devices 80
            """)

    @OptionGroup var options: FleetOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            var settings = try await services.fleet.settings(by: actor)
            if !options.isEmpty {
                settings = options.applied(to: settings)
                try await services.fleet.set(settings, by: actor)
            }
            for field in FleetSettings.Field.allCases { say("\(field.title): \(settings[field])") }
        }
    }
}

extension Listing where Row == (FleetRun, FleetTask) {
    static func tasks(_ rows: [Row], zone: ZoneRules) -> Listing {
        Listing(
            rows,
            [
                Column("Number", "number") { .integer(Int($0.0.id.rawValue)) },
                Column("Asked", "asked_at") { .moment($0.0.run.askedAt, in: zone) },
                Column("By", "asked_by") { .text($0.0.run.askedBy) },
                Column("What", "what", flexible: true) { .text($0.1.title ?? $0.0.run.title) },
                Column("Terminal", "device") { .text($0.1.deviceName) },
                Column("State", "state") { .text($0.1.task.state.word) },
                Column("Tries", "tries") { .integer($0.1.task.attempts) },
                Column("Outcome", "outcome", flexible: true) { .optional($0.1.sentence.nilIfEmpty) },
            ])
    }
}
