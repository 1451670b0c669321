import ArgumentParser
import Domain
import Services
import Storage

struct AuditListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the changes of people, shifts, terminals and settings, the newest first.",
        discussion: """
            Each line says who changed what, from what to what. The journal is only ever added to; “etime audit verify” \
            proves it. Punches and the figures worked out from them are not in it: they are never changed by hand.

            Examples:
              etime audit list
              etime audit list --entity roster-assignment --since 2026-11-01
              etime audit list --actor Meera --limit 500 --format csv > changes.csv
              etime audit list --employee 0042 --since 2026-11-01 --until 2026-11-30
              etime audit list --entity shift --record 1
            """)

    @Option(parsing: .unconditional, help: ArgumentHelp("At most so many lines.", valueName: "count"))
    var limit = 50

    @OptionGroup var wanted: JournalFilterOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func validate() throws {
        guard (1...1_000_000).contains(limit) else { throw ValidationError("--limit lies between 1 and 1000000.") }
    }

    func run() async throws {
        try await company.withCompany { services, person in
            let zone = try await services.companyZone()
            let filter = try await wanted.filter(services, by: person)
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
    case policy, holiday
    case policyAssignment = "policy-assignment"
    case optionalHoliday = "optional-holiday"
    case leaveType = "leave-type"
    case leaveRequest = "leave-request"
    case leaveEntry = "leave-entry"
    case correction
    case approvalRequest = "approval-request"
    case approvalChain = "approval-chain"
    case delegation
    case departmentHead = "department-head"
    case outsideWork = "outside-work"
    case overtimeApproval = "overtime-approval"
    case periodLock = "period-lock"
    case keptCase = "kept-case"
    case device
    case deviceUser = "device-user"
    case deviceNumber = "device-number"
    case doubt, setting, account
    case accessToken = "access-token"
    case calendarFeed = "calendar-feed"
    case archive, journal, day, punch

    /// Where a kind is not called as people call it.
    private static let otherNames: [Self: JournalEntity] = [
        .policy: .namedPolicy, .correction: .punchOverlay, .deviceNumber: .deviceNumber, .doubt: .settledDoubt,
        .day: .dayResults,
    ]

    var value: JournalEntity {
        Self.otherNames[self] ?? JournalEntity(rawValue: rawValue.replacing("-", with: "_"))
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
                Column("For", "behalf", optional: true) { .optional($0.behalf) },
                Column("What", "subject", flexible: true) { .text($0.subject) },
                Column("Change", "change", flexible: true) { .text($0.change) },
                Column("Why", "reason", detail: true) { .optional($0.reason) },
                Column("From", "origin", detail: true) { .optional($0.origin) },
            ])
    }
}
