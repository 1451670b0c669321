import ArgumentParser
import Domain
import Services

struct RosterSwapCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "swap",
        abstract: "Let two people exchange what they work on some days.",
        discussion: """
            One asks, the other accepts, and it is applied: on each of the days either then works what the other would \
            have. It is checked when it is asked for and again when it is applied.
            """,
        subcommands: [
            RosterSwapRequestCommand.self, RosterSwapAcceptCommand.self, RosterSwapApplyCommand.self,
            RosterSwapDeclineCommand.self, RosterSwapWithdrawCommand.self, RosterSwapListCommand.self,
        ])
}

struct RosterSwapRequestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request",
        abstract: "Ask another person to exchange days.",
        discussion: """
            Example:
              etime roster swap request 0042 0077 2026-11-23 2026-11-25 --reason "a wedding"
            """)

    @Argument(help: "Who asks, by code.")
    var requester: String

    @Argument(help: "Who is asked, by code.")
    var partner: String

    @Argument(help: ArgumentHelp("The days, as 2026-11-22.", valueName: "date"))
    var days: [DayArgument]

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason = ""

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let requester = try await services.employee(requester, by: actor)
            let partner = try await services.employees.colleague(code: partner, by: actor)
            let today = try await services.attendance.currentDate()
            let (swap, warnings) = try await services.rosters.requestSwap(
                ShiftSwap(
                    requester: requester.id, partner: partner.id, days: days.map { $0.date(today: today) },
                    reason: reason),
                by: actor)
            warn(warnings)
            say("Swap \(swap.id.rawValue): \(requester.name) asks \(partner.name) for \(Phrases.list(swap.days)).")
        }
    }
}

/// The number of a swap, as “swap list” shows it.
struct SwapNumber: ParsableArguments {
    @Argument(help: "The swap's number, as “etime roster swap list” shows it.")
    var number: Int64

    var id: ID<ShiftSwap> { ID(number) }
}

struct RosterSwapAcceptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "The other agrees to a swap.",
        discussion: """
            Example:
              etime roster swap accept 1
            """)

    @OptionGroup var swap: SwapNumber
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let swap = try await services.rosters.acceptSwap(swap.id, by: actor)
            say("Swap \(swap.id.rawValue) is accepted; “etime roster swap apply \(swap.id.rawValue)” writes it.")
        }
    }
}

struct RosterSwapApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Write an accepted swap into the roster.",
        discussion: """
            Example:
              etime roster swap apply 1
            """)

    @OptionGroup var swap: SwapNumber
    @OptionGroup var cases: ChangedCasesOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            warn(
                try await services.rosters.applySwap(
                    swap.id, acceptingChangedCases: cases.acceptChangedCases, by: actor))
            say("Swap \(swap.number) stands in the roster.")
        }
    }
}

struct RosterSwapDeclineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decline",
        abstract: "Say no to a swap.",
        discussion: """
            Example:
              etime roster swap decline 2
            """)

    @OptionGroup var swap: SwapNumber
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            try await services.rosters.declineSwap(swap.id, by: actor)
            say("Swap \(swap.number) is declined.")
        }
    }
}

struct RosterSwapWithdrawCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "Take a swap back that one asked for.",
        discussion: """
            Example:
              etime roster swap withdraw 3
            """)

    @OptionGroup var swap: SwapNumber
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            try await services.rosters.withdrawSwap(swap.id, by: actor)
            say("Swap \(swap.number) is withdrawn.")
        }
    }
}

struct RosterSwapListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the swaps.",
        discussion: """
            Example:
              etime roster swap list
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let people = Dictionary(
                uniqueKeysWithValues: try await services.employees.colleagues(by: actor).map { ($0.id, $0) })
            func name(_ id: ID<Employee>) -> Cell { .optional(people[id].map { "\($0.name) (\($0.code))" }) }
            try Listing(
                try await services.rosters.swaps(by: actor),
                [
                    Listing.Column("No.", "swap") { .integer(Int($0.id.rawValue)) },
                    Listing.Column("Asks", "requester", flexible: true) { name($0.requester) },
                    Listing.Column("Is asked", "partner", flexible: true) { name($0.partner) },
                    Listing.Column("Days", "days") { .text($0.days.map(\.description).joined(separator: ", ")) },
                    Listing.Column("State", "state") { .text(String(describing: $0.state)) },
                    Listing.Column("Reason", "reason", flexible: true) { .text($0.reason) },
                ]
            ).show(format.format, whenEmpty: "Nobody has asked for a swap.")
        }
    }
}
