import ArgumentParser
import Domain
import Services

struct EmployeeChangeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: "Change what is known of an employee.",
        discussion: """
            What is not given stays as it is; an empty text takes the entry away. Another department or location holds \
            from --from on, without it from today; the days before are judged by the former ones. “etime employee show” \
            tells who was where, and “etime employee move” corrects it.

            Examples:
              etime employee change 0042 --department Press --manager 0007
              etime employee change 0042 --location Dubai --from 2026-11-15
              etime employee change 0042 --left 2026-11-30
              etime employee change 0042 --manager ""
            """)

    @Argument(help: "The employee's code.")
    var employee: String

    @Option(name: .customLong("code"), help: ArgumentHelp("A new code.", valueName: "code"))
    var newCode: String?

    @Option(help: "A new name.")
    var name: String?

    @Option(help: "The department's name.")
    var department: String?

    @Option(help: "Where the person works.")
    var location: String?

    @Option(help: ArgumentHelp("First day of the department or location; without it, today.", valueName: "date"))
    var from: DayArgument?

    @Option(help: ArgumentHelp("female, male or other.", valueName: "gender"))
    var gender: String?

    @Option(help: ArgumentHelp("The code of whom the person reports to.", valueName: "code"))
    var manager: String?

    @Option(help: ArgumentHelp("First day of employment, as 2026-11-22.", valueName: "date"))
    var joined: String?

    @Option(help: ArgumentHelp("Last day of employment.", valueName: "date"))
    var left: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("The number on the terminals.", valueName: "number"))
    var deviceUser: String?

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            guard let entry = try await services.employees.find(code: employee, by: actor) else {
                throw ServiceError.unknownEmployee(code: employee)
            }
            let today = try await services.attendance.currentDate()
            let old = from.map { entry.draft(movingOn: $0.date(today: today)) } ?? entry.draft
            let draft = changed(old)
            guard draft != old else { throw NothingToChange() }
            let changed = try await services.employees.update(entry.id, to: draft, by: actor)
            say("Changed \(changed.employee.name) (\(changed.employee.code)).")
            for note in changed.notes { say(note) }
        }
    }

    func validate() throws {
        if from != nil, department == nil, location == nil {
            throw ValidationError("--from says from when on a --department or --location holds; give one of them.")
        }
    }

    /// The shift stays as it is: it is assigned by “shift assign”.
    private func changed(_ old: EmployeeDraft) -> EmployeeDraft {
        var draft = old
        draft.code = newCode ?? old.code
        draft.name = name ?? old.name
        draft.department = department ?? old.department
        draft.location = location ?? old.location
        draft.gender = gender ?? old.gender
        draft.manager = manager ?? old.manager
        draft.joined = joined ?? old.joined
        draft.left = left ?? old.left
        draft.deviceUser = deviceUser ?? old.deviceUser
        return draft
    }
}
