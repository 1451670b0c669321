import ArgumentParser
import Domain
import Services
import Storage

struct JournalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal",
        abstract: "Show who changed what.",
        subcommands: [JournalListCommand.self])
}

struct JournalListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the changes of people, shifts, terminals and settings, the newest first.",
        discussion: """
            Each line says who changed what, from what to what. The journal is only ever added to; “etime ledger verify” \
            proves it. Punches and the figures worked out from them are not in it: they are never changed by hand.

            Examples:
              etime journal list
              etime journal list --entity roster-assignment --since 2026-11-01
              etime journal list --actor Meera --limit 500 --format csv > changes.csv
            """)

    @Option(parsing: .unconditional, help: ArgumentHelp("At most so many lines.", valueName: "count"))
    var limit = 50

    @Option(help: ArgumentHelp("Only changes made on this day or later.", valueName: "date"))
    var since: DayArgument?

    @Option(help: "Only changes of this kind of record.")
    var entity: JournalEntityArgument?

    @Option(help: ArgumentHelp("Only changes made by this person.", valueName: "name"))
    var actor: String?

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func validate() throws {
        guard (1...1_000_000).contains(limit) else { throw ValidationError("--limit lies between 1 and 1000000.") }
    }

    func run() async throws {
        try await company.withCompany { services, person in
            let zone = try await services.companyZone()
            let today = try await services.attendance.currentDate()
            let first = since.map { zone.place(LocalTime($0.date(today: today), TimeOfDay(0, 0))).instant }
            let filter = JournalFilter(since: first, entity: entity?.value, actor: actor)
            let lines = try await services.journal.page(limit: limit, matching: filter, by: person)
            try Listing.journal(lines, in: zone).show(format.format, whenEmpty: "The journal has no such changes.")
        }
    }
}

/// A kind of record as it is typed: `roster-assignment`.
enum JournalEntityArgument: String, CaseIterable, ExpressibleByArgument {
    case employee, shift
    case weeklyOff = "weekly-off"
    case rosterAssignment = "roster-assignment"
    case rosterOverride = "roster-override"
    case rotation
    case shiftSwap = "shift-swap"
    case leaveType = "leave-type"
    case leaveRequest = "leave-request"
    case leaveEntry = "leave-entry"
    case holiday, device
    case deviceUser = "device-user"
    case deviceNumber = "device-number"
    case setting, account
    case accessToken = "access-token"

    var value: JournalEntity {
        switch self {
        case .employee: .employee
        case .shift: .shift
        case .weeklyOff: .weeklyOff
        case .rosterAssignment: .rosterAssignment
        case .rosterOverride: .rosterOverride
        case .rotation: .rotation
        case .shiftSwap: .shiftSwap
        case .leaveType: .leaveType
        case .leaveRequest: .leaveRequest
        case .leaveEntry: .leaveEntry
        case .holiday: .holiday
        case .device: .device
        case .deviceUser: .deviceUser
        case .deviceNumber: .deviceNumber
        case .setting: .setting
        case .account: .account
        case .accessToken: .accessToken
        }
    }
}

extension Listing where Row == JournalLine {
    static func journal(_ lines: [JournalLine], in zone: ZoneRules) -> Listing {
        Listing(
            lines,
            [
                Column("No.", "entry") { .integer(Int($0.id)) },
                Column("When", "at") { .moment($0.at, in: zone) },
                Column("Who", "actor", flexible: true) { .text($0.actor) },
                Column("What", "subject", flexible: true) { .text($0.subject) },
                Column("Change", "change", flexible: true) { .text($0.change) },
            ])
    }
}
