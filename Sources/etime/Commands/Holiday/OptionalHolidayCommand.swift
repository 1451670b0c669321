import ArgumentParser
import Domain
import Services

struct OptionalHolidayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "optional",
        abstract: "Optional holidays: who takes which, and how many a year.",
        subcommands: [
            OptionalHolidayChooseCommand.self, OptionalHolidayDropCommand.self, OptionalHolidayListCommand.self,
            OptionalHolidayLimitCommand.self,
        ])
}

struct OptionalHolidayChooseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "choose",
        abstract: "A person takes an optional holiday.",
        discussion: """
            Example:
              etime holiday optional choose 0042 2027-03-03
            """)

    @Argument(help: "The employee's code.")
    var employee: String

    @Argument(help: DayArgument.help)
    var date: DayArgument

    @OptionGroup var cases: ChangedCasesOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let person = try await services.employee(employee, by: actor)
            let day = date.date(today: try await services.attendance.currentDate())
            try await services.shifts.chooseOptionalHoliday(
                day, for: person.id, acceptingChangedCases: cases.acceptChangedCases, by: actor)
            say("\(person.name) (\(person.code)) takes the optional holiday on \(day).")
        }
    }
}

struct OptionalHolidayDropCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drop",
        abstract: "A person gives an optional holiday back.",
        discussion: """
            Example:
              etime holiday optional drop 0042 2027-03-03
            """)

    @Argument(help: "The employee's code.")
    var employee: String

    @Argument(help: DayArgument.help)
    var date: DayArgument

    @OptionGroup var cases: ChangedCasesOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let person = try await services.employee(employee, by: actor)
            let day = date.date(today: try await services.attendance.currentDate())
            let isDropped = try await services.shifts.dropOptionalHoliday(
                day, of: person.id, acceptingChangedCases: cases.acceptChangedCases, by: actor)
            let so = isDropped ? "" : ", as before"
            say("\(day) is no optional holiday of \(person.name) (\(person.code))\(so).")
        }
    }
}

struct OptionalHolidayListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the optional holidays of a year, and which of them a person takes.",
        discussion: """
            Example:
              etime holiday optional list 0042 2027
            """)

    @Argument(help: "The employee's code.")
    var employee: String

    @Argument(help: "The year.")
    var year: Int

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let person = try await services.employee(employee, by: actor)
            let offers = try await services.shifts.optionalHolidays(of: person.id, in: year, by: actor)
            try Listing(
                offers,
                [
                    .init("Date", "date") { .date($0.date) },
                    .init("Day", "weekday") { .text($0.date.weekday.name) },
                    .init("Name", "name", flexible: true) { .text($0.holiday.name) },
                    .init("Taken", "taken") { .yes($0.isChosen) },
                ]
            ).show(format.format, whenEmpty: "There are no optional holidays for \(person.name) in \(year).")
        }
    }
}

struct OptionalHolidayLimitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "limit",
        abstract: "Say how many optional holidays a person may take in a year.",
        discussion: """
            A location without a number of its own has the company's. Without a number the limit is taken away.

            Examples:
              etime holiday optional limit 2
              etime holiday optional limit 3 --location Pune
            """)

    @Argument(help: "Days a year.")
    var days: Int?

    @Option(help: ArgumentHelp("Only there; without it the company's limit.", valueName: "name"))
    var location: String?

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            try await services.shifts.setOptionalHolidayLimit(days, at: location ?? "", by: actor)
            let place = location.map { " in \($0)" } ?? ""
            say("Optional holidays a year\(place): \(days.map { "\($0)" } ?? "no limit of its own").")
        }
    }
}
