import ArgumentParser
import Domain
import Services

struct InboxMapCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "map",
        abstract: "Say which employee a terminal's user is, and from when to when.",
        discussion: """
            Without days the employee gets the punches that wait in the inbox and those to come; what is somebody's \
            stays theirs. With --from or --until the days between are the employee's, whoever had them: so a number is \
            given on to another person. With --all everything is, past and to come: so a number that was mistyped is \
            put right. The days that change are worked out again, for everybody concerned.

            Examples:
              etime inbox map 9001 0042
              etime inbox map 1001 0077 --from 2026-11-05
              etime inbox map 1001 0077 --device "Gate 1" --all
            """)

    @OptionGroup var user: TerminalUserOptions

    @Argument(help: "The employee's code.")
    var employee: String

    @OptionGroup var days: MappedDays
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let terminal = try await user.terminal(services, actor)
            let person = try await services.employee(employee, by: actor)
            let report = try await services.inbox.map(
                UnknownUser.ID(device: terminal.id, user: user.user), to: person.id, days.time, by: actor)
            say(
                "User \(user.user) of \(terminal.name) is \(person.name) (\(person.code)): "
                    + "\(report.punches) \(report.punches == 1 ? "punch" : "punches"), "
                    + "\(report.daysComputed) \(report.daysComputed == 1 ? "day" : "days") worked out.")
            for note in report.notes { say(note) }
        }
    }
}

struct InboxReleaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Take a terminal's user back from whoever has it; its punches wait in the inbox.",
        discussion: """
            For a number that was mistyped while the person it belongs to is not among the employees yet. Correct the \
            number first: a user goes to whoever has its number.

            Examples:
              etime inbox release 1001
              etime inbox release 1001 --from 2026-11-05
            """)

    @OptionGroup var user: TerminalUserOptions
    @OptionGroup var days: MappedDays
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let terminal = try await user.terminal(services, actor)
            let report = try await services.inbox.release(
                UnknownUser.ID(device: terminal.id, user: user.user), days.time, by: actor)
            say(
                "\(report.punches) \(report.punches == 1 ? "punch" : "punches") of user \(user.user) of \(terminal.name) "
                    + "\(report.punches == 1 ? "waits" : "wait") in the inbox; \(report.daysComputed) "
                    + "\(report.daysComputed == 1 ? "day" : "days") worked out.")
            for note in report.notes { say(note) }
        }
    }
}

/// A user, and the terminal where several know one of that number.
struct TerminalUserOptions: ParsableArguments {
    @Argument(help: "The user's number on the terminal.")
    var user: String

    @Option(help: ArgumentHelp("The terminal's name; needed where several know the user.", valueName: "name"))
    var device: String?

    func terminal(_ services: Services, _ actor: Actor) async throws -> DeviceSummary {
        if let device { return try await services.device(device, by: actor) }
        let knowing = try await services.inbox.devices(knowing: user, by: actor)
        let devices = try await services.devices.list(by: actor).filter { knowing.contains($0.id) }
        guard let only = devices.first else { throw ServiceError.notInInbox(deviceUser: user) }
        if devices.count > 1 { throw SeveralTerminals(user: user, names: devices.map(\.name)) }
        return only
    }
}

/// The days of a mapping, as they are typed.
struct MappedDays: ParsableArguments {
    @Option(help: ArgumentHelp("First day, as 2026-11-05.", valueName: "date"))
    var from: DayOption?

    @Option(help: ArgumentHelp("Last day.", valueName: "date"))
    var until: DayOption?

    @Flag(help: "All punches, whoever had them.")
    var all = false

    var time: MappedTime {
        if all { return .all }
        return from == nil && until == nil ? .waiting : .days(from: from?.date, through: until?.date)
    }

    func validate() throws {
        if all, from != nil || until != nil { throw ValidationError("--all leaves nothing for --from and --until.") }
        if let from, let until, until.date < from.date { throw ValidationError("--until is before --from.") }
    }
}

/// A date as it is typed.
struct DayOption: ExpressibleByArgument, Sendable {
    var date: CivilDate

    init?(argument: String) {
        guard let date = CivilDate(typed: argument) else { return nil }
        self.date = date
    }
}

/// One number, several terminals: it need not be the same person.
struct SeveralTerminals: Error, CustomStringConvertible {
    var user: String
    var names: [String]

    var description: String {
        "\(names.joined(separator: ", ")) each know a user \(user), who need not be the same person; say which with "
            + "--device."
    }
}
