import ArgumentParser

struct EmployeeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "employee",
        abstract: "Add, change, list and import the people whose time is kept.",
        subcommands: [
            EmployeeAddCommand.self, EmployeeChangeCommand.self, EmployeeMoveCommand.self, EmployeeShowCommand.self,
            EmployeeListCommand.self, EmployeeImportCommand.self,
        ])
}
