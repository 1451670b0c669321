import ArgumentParser
import Services

struct RosterImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import what people work on single days from a file, XLSX or CSV.",
        discussion: """
            The columns are employee, date and day (G, A+B, off), and if you like reason. Each row is what “etime roster \
            override” would say. \(ImportFileOptions.help)

            Examples:
              etime roster import december.csv --dry-run
              etime roster import december.csv
            """)

    @OptionGroup var file: ImportFileOptions
    @OptionGroup var cases: ChangedCasesOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        let data = try file.contents()
        try await company.withCompany { services, actor in
            var options = file.options
            options.acceptsChangedCases = cases.acceptChangedCases
            try file.show(try await services.imports.rosters(data, options, by: actor), format.format)
        }
    }
}

struct RosterExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Export what people work on single days as a CSV file.",
        discussion: """
            Only days on which somebody works something else than the roster says, in the columns that “etime roster \
            import” takes; “etime roster show --format csv” has all days.

            Example:
              etime roster export --from 2026-12-01 --to 2026-12-31 --output december.csv
            """)

    @OptionGroup var days: PeriodOptions
    @OptionGroup var file: ExportFileOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            try file.write(try await services.exports.rosters(try await days.days(services), by: actor))
        }
    }
}
