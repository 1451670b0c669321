import ArgumentParser
import Domain
import Services

struct RosterPatternCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pattern",
        abstract: "Add, change, list, print and remove rotations.",
        subcommands: [
            RosterPatternAddCommand.self, RosterPatternChangeCommand.self, RosterPatternListCommand.self,
            RosterPatternShowCommand.self, RosterPatternRemoveCommand.self,
        ])
}

enum RotationUnitArgument: String, CaseIterable, ExpressibleByArgument {
    case day, week, month

    var value: RotationPattern.Unit {
        switch self {
        case .day: .day
        case .week: .week
        case .month: .month
        }
    }
}

/// `monday`.
struct WeekdayArgument: ExpressibleByArgument {
    var value: Weekday

    init?(argument: String) {
        guard let weekday = ScenarioWords.weekday(argument) else { return nil }
        value = weekday
    }
}

/// The turns of a cycle, each a day or seven with commas between.
enum TurnTexts {
    static func read(_ arguments: [String]) -> [[String]] {
        arguments.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }
}

struct RosterPatternAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a rotation.",
        discussion: """
            Give what is worked on each turn of the cycle: a day for each day; for weeks and months either one that \
            holds on all their days, or seven with commas between, from the first day of the week on. After the last \
            turn the first follows again, and so it was before the first day too.

            Examples:
              etime roster pattern add "Line A" A A N N off off --first 2026-11-02
              etime roster pattern add Weeks A,A,A,A,A,off,off B,B,B,B,B,off,off --turn week --first 2026-11-02
              etime roster pattern add Months G:company N:company --turn month --first 2026-01-31
              etime roster pattern add Shop G --off sunday --off saturday:2,4 --first 2026-11-01
            """)

    @Argument(help: "The name.")
    var name: String

    @Argument(help: ArgumentHelp("What is worked: G, A+B, off, G:company.", valueName: "day"))
    var days: [String]

    @Option(help: "How long a turn lasts.")
    var turn: RotationUnitArgument = .day

    @Option(help: ArgumentHelp("The first day of a first turn.", valueName: "date"))
    var first: DayArgument

    @Option(help: ArgumentHelp("Where weeks begin; without it, where those of the limits do.", valueName: "weekday"))
    var weekStart: WeekdayArgument?

    @Option(
        help: ArgumentHelp("An off of its own: a weekday, and which of a month if not all.", valueName: "day[:weeks]"))
    var off: [WeeklyOffArgument] = []

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let today = try await services.attendance.currentDate()
            let weekStart = try await services.rosters.limits().weekStart
            let draft = RotationDraft(
                name: name, unit: turn.value, turns: TurnTexts.read(days), anchor: first.date(today: today),
                weekStart: self.weekStart?.value ?? weekStart, offs: off.map(\.value))
            let pattern = try await services.rosters.addPattern(draft, by: actor)
            say("Added roster “\(pattern.name)” (\(pattern.cycle)).")
        }
    }
}

