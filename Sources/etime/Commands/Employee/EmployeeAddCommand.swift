import ArgumentParser
import Domain
import Services

struct EmployeeAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add an employee.",
        discussion: """
            Example:
              etime employee add 0042 "Asha Verma" --joined 2026-04-01 \\
                --department Stores --shift G
            """)

    @Argument(help: "The company's own number for the person, as on the pay slip.")
    var code: String

    @Argument(help: "The name.")
    var name: String

    @Option(help: ArgumentHelp("First day of employment, as 2026-11-22.", valueName: "date"))
    var joined: String

    @Option(help: "The department's name.")
    var department = ""

    @Option(help: "Where the person works, if the company has several places.")
    var location = ""

    @Option(help: ArgumentHelp("female, male or other; some leave is for one gender alone.", valueName: "gender"))
    var gender = ""

    @Option(help: ArgumentHelp("The code of whom the person reports to.", valueName: "code"))
    var manager = ""

    @Option(help: ArgumentHelp("The shift's code.", valueName: "code"))
    var shift = ""

    @Option(help: ArgumentHelp("First day of the shift; without it, the day of joining.", valueName: "date"))
    var shiftFrom = ""

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The number on the terminals; without it, the code.", valueName: "number"))
    var deviceUser = ""

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        let draft = EmployeeDraft(
            code: code, name: name, department: department, location: location, gender: gender, manager: manager,
            joined: joined, shift: shift, shiftFrom: shiftFrom, deviceUser: deviceUser)
        try await company.withCompany { services, actor in
            let entry = try await services.employees.add(draft, by: actor)
            say("Added \(entry.employee.name) (\(entry.employee.code)).")
            for note in entry.notes { say(note) }
        }
    }
}
