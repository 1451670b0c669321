import ArgumentParser
import Domain
import Services

struct InboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inbox",
        abstract: "Say who the users are whom only the terminals know.",
        subcommands: [InboxListCommand.self, InboxMapCommand.self])
}

struct InboxListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List users who have punched and whom no employee has claimed.",
        discussion: """
            Their punches are kept, and count from the first one as soon as the user is mapped.

            Example:
              etime inbox list
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let users = try await services.inbox.list(by: actor)
            try Listing.inbox(users).show(format.format, whenEmpty: "The inbox is empty: every punch has its employee.")
        }
    }
}

struct InboxMapCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "map",
        abstract: "Say which employee a terminal's user is.",
        discussion: """
            All punches of the user, past and to come, become the employee's, and the days they touch are worked out.

            Example:
              etime inbox map "Gate 1" 9001 0042
            """)

    @Argument(help: "The terminal's name.")
    var device: String

    @Argument(help: "The user's number on it.")
    var user: String

    @Argument(help: "The employee's code.")
    var employee: String

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let terminal = try await services.device(device, by: actor)
            let person = try await services.employee(employee, by: actor)
            let report = try await services.inbox.map(
                UnknownUser.ID(device: terminal.id, user: user), to: person.id, by: actor)
            say(
                "User \(user) of \(terminal.name) is \(person.name) (\(person.code)): "
                    + "\(report.punches) punches, \(report.daysComputed) days worked out.")
        }
    }
}
