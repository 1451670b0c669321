import ArgumentParser
import Domain
import Services
import Storage

struct CorrectionListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the corrections of a person’s punches.",
        discussion: """
            Examples:
              etime correction list 0042
              etime correction list 0042 --month 2026-11
            """)

    @Argument(help: "The employee's code.")
    var employee: String

    @Option(help: ArgumentHelp("A month as 2026-11; this month without it.", valueName: "month"))
    var month: Month?

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withActing { services, actor, _ in
            let person = try await services.employee(employee, by: actor)
            let today = try await services.attendance.currentDate()
            let days = (month ?? Month(of: today)).days
            let records = try await services.corrections.list(of: person.id, days, by: actor)
            try Listing.corrections(records, try await services.companyZone()).show(
                format.format, whenEmpty: "Nothing was corrected.")
        }
    }
}

struct CorrectionShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a correction.",
        discussion: """
            Example:
              etime correction show 5
            """)

    @Argument(help: "The correction’s number, as listed.")
    var correction: Int64

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withActing { services, actor, _ in
            let record = try await services.corrections.find(ID(correction), by: actor)
            let zone = try await services.companyZone()
            let overlay = record.overlay
            say("Correction \(correction): \(record.words)")
            let request = overlay.request.map { ", request \($0.rawValue)" } ?? ""
            say(
                "Made by \(overlay.madeBy) at \(Moment(overlay.madeAt, in: zone).text)\(request): \(overlay.why)"
                    .singleLine)
            guard let revoked = record.revoked else { return say("It holds.") }
            say("Revoked by \(revoked.by) at \(Moment(revoked.at, in: zone).text): \(revoked.why)".singleLine)
        }
    }
}

struct CorrectionSettingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings",
        abstract: "Show or set how far corrections can be asked for.",
        discussion: """
            Who corrects directly is not bound by it.

            Examples:
              etime correction settings
              etime correction settings --monthly-limit 3 --days-back 7
              etime correction settings --monthly-limit none
            """)

    @Option(help: ArgumentHelp("Requests of a person for the days of a month; none for any.", valueName: "number"))
    var monthlyLimit: CountLimitArgument?

    @Option(help: ArgumentHelp("How many days ago a day may be; none for any.", valueName: "days"))
    var daysBack: CountLimitArgument?

    @Option(help: ArgumentHelp("The largest file with a request, in kilobytes.", valueName: "kB"))
    var largestFile: Int?

    @OptionGroup var company: CompanyOptions

    func validate() throws {
        if let largestFile, !(0...100_000).contains(largestFile) {
            throw ValidationError("--largest-file is between 0 and 100000 kB.")
        }
    }

    func run() async throws {
        try await company.withActing { services, actor, _ in
            let before = try await services.corrections.settings()
            var settings = before
            if let monthlyLimit { settings.monthlyLimit = monthlyLimit.number }
            if let daysBack { settings.daysBack = daysBack.number }
            if let largestFile { settings.largestFile = largestFile * 1000 }
            if settings != before { try await services.corrections.update(settings, by: actor) }
            say("Requests a month: \(settings.monthlyLimit.map(String.init) ?? "any number")")
            say("Days back: \(settings.daysBack.map(String.init) ?? "any")")
            say("Largest file: \(settings.largestFile / 1000) kB")
        }
    }
}

/// A number, or `none`.
struct CountLimitArgument: ExpressibleByArgument {
    var number: Int?

    init?(argument: String) {
        if argument == "none" { return }
        guard let number = Int(argument), number >= 0 else { return nil }
        self.number = number
    }
}

extension PunchOverlayRecord {
    /// `2026-11-20 18:05 out added`.
    var words: String {
        switch overlay.change {
        case .add(_, _, let way): "\(local)\(way.word.isEmpty ? "" : " \(way.word)") added"
        case .void: "\(local) void"
        case .redirect(_, let way): "\(local) is an \(way.word)"
        }
    }
}

extension Listing where Row == PunchOverlayRecord {
    static func corrections(_ records: [PunchOverlayRecord], _ zone: ZoneRules) -> Listing {
        Listing(
            records,
            [
                Column("No.", "id") { .integer(Int($0.overlay.id.rawValue)) },
                Column("What", "change") { .text($0.words) },
                Column("Why", "why", flexible: true) { .text($0.overlay.why) },
                Column("By", "made_by") { .text($0.overlay.madeBy) },
                Column("At", "made_at") { .moment($0.overlay.madeAt, in: zone) },
                Column("Request", "request") { $0.overlay.request.map { .integer(Int($0.rawValue)) } ?? .none },
                Column("Revoked", "revoked_why", flexible: true, optional: true) { .optional($0.revoked?.why) },
            ])
    }
}
