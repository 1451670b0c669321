import ArgumentParser
import Domain
import Services

struct ApproveDelegateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delegate",
        abstract: "Put an approver’s decisions into another’s hands for a time.",
        discussion: """
            While an approver is on leave without a delegate, the approver’s manager stands in.
            """,
        subcommands: [
            ApproveDelegateAddCommand.self, ApproveDelegateListCommand.self, ApproveDelegateEndCommand.self,
        ])
}

struct ApproveDelegateAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Let one employee decide in another’s place.",
        discussion: """
            Both may decide meanwhile; the record keeps who did, and for whom. Nobody decides on an own request.

            Examples:
              etime approve delegate add 0007 0099 2026-11-23 --through 2026-11-27
              etime approve delegate add 0007 0099 2026-11-23 --while-away
            """)

    @Argument(help: "The code of the employee who decides usually.")
    var approver: String

    @Argument(help: "The code of the employee who stands in.")
    var delegate: String

    @Argument(help: "The first day, as 2026-11-22, or today.")
    var from: DayArgument

    @Option(help: ArgumentHelp("The last day; without it, until further notice.", valueName: "date"))
    var through: DayArgument?

    @Flag(help: "Only on days on which the first is on leave.")
    var whileAway = false

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let person = try await services.employee(approver, by: actor)
            let other = try await services.employees.colleague(code: delegate, by: actor)
            let today = try await services.attendance.currentDate()
            let made = try await services.approvals.delegate(
                Delegation(
                    id: ID(0), approver: person.id, delegate: other.id, first: from.date(today: today),
                    last: through?.date(today: today), onlyWhileAway: whileAway), by: actor)
            say(
                "Delegation \(made.id.rawValue): \(other.name) stands in for \(person.name) from \(made.first)\(made.end)."
            )
        }
    }
}

struct ApproveDelegateListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List who stands in for whom.",
        discussion: """
            Example:
              etime approve delegate list
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let people = try await services.employees.colleagues(by: actor)
            let codes = Dictionary(uniqueKeysWithValues: people.map { ($0.id, $0.code) })
            try Listing(
                try await services.approvals.delegations(by: actor),
                [
                    .init("No.", "id") { .integer(Int($0.id.rawValue)) },
                    .init("Approver", "approver") { .text(codes[$0.approver] ?? "") },
                    .init("Stands in", "delegate") { .text(codes[$0.delegate] ?? "") },
                    .init("From", "from") { .date($0.first) },
                    .init("Through", "through") { $0.last.map { .date($0) } ?? .none },
                    .init("While away", "while_away") { .yes($0.onlyWhileAway) },
                ]
            ).show(format.format, whenEmpty: "Nobody stands in for anybody.")
        }
    }
}

struct ApproveDelegateEndCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end",
        abstract: "End a delegation.",
        discussion: """
            Example:
              etime approve delegate end 3
            """)

    @Argument(help: "The delegation’s number.")
    var delegation: Int64

    @Option(help: ArgumentHelp("The first day without it, as 2026-11-22; today.", valueName: "date"))
    var from: DayArgument = .today

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let first = from.date(today: try await services.attendance.currentDate())
            try await services.approvals.endDelegation(ID(delegation), from: first, by: actor)
            say("Delegation \(delegation) does not hold from \(first) on.")
        }
    }
}

extension Delegation {
    fileprivate var end: String {
        (last.map { " through \($0)" } ?? "") + (onlyWhileAway ? ", on days of leave" : "")
    }
}
