import ArgumentParser
import Domain
import Services

struct LeaveGrantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grant",
        abstract: "Give a person days of leave by hand.",
        discussion: """
            They are a lot of their own. Without --until they end with the leave year and are carried forward by its rules.

            Examples:
              etime leave grant 0042 VL 5 --on 2026-01-01 --reason "Brought along from 2025"
              etime leave grant 0042 VL 1 --on 2026-11-23 --until 2027-01-31 --reason "Worked on the move"
            """)

    @Argument(help: "The employee's code.")
    var employee: String

    @Argument(help: "The type's code.")
    var type: String

    @Argument(help: "How many days.")
    var days: LeaveAmountArgument

    @Option(name: .customLong("on"), help: DayArgument.help)
    var date: DayArgument = .today

    @Option(help: ArgumentHelp("The last day on which they can be taken.", valueName: "date"))
    var until: DayArgument?

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String

    @OptionGroup var company: CompanyOptions

    func validate() throws {
        guard days.amount > .zero else {
            throw ValidationError("Give more than 0 days; “etime leave adjust” takes away.")
        }
    }

    func run() async throws {
        try await company.withActing { services, actor, _ in
            let person = try await services.employee(employee, by: actor)
            let kind = try await services.leaveType(type)
            let today = try await services.attendance.currentDate()
            let day = date.date(today: today)
            try await services.leave.adjust(
                person.id, kind.id, by: days.amount, on: day, through: until?.date(today: today), reason: reason,
                by: actor)
            say("\(person.name) (\(person.code)) has \(days.amount.inWords) of \(kind.name) more from \(day).")
        }
    }
}

struct LeaveAdjustCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adjust",
        abstract: "Add or take away days of leave by hand.",
        discussion: """
            A negative number takes away, from what ends first, and no more than there is.

            Examples:
              etime leave adjust 0042 VL --by -1.5 --on 2026-11-23 --reason "Booked twice in the old system"
              etime leave adjust 0042 VL --by 0.5 --reason "Missing in the old system"
            """)

    @Argument(help: "The employee's code.")
    var employee: String

    @Argument(help: "The type's code.")
    var type: String

    @Option(
        name: .customLong("by"), parsing: .unconditional,
        help: ArgumentHelp("How many days, as 0.5 or -1.5.", valueName: "days"))
    var days: LeaveAmountArgument

    @Option(name: .customLong("on"), help: DayArgument.help)
    var date: DayArgument = .today

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withActing { services, actor, _ in
            let person = try await services.employee(employee, by: actor)
            let kind = try await services.leaveType(type)
            let day = date.date(today: try await services.attendance.currentDate())
            try await services.leave.adjust(
                person.id, kind.id, by: days.amount, on: day, reason: reason, by: actor)
            let less = days.amount.isNegative
            let amount = less ? -days.amount : days.amount
            say(
                "\(person.name) (\(person.code)) has \(amount.inWords) of \(kind.name) \(less ? "less" : "more") from "
                    + "\(day).")
        }
    }
}

struct LeaveEncashCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "encash",
        abstract: "Pay days of leave out instead of having them taken.",
        discussion: """
            As far as the type allows: see “paid out” and “not paid out” in “etime leave type show”.

            Example:
              etime leave encash 0042 VL 5
            """)

    @Argument(help: "The employee's code.")
    var employee: String

    @Argument(help: "The type's code.")
    var type: String

    @Argument(help: "How many days.")
    var days: LeaveAmountArgument

    @Option(name: .customLong("on"), help: DayArgument.help)
    var date: DayArgument = .today

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withActing { services, actor, _ in
            let person = try await services.employee(employee, by: actor)
            let kind = try await services.leaveType(type)
            let day = date.date(today: try await services.attendance.currentDate())
            try await services.leave.encash(person.id, kind.id, days.amount, on: day, by: actor)
            say("\(days.amount.inWords) of \(kind.name) of \(person.name) (\(person.code)) are paid out on \(day).")
        }
    }
}

/// Look first, or book.
struct PreviewOrBook: ParsableArguments {
    @Flag(help: "Print what would be booked, and book nothing.")
    var preview = false

    @Flag(help: "Book it, and print it.")
    var book = false

