import ArgumentParser
import Domain
import Services

struct HolidayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "holiday",
        abstract: "Add, list and remove the company's holidays.",
        subcommands: [HolidayAddCommand.self, HolidayListCommand.self, HolidayRemoveCommand.self])
}

struct HolidayAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a holiday, or rename one.",
        discussion: """
            Example:
              etime holiday add 2027-01-26 "Republic Day"
            """)

    @Argument(help: DayArgument.help)
    var date: DayArgument

    @Argument(help: "Its name.")
    var name: String

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let day = date.date(today: try await services.attendance.currentDate())
            try await services.shifts.addHoliday(Holiday(date: day, name: name), by: actor)
            say("\(day) is \(name).")
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

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let day = date.date(today: try await services.attendance.currentDate())
            try await services.shifts.removeHoliday(on: day, by: actor)
            say("\(day) is an ordinary day.")
        }
    }
}
