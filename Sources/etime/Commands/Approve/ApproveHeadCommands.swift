import ArgumentParser
import Domain
import Services

struct ApproveHeadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "head",
        abstract: "Say who heads which department.",
        subcommands: [ApproveHeadSetCommand.self, ApproveHeadListCommand.self])
}

struct ApproveHeadSetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Say who heads a department.",
        discussion: """
            Without an employee the department has no head.

            Examples:
              etime approve head set Press 0007
              etime approve head set Press
            """)

    @Argument(help: "The department, as it stands with its people.")
    var department: String

    @Argument(help: "The code of the employee who heads it.")
    var employee: String?

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            var head: Employee?
            if let employee { head = try await services.employee(employee, by: actor) }
            try await services.approvals.setHead(head?.id, of: department, by: actor)
            say(head.map { "\($0.name) (\($0.code)) heads \(department)." } ?? "\(department) has no head.")
        }
    }
}

struct ApproveHeadListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the heads of departments.",
        discussion: """
            Example:
              etime approve head list
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            try Listing(
                try await services.approvals.heads(by: actor),
                [
                    .init("Department", "department", flexible: true) { .text($0.department) },
                    .init("Head", "employee") { .text($0.head.code) },
                    .init("Name", "name", flexible: true) { .text($0.head.name) },
                ]
            ).show(format.format, whenEmpty: "No department has a head.")
        }
    }
}
