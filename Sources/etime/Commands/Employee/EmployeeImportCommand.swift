import ArgumentParser
import Services

struct EmployeeImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import employees from a file, XLSX or CSV.",
        discussion: """
            The columns are code, name and joined, and if you like department, location, from (the first day of these two, \
            else today), gender, manager, left, shift and device user. People whom the database knows already are changed; \
            an empty cell leaves what is there. \(ImportFileOptions.help)

            Examples:
              etime employee import staff.csv --dry-run
              etime employee import staff.csv --skip-refused
            """)

    @OptionGroup var file: ImportFileOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        let data = try file.contents()
        try await company.withCompany { services, actor in
            try file.show(try await services.imports.employees(data, file.options, by: actor), format.format)
        }
    }
}

struct EmployeeExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Export employees as a CSV file.",
        discussion: """
            In the columns that “etime employee import” takes; department, location and shift are today's.

            Example:
              etime employee export --output staff.csv
            """)

    @OptionGroup var file: ExportFileOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            try file.write(try await services.exports.employees(by: actor))
        }
    }
}
