import ArgumentParser

struct EmployeeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "employee",
        abstract: "Add, change, list, import and export the people whose time is kept.",
        discussion: """
            To whom a person reports is set here, with --manager. Who heads a department is said with “etime approve head \
            set”, who decides on what with “etime approve chain”, and what people work with “etime roster”.
            """,
        subcommands: [
            EmployeeAddCommand.self, EmployeeChangeCommand.self, EmployeeMoveCommand.self, EmployeeShowCommand.self,
            EmployeeListCommand.self, EmployeeImportCommand.self, EmployeeExportCommand.self,
        ])
}
