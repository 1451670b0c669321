import ArgumentParser
import Domain
import Services

struct DutyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duty",
        abstract: "Ask for work elsewhere, overtime, time off earned, a shift swap.",
        discussion: CompanyOptions.actingHelp,
        subcommands: [
            DutyRequestCommand.self, DutyOvertimeCommand.self, DutyCompOffCommand.self, DutySwapCommand.self,
            DutyListCommand.self,
        ])
}

struct DutyRequestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request",
        abstract: "Ask for days, half days or hours on duty elsewhere or from home.",
        discussion: """
            Once approved it counts as presence, together with the punches of the day and never twice. \
            --as CODE is who asks; without it an administrator asks in the employee’s place.

            Examples:
              etime duty request 0042 on-duty 2026-11-23 --reason "customer in Pune" --as 0042
              etime duty request 0042 on-duty 2026-11-23 --hours 14:00-16:00 --reason bank
              etime duty request 0042 work-from-home 2026-11-23 --through 2026-11-25 --reason "flat tyre"
              etime duty request 0042 work-from-home 2026-11-26 --half first --reason "plumber"
            """)

    enum Half: String, ExpressibleByArgument, CaseIterable {
        case first, second
    }

    @Argument(help: "The employee's code.")
    var employee: String

    @Argument(help: "on-duty or work-from-home.")
    var kind: DutyKind

    @Argument(help: DayArgument.help)
    var from: DayArgument

    @Option(help: ArgumentHelp("The last day; without it, that one day.", valueName: "date"))
    var through: DayArgument?

    @Option(help: "Only this half of each day: first or second.")
    var half: Half?

    @Option(help: ArgumentHelp("Only these hours of the day.", valueName: "14:00-16:00"))
    var hours: HoursArgument?

    @Option(help: ArgumentHelp("The pending request that this one takes the place of.", valueName: "request"))
    var replaces: Int64?

    @OptionGroup var why: CorrectionReason
    @OptionGroup var company: CompanyOptions

    func validate() throws {
        if half != nil, hours != nil { throw ValidationError("Give --half or --hours, not both.") }
    }

    func run() async throws {
        try await company.withActing { services, actor, person in
            let found = try await services.employee(employee, by: actor)
            let today = try await services.attendance.currentDate()
            let part: DutyDraft.Part =
                hours.map { .hours(from: $0.start, to: $0.end) } ?? half.map { $0 == .first ? .firstHalf : .secondHalf }
                ?? .full
            let draft = DutyDraft(
                kind: kind.kind, first: from.date(today: today), last: through?.date(today: today), part: part,
                why: why.reason)
            say(
                try await services.duty.request(
                    draft, of: found.id, as: person, replacing: replaces.map { ID($0) }, by: actor
                ).sentence)
        }
    }
}

struct DutyOvertimeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "overtime",
        abstract: "Ask for overtime of a day to be paid.",
        discussion: """
            What was worked is known from the punches; this says how much of it may be paid where overtime needs approval.

            Example:
              etime duty overtime 0042 2026-11-20 1:30 --reason "press run late"
            """)

    @Argument(help: "The employee's code.")
    var employee: String

    @Argument(help: DayArgument.help)
    var date: DayArgument

    @Argument(help: "How much, as 1:30, or in minutes.")
    var length: DurationArgument

    @OptionGroup var why: CorrectionReason
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withActing { services, actor, person in
            let found = try await services.employee(employee, by: actor)
            let day = date.date(today: try await services.attendance.currentDate())
            let line = try await services.duty.requestOvertime(
                length.seconds, on: day, why: why.reason, of: found.id, as: person, by: actor)
            say(line.sentence)
        }
    }
}

struct DutyListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List requests for work elsewhere, overtime, time off earned and swaps in a month.",
        discussion: """
            Examples:
              etime duty list
              etime duty list --month 2026-11 --format csv
            """)

    @Option(help: ArgumentHelp("A month as 2026-11; this month without it.", valueName: "month"))
    var month: Month?

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withActing { services, actor, _ in
            let today = try await services.attendance.currentDate()
            let days = (month ?? Month(of: today)).days
            let lines = try await services.approvals.requests(days, by: actor)
                .filter { ![.leave, .correction].contains($0.request.kind) }
            try Listing.requests(lines, try await services.companyZone()).show(
                format.format, whenEmpty: "Nobody has asked for any.")
        }
    }
}

/// `on-duty` or `work-from-home`.
enum DutyKind: String, ExpressibleByArgument, CaseIterable {
    case onDuty = "on-duty"
    case workFromHome = "work-from-home"

    var kind: OutsideWork.Kind { self == .onDuty ? .onDuty : .workFromHome }
}