    func validate() throws {
        guard preview != book else { throw ValidationError("Say --preview to look, or --book to book.") }
    }
}

struct LeaveAccrueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accrue",
        abstract: "Grant what the types' rules grant.",
        discussion: """
            Everything that fell due by the day and was not granted yet. Running it again grants nothing.

            Examples:
              etime leave accrue --preview
              etime leave accrue --preview --through 2026-12-31
              etime leave accrue --book
            """)

    @Option(help: ArgumentHelp("Up to this day; today without it.", valueName: "date"))
    var through: DayArgument = .today

    @OptionGroup var what: PreviewOrBook
    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withActing { services, actor, _ in
            let day = through.date(today: try await services.attendance.currentDate())
            try what.show(
                try await what.lines(of: .grants, through: day, services, actor), format,
                whenEmpty: "Nothing is due by \(day) that was not granted.")
        }
    }
}

struct LeaveYearEndCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "year-end",
        abstract: "Carry forward and let lapse what has ended.",
        discussion: """
            Each lot of leave that ended up to the day: what is carried into the new leave year, what lapses. That holds \
            for carried leave that ended in spring and for time off for worked rest days as well. Running it again \
            changes nothing. Balances know of every end by themselves; this books it.

            Examples:
              etime leave year-end --preview --through 2026-12-31
              etime leave year-end --book
            """)

    @Option(help: ArgumentHelp("What ended up to this day; yesterday without it.", valueName: "date"))
    var through: DayArgument = DayArgument(meaning: .daysAgo(1))

    @OptionGroup var what: PreviewOrBook
    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withActing { services, actor, _ in
            let day = through.date(today: try await services.attendance.currentDate())
            try what.show(
                try await what.lines(of: .yearEnd, through: day, services, actor), format,
                whenEmpty: "Nothing that ended by \(day) is left to be booked.")
        }
    }
}

struct LeaveLeaversCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leavers",
        abstract: "End the leave of those who have left.",
        discussion: """
            Of everybody whose last day was up to the day: what is due by it is granted; what was granted for days after it \
            is taken back where the type says “prorated on leaving”, and owed where it was taken; what is left is paid out \
            or forfeited (“on leaving”). Running it again changes nothing. If the last day changes, or the person stays, \
            running it again gives back what was settled and settles anew.

            Examples:
              etime leave leavers --preview
              etime leave leavers --book --through 2026-11-30
            """)

    @Option(help: ArgumentHelp("Who left up to this day; yesterday without it.", valueName: "date"))
    var through: DayArgument = DayArgument(meaning: .daysAgo(1))

    @OptionGroup var what: PreviewOrBook
    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withActing { services, actor, _ in
            let day = through.date(today: try await services.attendance.currentDate())
            try what.show(
                try await what.lines(of: .leavers, through: day, services, actor), format,
                whenEmpty: "Nobody who left by \(day) has leave to be settled.")
        }
    }
}

extension PreviewOrBook {
    fileprivate func lines(
        of run: LeaveRunKind, through day: CivilDate, _ services: Services, _ actor: Actor
    ) async throws -> [LeaveRunLine] {
        preview
            ? try await services.leave.preview(run, through: day, by: actor)
            : try await services.leave.book(run, through: day, by: actor)
    }

    fileprivate func show(_ lines: [LeaveRunLine], _ format: FormatOptions, whenEmpty: String) throws {
        try Listing.run(lines).show(format.format, whenEmpty: whenEmpty)
        let count = lines.count { $0.what != .blocked }
        if format.format == .table, book, !lines.isEmpty { say("\nBooked \(count) \(count == 1 ? "line" : "lines").") }
    }
}

extension Listing where Row == LeaveRunLine {
    static func run(_ lines: [LeaveRunLine]) -> Listing {
        Listing(
            lines,
            [
                Column("Code", "employee_code") { .text($0.employee.code) },
                Column("Name", "name", flexible: true) { .text($0.employee.name) },
                Column("Type", "type") { .text($0.type.code) },
                Column("What", "what") { .text($0.what.rawValue) },
                Column("Days", "days") { .amount($0.amount) },
                Column("From", "from") { .date($0.from) },
                Column("Until", "through") { .date($0.through) },
                Column("Why", "reason", flexible: true) { .text($0.reason) },
            ])
    }
}
