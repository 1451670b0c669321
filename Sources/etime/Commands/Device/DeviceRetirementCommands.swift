import ArgumentParser
import Domain
import Services

struct DeviceRetireCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire",
        abstract: "Take a terminal out of use; its punches stay.",
        discussion: """
            It is not collected any more, and days do not wait for it: what it has not handed over will not come, and \
            the days become final without. Collect it a last time first, if it still can be reached.

            Examples:
              etime device retire "Gate 1"
              etime device retire "Gate 1" --on 2026-11-18    it broke on that day
            """)

    @Argument(help: "The terminal's name.")
    var name: String

    @Option(help: ArgumentHelp("The last day on which it was in use; until now, unless given.", valueName: "day"))
    var on: DayArgument?

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let today = try await services.attendance.currentDate()
            let device = try await services.device(name, by: actor)
            let retired = try await services.devices.retire(device.id, on: on?.date(today: today), by: actor)
            say("\(retired.name) is retired. \(retired.unreadSentence(zone: try await services.companyZone()))")
        }
    }
}

struct DeviceRestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Take a retired terminal back into use.",
        discussion: """
            It is collected again, and days wait for it until it has been.

            Example:
              etime device restore "Gate 1"
            """)

    @Argument(help: "The terminal's name.")
    var name: String

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let device = try await services.device(name, by: actor)
            let restored = try await services.devices.restore(device.id, by: actor)
            say("\(restored.name) is in use again. Collect it with: etime sync \(restored.name.shellQuoted)")
        }
    }
}

struct DeviceSeenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seen",
        abstract: "Say that you have seen what was noted about a terminal.",
        discussion: """
            Notes, such as that its log was cleared, are shown by “etime device list” until somebody has seen them. \
            The journal keeps them, and who it was.

            Example:
              etime device seen "Gate 1"
            """)

    @Argument(help: "The terminal's name.")
    var name: String

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let device = try await services.device(name, by: actor)
            try await services.devices.dismissNotes(of: device.id, by: actor)
            for note in device.notes { say(note.singleLine) }
            say(device.notes.isEmpty ? "There is no note about \(device.name)." : "Seen.")
        }
    }
}
