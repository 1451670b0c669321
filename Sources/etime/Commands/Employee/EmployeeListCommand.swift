import ArgumentParser
import Services

struct EmployeeListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the employees.",
        discussion: """
            Examples:
              etime employee list
              etime employee list stores --format csv
            """)

    @Argument(help: "Part of a code, a name or a department.")
    var search = ""

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let entries = try await services.employees.list(matching: search, by: actor)
            try Listing.employees(entries).show(
                format.format,
                whenEmpty: search.isEmpty
                    ? "There are no employees yet; add one with “etime employee add” or import a file."
                    : "No employee matches “\(search)”.")
        }
    }
}