struct RosterPatternChangeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: "Change a rotation.",
        discussion: """
            What is not given stays as it is; days that are given replace all. The days of everybody who works by it, \
            past ones too, are worked out anew; where it is to hold from a date on, add another and assign it from there.

            Examples:
              etime roster pattern change "Line A" A A A N N N off off
              etime roster pattern change "Line A" --first 2026-11-03
            """)

    @Argument(help: "The name.")
    var pattern: String

    @Argument(help: ArgumentHelp("What is worked: G, A+B, off, G:company.", valueName: "day"))
    var days: [String] = []

    @Option(help: ArgumentHelp("A new name.", valueName: "name"))
    var name: String?

    @Option(help: "How long a turn lasts.")
    var turn: RotationUnitArgument?

    @Option(help: ArgumentHelp("The first day of a first turn.", valueName: "date"))
    var first: DayArgument?

    @Option(help: ArgumentHelp("Where weeks begin.", valueName: "weekday"))
    var weekStart: WeekdayArgument?

    @Option(help: ArgumentHelp("An off of its own; replaces those it has.", valueName: "day[:weeks]"))
    var off: [WeeklyOffArgument] = []

    @Flag(help: "It has no offs of its own any more.")
    var noOffs = false

    @OptionGroup var cases: ChangedCasesOptions
    @OptionGroup var company: CompanyOptions

    func validate() throws {
        if noOffs, !off.isEmpty { throw ValidationError("Give either offs or --no-offs, not both.") }
    }

    func run() async throws {
        try await company.withCompany { services, actor in
            let found = try await services.rosters.pattern(named: pattern)
            let today = try await services.attendance.currentDate()
            let old = RotationDraft(found, codes: try await services.shiftCodes())
            let draft = changed(old, today: today)
            guard draft != old else { throw NothingToChange() }
            warn(
                try await services.rosters.updatePattern(
                    found.id, to: draft, acceptingChangedCases: cases.acceptChangedCases, by: actor))
            say("Changed roster “\(draft.name)”; the days of everybody who works by it are worked out anew.")
        }
    }

    private func changed(_ old: RotationDraft, today: CivilDate) -> RotationDraft {
        var draft = old
        draft.name = name ?? draft.name
        draft.unit = turn?.value ?? draft.unit
        if !days.isEmpty { draft.turns = TurnTexts.read(days) }
        draft.anchor = first?.date(today: today) ?? draft.anchor
        draft.weekStart = weekStart?.value ?? draft.weekStart
        if noOffs || !off.isEmpty { draft.offs = off.map(\.value) }
        return draft
    }
}

struct RosterPatternListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the rotations.",
        discussion: """
            Example:
              etime roster pattern list
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, _ in
            let codes = try await services.shiftCodes()
            let drafts = try await services.rosters.patterns().map { ($0, RotationDraft($0, codes: codes)) }
            try Listing(
                drafts,
                [
                    Listing.Column("Name", "name", flexible: true) { .text($0.0.name) },
                    Listing.Column("Cycle", "cycle") { .text($0.0.cycle) },
                    Listing.Column("First day", "first") { .date($0.0.anchor) },
                    Listing.Column("Days", "days") { .text($0.1.turnTexts) },
                    Listing.Column("Offs", "offs") { .text($0.0.offs.map(\.sentence).joined(separator: ", ")) },
                ]
            ).show(format.format, whenEmpty: "There are no rosters yet; see “etime roster pattern add --help”.")
        }
    }
}

struct RosterPatternShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print what a rotation says of the coming days.",
        discussion: """
            Example:
              etime roster pattern show "Line A" --from 2026-11-01
            """)

    @Argument(help: "The name.")
    var pattern: String

    @Option(help: ArgumentHelp("The first day.", valueName: "date"))
    var from: DayArgument = .today

    @Option(help: ArgumentHelp("How many days.", valueName: "number"))
    var days = 14

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func validate() throws {
        if !(1...366).contains(days) { throw ValidationError("--days lies between 1 and 366.") }
    }

    func run() async throws {
        try await company.withCompany { services, _ in
            let pattern = try await services.rosters.pattern(named: pattern)
            let codes = try await services.shiftCodes()
            let first = from.date(today: try await services.attendance.currentDate())
            try Listing(
                Array(first...(first + days - 1)),
                [
                    Listing.Column("Date", "date") { .date($0) },
                    Listing.Column("Weekday", "weekday") { .text($0.weekday.name) },
                    Listing.Column("Turn", "turn") { .integer(pattern.turn(on: $0) + 1) },
                    Listing.Column("Works", "works") { .text(pattern.day(on: $0).text(codes)) },
                ]
            ).show(format.format, whenEmpty: "")
        }
    }
}

struct RosterPatternRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove a rotation that nobody works by.",
        discussion: """
            Example:
              etime roster pattern remove "Line A"
            """)

    @Argument(help: "The name.")
    var pattern: String

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let found = try await services.rosters.pattern(named: pattern)
            try await services.rosters.removePattern(found.id, by: actor)
            say("Removed roster “\(found.name)”.")
        }
    }
}

extension RotationDraft {
    /// `A A N off`, and for weeks `A,A,A,A,A,off,off B`: what “pattern add” takes.
    var turnTexts: String { turns.map { $0.joined(separator: ",") }.joined(separator: " ") }
}
