import ArgumentParser
import Domain
import Services

struct EmployeeChangeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: "Change what is known of an employee.",
        discussion: """
            What is not given stays as it is; an empty text takes the entry away.

            Examples:
              etime employee change 0042 --department Press --manager 0007
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
            let draft = changed(entry.draft)
            guard draft != entry.draft else { throw NothingToChange() }
            let changed = try await services.employees.update(entry.id, to: draft, by: actor)
            say("Changed \(changed.employee.name) (\(changed.employee.code)).")
            for note in changed.notes { say(note) }
        }
    }

    /// The shift stays as it is: it is assigned by “shift assign”.
    private func changed(_ old: EmployeeDraft) -> EmployeeDraft {
        EmployeeDraft(
            code: newCode ?? old.code, name: name ?? old.name, department: department ?? old.department,
            location: location ?? old.location, gender: gender ?? old.gender, manager: manager ?? old.manager,
            joined: joined ?? old.joined, left: left ?? old.left, shift: old.shift,
            deviceUser: deviceUser ?? old.deviceUser)
    }
}
