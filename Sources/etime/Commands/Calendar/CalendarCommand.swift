import ArgumentParser
import Domain
import Foundation
import Services
import Storage

/// `etime calendar …`: shifts and leave for calendar programs.
struct CalendarCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar",
        abstract: "Show shifts and leave in a calendar program.",
        discussion: """
            “etime calendar add” makes a private address, which a calendar program subscribes to; “etime serve” answers it. Whoever \
            has the address sees what you may see, without signing in, until you revoke it.

            Examples:
              etime calendar add --server https://hr.example
              etime calendar add --team --name Stores --until 2027-03-31
              etime calendar write shifts.ics
            """,
        subcommands: [
            CalendarListCommand.self, CalendarAddCommand.self, CalendarRevokeCommand.self, CalendarWriteCommand.self,
        ])
}

/// What a calendar shows, as it is typed.
struct CalendarViewOptions: ParsableArguments {
    @Flag(help: "Leave of those whose leave you may read, instead of your own shifts and leave.")
    var team = false

    @Flag(help: "With --team: their shifts too.")
    var withShifts = false

    @Option(help: ArgumentHelp("What calendar programs call it.", valueName: "text"))
    var name = ""

    func validate() throws {
        if withShifts, !team {
            throw ValidationError("--with-shifts goes with --team; your own shifts are in your own calendar anyway.")
        }
    }

    func view(of person: ID<Employee>? = nil) -> FeedView {
        FeedView(team ? .team : .own, hasShifts: withShifts, of: person)
    }
}

struct CalendarListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List your calendars' addresses, without what is secret in them.",
        discussion: """
            Examples:
              etime calendar list
              etime calendar list --account ravi
            """)

    @Option(help: ArgumentHelp("Another account's, for whoever may see all accounts.", valueName: "name"))
    var account: String?

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let entries =
                if let account {
                    try await services.calendars.feeds(of: account, by: actor)
                } else {
                    try await services.calendars.list(by: actor)
                }
            try Listing.calendars(entries, zone: try await services.companyZone()).show(
                format.format, whenEmpty: "There are no calendars.")
        }
    }
}

struct CalendarAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Make a private address for a calendar; it is shown once, and never again.",
        discussion: """
            Your own shifts, days of rest and leave, or with --team the leave of those whose leave you may read. At each fetch it shows \
            what you may see then.

            Examples:
              etime calendar add --server https://hr.example
              etime calendar add --team --with-shifts --name Stores --until 2027-03-31
            """)

    @OptionGroup var view: CalendarViewOptions

    @Option(help: ArgumentHelp("The last day on which it is answered.", valueName: "date"))
    var until: DayArgument?

    @Option(
        help: ArgumentHelp(
            "Where the server is reached, as https://hr.example; without it the path alone is printed.",
            valueName: "address"))
    var server: String?

    @OptionGroup var company: CompanyOptions

    func validate() throws {
        guard let server else { return }
        guard let host = URL(string: server)?.host, !host.isEmpty,
            server.hasPrefix("https://") || server.hasPrefix("http://")
        else { throw ValidationError("--server is the server's address, as https://hr.example.") }
    }

    func run() async throws {
        try await company.withCompany { services, actor in
            let today = try await services.attendance.currentDate()
            let draft = FeedDraft(view.view(), name: view.name, lastDay: until?.date(today: today))
            let made = try await services.calendars.add(draft, by: actor)
            say(base + made.path.reveal())
            remark(
                "Whoever has this address sees the calendar “\(made.feed.name)”. It is not shown again; “etime calendar revoke "
                    + "\(made.feed.id.rawValue)” ends it.")
        }
    }

    private var base: String {
        var base = server ?? ""
        while base.hasSuffix("/") { base.removeLast() }
        return base
    }
}

struct CalendarRevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "End a calendar's address: nobody is answered there from now on.",
        discussion: """
            What calendar programs have fetched stays with them until they ask again.

            Example:
              etime calendar revoke 3
            """)

    @Argument(help: "The calendar's number, as “etime calendar list” shows it.")
    var number: Int64

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let feed = try await services.calendars.revoke(ID(number), by: actor)
            say("The address of “\(feed.name)” is not answered from now on.")
        }
    }
}

extension Listing where Row == CalendarFeedEntry {
    static func calendars(_ rows: [CalendarFeedEntry], zone: ZoneRules) -> Listing {
        Listing(
            rows,
            [
                Column("Number", "number") { .integer(Int($0.feed.id.rawValue)) },
                Column("Name", "name", flexible: true) { .text($0.feed.name) },
                Column("Account", "account", flexible: true) { .text($0.accountName) },
                Column("Shows", "shows") { .text($0.feed.kind.rawValue) },
                Column("Shifts", "has_shifts") { .yes($0.feed.hasShifts) },
                Column("Until", "last_day", optional: true) { .optional($0.feed.lastDay) },
                Column("Last fetched", "fetched_at") { .moment($0.feed.fetchedAt, in: zone) },
                Column("Revoked", "revoked_at") { .moment($0.feed.revokedAt, in: zone) },
                Column("Answered", "is_live") { .yes($0.isLive) },
            ])
    }
}
