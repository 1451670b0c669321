import ArgumentParser
import Domain
import Services
import Storage

struct PeriodCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "period",
        abstract: "Close a month for the payroll, and see what came too late for it.",
        discussion: """
            The days of a locked month never change. A punch, a correction or a rule that would change one of them is \
            listed as a signed difference for the next open month.
            """,
        subcommands: [
            PeriodLockCommand.self, PeriodUnlockCommand.self, PeriodListCommand.self, PeriodShowCommand.self,
            PeriodAdjustmentsCommand.self,
        ])
}

/// The whole company, or one part of it.
struct PeriodScopeOptions: ParsableArguments {
    @Option(help: "Only who belongs to this department.")
    var department: String?

    @Option(help: "Only who works at this location.")
    var location: String?

    func validate() throws {
        if department != nil, location != nil {
            throw ValidationError("Give a department or a location, not both.")
        }
    }

    var scope: Scope {
        if let department { return .department(department) }
        return location.map { .location($0) } ?? .company
    }
}

struct PeriodLockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lock",
        abstract: "Lock a month: its days never change again.",
        discussion: """
            It is refused while days are provisional, not worked out, or bear a punch in quarantine, and they are named. \
            A reason locks it all the same.

            Examples:
              etime period lock 2026-11
              etime period lock 2026-11 --department Stores
              etime period lock 2026-11 --despite "terminal 3 is broken for good"
            """)

    @Argument(help: Month.help) var month: Month

    @OptionGroup var part: PeriodScopeOptions

    @Option(help: ArgumentHelp("Why it is locked although days are open.", valueName: "reason"))
    var despite = ""

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            try await services.periods.lock(month, part.scope, despite: despite, by: actor)
            say("\(month) is locked\(part.scope.ofWhom).")
        }
    }
}

struct PeriodUnlockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlock",
        abstract: "Open a locked month again and work it out anew.",
        discussion: """
            The reason stands in the journal. A month whose differences were carried into a later locked month is opened \
            after that one.

            Example:
              etime period unlock 2026-11 --reason "wrong holiday"
            """)

    @Argument(help: Month.help) var month: Month

    @OptionGroup var part: PeriodScopeOptions

    @Option(help: "Why it is opened again.")
    var reason: String

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            try await services.periods.unlock(month, part.scope, because: reason, by: actor)
            say("\(month) is open again\(part.scope.ofWhom).")
        }
    }
}

struct PeriodListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the locked months.",
        discussion: """
            Example:
              etime period list
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let zone = try await services.companyZone()
            try Listing(
                try await services.periods.list(by: actor),
                [
                    .init("Month", "month") { .text(String($0.month.description.dropLast(3))) },
                    .init("For", "scope") { .text($0.scope.whom) },
                    .init("Locked at", "locked_at") { .moment(Moment($0.stamp.at, in: zone)) },
                    .init("By", "locked_by") { .text($0.stamp.actor) },
                    .init("Although days were open", "despite", flexible: true) { .text($0.reason) },
                ]
            ).show(format.format, whenEmpty: "No month is locked; lock one with “etime period lock”.")
        }
    }
}

struct PeriodShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the days that are in the way of locking a month.",
        discussion: """
            Example:
              etime period show 2026-11
            """)

    @Argument(help: Month.help) var month: Month

    @OptionGroup var part: PeriodScopeOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            try Listing(
                try await services.periods.obstacles(month, part.scope, by: actor),
                [
                    .init("Code", "employee") { .text($0.employee.code) },
                    .init("Name", "name", flexible: true) { .text($0.employee.name) },
                    .init("Date", "date") { .date($0.date) },
                    .init("Open because it", "reason") { .text($0.reason.text) },
                ]
            ).show(format.format, whenEmpty: "Nothing is in the way of locking \(month)\(part.scope.ofWhom).")
        }
    }
}

struct PeriodAdjustmentsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adjustments",
        abstract: "List what came too late for a locked month, as signed differences.",
        discussion: """
            Each line is a day of a locked month, and what it would come to now less what it was locked as. It is due in the \
            next open month; once that is locked too, the line is fixed, and only what differs beyond it is listed again.

            Examples:
              etime period adjustments
              etime period adjustments 2026-12 --format csv
            """)

    @Argument(help: "Only what is due in this month, as 2026-12.") var month: Month?

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            try Listing(
                try await services.periods.adjustments(month, by: actor),
                [
                    .init("Code", "employee") { .text($0.employee.code) },
                    .init("Name", "name") { .text($0.employee.name) },
                    .init("Date", "date") { .date($0.adjustment.date) },
                    .init("Was", "status_before") { .text($0.adjustment.statusBefore.code) },
                    .init("Is", "status_after") { .text($0.adjustment.statusAfter.code) },
                    .init("Difference", "difference", flexible: true) { .text($0.adjustment.difference.words) },
                    .init("½ days", "paid_half_days") { .integer(Int($0.adjustment.difference.paidHalfDays)) },
                    .init("Work", "work_s") { .duration($0.adjustment.difference.work) },
                    .init("Late", "late_s", optional: true) { .duration($0.adjustment.difference.late) },
                    .init("Early", "early_s", optional: true) { .duration($0.adjustment.difference.early) },
                    .init("OT 1", "overtime_1_s", optional: true) {
                        .duration($0.adjustment.difference.overtime.first)
                    },
                    .init("OT 2", "overtime_2_s", optional: true) {
                        .duration($0.adjustment.difference.overtime.second)
                    },
                    .init("OT 3", "overtime_3_s", optional: true) {
                        .duration($0.adjustment.difference.overtime.third)
                    },
                    .init("½ days off", "compensatory_half_days") {
                        .integer(Int($0.adjustment.difference.compensatoryHalfDays))
                    },
                    .init("½ days penalty", "penalty_half_days") {
                        .integer(Int($0.adjustment.difference.penaltyHalfDays))
                    },
                    .init("Due in", "due") { .text("\($0.due)") },
                    .init("Fixed", "fixed") { .text($0.adjustment.carriedInto == nil ? "no" : "yes") },
                ]
            ).show(format.format, whenEmpty: "No locked day has changed.")
        }
    }
}

extension Scope {
    fileprivate var whom: String {
        switch self {
        case .department(let name): "department \(name)"
        case .location(let name): "location \(name)"
        default: "the company"
        }
    }
}
