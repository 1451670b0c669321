import ArgumentParser
import Domain
import Services

struct EmployeeMoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move",
        abstract: "Correct the day on which somebody moved, or take a move back.",
        discussion: """
            A move is another department or location from a day on: “etime employee change --from” makes one, “etime \
            employee show” lists them. Only the days between the old and the new day are judged anew; what a locked month \
            has paid cannot change.

            Examples:
              etime employee move 0042 2026-11-15 --to 2026-11-16
              etime employee move 0042 2026-11-15 --remove
            """)

    @Argument(help: "The employee's code.")
    var employee: String

    @Argument(help: ArgumentHelp("The first day of the move, as “etime employee show” lists it.", valueName: "date"))
    var date: DayArgument

    @Option(help: ArgumentHelp("The day on which it really was.", valueName: "date"))
    var to: DayArgument?

    @Flag(help: "There was no such move.")
    var remove = false

    @OptionGroup var company: CompanyOptions

    func validate() throws {
        if (to == nil) != remove {
            throw ValidationError("Give either --to with the day on which the move was, or --remove.")
        }
    }

    func run() async throws {
        try await company.withCompany { services, actor in
            guard let entry = try await services.employees.find(code: employee, by: actor) else {
                throw ServiceError.unknownEmployee(code: employee)
            }
            let today = try await services.attendance.currentDate()
            let changed = try await services.employees.changeMove(
                of: entry.id, on: date.date(today: today), to: to?.date(today: today), by: actor)
            say("Changed \(changed.employee.name) (\(changed.employee.code)).")
            for note in changed.notes { say(note) }
        }
    }
}
