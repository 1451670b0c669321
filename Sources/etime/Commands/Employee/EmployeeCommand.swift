import ArgumentParser

struct EmployeeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "employee",
        abstract: "Add, list and import the people whose time is kept.",
        subcommands: [EmployeeAddCommand.self, EmployeeListCommand.self, EmployeeImportCommand.self])
}
