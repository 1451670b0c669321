import ArgumentParser
import Services
import Storage

struct DeviceOperationsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "operations", abstract: "List what was changed at a terminal, by its own log.",
        discussion: """
            Who opened its menu, enrolled, deleted, set its clock, by the terminal's clock; the latest first. Whoever \
            collects reads that log when it has grown; push terminals send it. What may have cost punches is noted in \
            “etime device list” too.

            Examples:
              etime device operations "Gate 1"
              etime device operations "Gate 1" --read --limit 500
            """)

    @Argument(help: "The terminal's name.")
    var name: String

    @Flag(help: "Ask the terminal first.")
    var read = false

    @Option(help: "How many lines back.")
    var limit = 50

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit must be 1 or more.") }
    }

    func run() async throws {
        try await company.withCompany { services, actor in
            let device = try await services.device(name, by: actor)
            if read {
                let runner = OrderRunner(services: services, actor: actor)
                try await runner.warn(before: .readOperations, of: [device.id])
                let asked = try await services.fleet.ask(.readOperations, of: [device.id], by: actor)
                let ended = try await interruptible { try await services.fleet.finishNow(asked, by: actor) }
                if let failed = ended.tasks.first(where: { $0.task.state != .done }) {
                    remark("Error: \(device.name): \(failed.sentence.singleLine)")
                    throw ExitCode.failure
                }
            }
            let lines = try await services.fleet.operations(of: device.id, limit: limit, by: actor)
            try Listing.operations(lines).show(
                format.format,
                whenEmpty: "Nothing is known to have been changed at \(device.name)." + (read ? "" : " --read asks it.")
            )
        }
    }
}

extension Listing where Row == OperationLine {
    fileprivate static func operations(_ rows: [Row]) -> Listing {
        Listing(
            rows,
            [
                Column("Time", "time") { .moment(Moment($0.local)) },
                Column("What", "what", flexible: true) { .text($0.title) },
                Column("Number", "number") { .integer($0.number) },
                Column("By user", "user") { .optional($0.user.nilIfEmpty) },
                Column("Details", "details", flexible: true) { .optional($0.details.nilIfEmpty) },
            ])
    }
}
