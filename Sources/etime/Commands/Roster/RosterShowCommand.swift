import ArgumentParser
import Domain
import Services

/// Which part of the roster is looked at.
struct RosterRangeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The first day.", valueName: "date"))
    var from: DayArgument = .today

    @Option(help: ArgumentHelp("The last day; without it, two weeks.", valueName: "date"))
    var to: DayArgument?

    @Option(help: ArgumentHelp("A department alone.", valueName: "name"))
    var department: String?

    @Option(help: ArgumentHelp("One person alone, by code.", valueName: "code"))
    var employee: String?

    /// - Throws: ``DaysInWrongOrder``
    func days(_ services: Services) async throws -> ClosedRange<CivilDate> {
        let today = try await services.attendance.currentDate()
        let first = from.date(today: today)
        let last = to?.date(today: today) ?? first + 13
        try DaysInWrongOrder.check(first, last)
        guard last - first < 366 else { throw ValidationError("A roster is shown for at most 366 days at once.") }
        return first...last
    }

    func person(_ services: Services, _ actor: Actor) async throws -> ID<Employee>? {
        guard let employee else { return nil }
        return try await services.employee(employee, by: actor).id
    }
}

struct RosterShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print who works when: people down, days across.",
        discussion: """
            WO is a day off, H a holiday, NS a day of which no roster says anything.

            Examples:
              etime roster show --department Press --from 2026-11-01 --to 2026-11-30
              etime roster show --employee 0042 --sources
            """)

    @Flag(help: "A line a day instead, with who said it.")
    var sources = false

    @OptionGroup var range: RosterRangeOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let days = try await range.days(services)
            let sheet = try await services.rosters.sheet(
                days, department: range.department, employee: range.person(services, actor), by: actor)
            let empty = "Nobody is employed \(Phrases.days(days))."
            if sources {
                try Listing.sources(sheet).show(format.format, whenEmpty: empty)
            } else {
                try Listing.roster(sheet).show(format.format, whenEmpty: empty)
            }
        }
    }
}

extension Listing where Row == RosterSheet.Row {
    static func roster(_ sheet: RosterSheet) -> Listing {
        Listing(
            sheet.rows,
            [
                Column("Department", "department", flexible: true) { row in
                    .text(sheet.days.first.map(row.employee.department) ?? "")
                },
                Column("Code", "employee") { .text($0.employee.code) },
                Column("Name", "name", flexible: true) { .text($0.employee.name) },
            ]
                + sheet.days.enumerated().map { index, date in
                    Column("\(date.weekday.name.prefix(2)) \(date.day)", "\(date)") { .text($0.cells[index].text) }
                })
    }
}

/// One day of one person, with who said what is worked.
struct RosterSource {
    var employee: Employee
    var cell: RosterSheet.Cell
}

extension Listing where Row == RosterSource {
    static func sources(_ sheet: RosterSheet) -> Listing {
        Listing(
            sheet.rows.flatMap { row in row.cells.map { RosterSource(employee: row.employee, cell: $0) } },
            [
                Column("Code", "employee") { .text($0.employee.code) },
                Column("Date", "date") { .date($0.cell.date) },
                Column("Weekday", "weekday") { .text($0.cell.date.weekday.name) },
                Column("Works", "works") { .text($0.cell.text) },
                Column("Layer", "layer") { .optional($0.cell.layer.map { String(describing: $0) }) },
                Column("Source", "source", flexible: true) { .text($0.cell.source) },
            ])
    }
}

struct RosterCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Look for rests that are too short, weeks that are too long, gaps, and shifts on days of leave.",
        discussion: """
            The limits are those of “etime roster limits”.

            Example:
              etime roster check --from 2026-11-01 --to 2026-11-30
            """)

    @OptionGroup var range: RosterRangeOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let days = try await range.days(services)
            let found = try await services.rosters.check(
                days, department: range.department, employee: range.person(services, actor), by: actor)
            try Listing.conflicts(found).show(
                format.format, whenEmpty: "The roster keeps all limits \(Phrases.days(days)).")
        }
    }
}

extension Listing where Row == RosterConflict {
    static func conflicts(_ conflicts: [RosterConflict]) -> Listing {
        Listing(
            conflicts,
            [
                Column("From", "from") { .date($0.days.lowerBound) },
                Column("To", "to") { .date($0.days.upperBound) },
                Column("Kind", "kind") { .text($0.kind.word) },
                Column("Limit", "reaction") { .text(String(describing: $0.reaction)) },
                Column("Conflict", "conflict", flexible: true) { .text($0.sentence) },
            ])
    }
}

extension RosterConflict.Kind {
    fileprivate var word: String {
        switch self {
        case .overlap: "overlap"
        case .leave: "leave"
        case .rest: "rest"
        case .daysInARow: "days in a row"
        case .weekHours: "hours a week"
        case .gap: "gap"
        }
    }
}
