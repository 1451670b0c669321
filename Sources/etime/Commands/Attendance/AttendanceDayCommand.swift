import ArgumentParser
import Services

struct AttendanceDayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "day",
        abstract: "Show who was in, late or absent on a day.",
        discussion: """
            Examples:
              etime attendance day
              etime attendance day yesterday --only late
              etime attendance day --only not-in-yet
              etime attendance day 2026-11-20 --format csv > day.csv
            """)

    @Argument(help: DayArgument.help)
    var date: DayArgument = .today

    @Option(help: ArgumentHelp("Only one group of people.", valueName: "group"))
    var only: DayGroup?

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let day = date.date(today: try await services.attendance.currentDate())
            var sheet = try await services.attendance.today(day, by: actor)
            let summary = DaySummary(sheet: sheet)
            if let only { sheet.rows.removeAll { !$0.groups.contains(only) } }
            guard format.format == .table else { return try Listing.day(sheet).show(format.format, whenEmpty: "") }
            say(Terminal.output.bold(summary.heading))
            say(summary.counts + "\n")
            try Listing.day(sheet).show(
                .table, whenEmpty: only == nil ? "Nobody is employed on this day." : "Nobody.")
            say("\n" + summary.completeness)
        }
    }
}

extension DayGroup: ExpressibleByArgument {
    package init?(argument: String) {
        guard let group = Self.allCases.first(where: { $0.typed == argument }) else { return nil }
        self = group
    }

    package static var allValueStrings: [String] { allCases.map(\.typed) }

    /// As it is typed and shown in help.
    private var typed: String {
        switch self {
        case .in: "in"
        case .late: "late"
        case .notInYet: "not-in-yet"
        case .absent: "absent"
        case .off: "off"
        case .toLookAt: "to-look-at"
        }
    }
}
