import ArgumentParser
import Domain
import Services

struct HolidayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "holiday",
        abstract: "Add, list and remove the holidays of the company and its locations.",
        subcommands: [
            HolidayAddCommand.self, HolidayListCommand.self, HolidayRemoveCommand.self, OptionalHolidayCommand.self,
        ])
}

struct HolidayAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a holiday, or change the one on that date.",
        discussion: """
            A half holiday halves what is expected of the day. An optional one is a working day for whoever does not \
            choose it (“etime holiday optional”). A location keeps the company's holidays and its own.

            Examples:
              etime holiday add 2027-01-26 "Republic Day" --yearly
              etime holiday add 2026-11-07 "Diwali eve" --half second
              etime holiday add 2027-03-03 Holi --optional --location Pune
            """)

    @Argument(help: DayArgument.help)
    var date: DayArgument

    @Argument(help: "Its name.")
    var name: String

    @Option(help: "Only this half of the day is off.")
    var half: HalfArgument?

    @Flag(help: "A day of rest only for whoever chooses it.")
    var optional = false

    @Flag(help: "Each year again; 29 February on the 28th where there is none.")
    var yearly = false

    @Option(help: ArgumentHelp("Kept only there.", valueName: "name"))
    var location: String?

    @OptionGroup var cases: ChangedCasesOptions
    @OptionGroup var company: CompanyOptions

    func validate() throws {
        if optional, half != nil { throw ValidationError("An optional holiday is a whole day.") }
    }

    func run() async throws {
        try await company.withCompany { services, actor in
            let day = date.date(today: try await services.attendance.currentDate())
            let holiday = Holiday(
                date: day, name: name, kind: optional ? .optional : half?.kind ?? .full, location: location ?? "",
                isYearly: yearly)
            try await services.shifts.addHoliday(holiday, acceptingChangedCases: cases.acceptChangedCases, by: actor)
            say("\(day) is \(name)\(holiday.remark.isEmpty ? "" : ", \(holiday.remark)").")
        }
    }
}

struct HolidayListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the holidays.",
        discussion: """
            Example:
              etime holiday list
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, _ in
            try Listing(
                try await services.shifts.holidays(),
                [
                    .init("Date", "date") { .date($0.date) },
                    .init("Day", "weekday") { .text($0.date.weekday.name) },
                    .init("Name", "name", flexible: true) { .text($0.name) },
                    .init("Remark", "remark") { .text($0.remark) },
                ]
            ).show(format.format, whenEmpty: "There are no holidays yet; add one with “etime holiday add”.")
        }
    }
}

struct HolidayRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Make a holiday an ordinary day again.",
        discussion: """
            Example:
              etime holiday remove 2027-01-26
            """)

    @Argument(help: DayArgument.help)
    var date: DayArgument

    @Option(help: ArgumentHelp("The holiday that is kept only there.", valueName: "name"))
    var location: String?

    @OptionGroup var cases: ChangedCasesOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let day = date.date(today: try await services.attendance.currentDate())
            try await services.shifts.removeHoliday(
                on: day, at: location ?? "", acceptingChangedCases: cases.acceptChangedCases, by: actor)
            say("\(day) is an ordinary day.")
        }
    }
}

enum HalfArgument: String, CaseIterable, ExpressibleByArgument {
    case first, second

    var kind: Holiday.Kind { self == .first ? .firstHalf : .secondHalf }
}

extension Holiday {
    /// What is not usual about it: `second half, in Pune, each year`.
    var remark: String {
        let half: String? =
            switch kind {
            case .full: nil
            case .firstHalf: "first half"
            case .secondHalf: "second half"
            case .optional: "optional"
            }
        return [half, location.isEmpty ? nil : "in \(location)", isYearly ? "each year" : nil]
            .compactMap { $0 }.joined(separator: ", ")
    }
}
