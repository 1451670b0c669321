import ArgumentParser
import Domain
import Services

struct PunchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "punch",
        abstract: "Import and export punches as tables.",
        discussion: """
            A file that a terminal wrote is taken with “etime device import”, and a single punch is corrected with “etime \
            correction”.
            """,
        subcommands: [PunchImportCommand.self, PunchExportCommand.self])
}

struct PunchImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import punches from a file, XLSX or CSV.",
        discussion: """
            The columns are employee, and at (2026-11-20T09:00:00) or date and time, and if you like direction (in, out), \
            device and reason. A punch that no terminal has is added as a correction, in your name; one that there is \
            already is not added again, and another direction turns it round. \(ImportFileOptions.help)

            Examples:
              etime punch import november.csv --dry-run
              etime punch import november.csv --format json
            """)

    @OptionGroup var file: ImportFileOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        let data = try file.contents()
        try await company.withCompany { services, actor in
            try file.show(try await services.imports.punches(data, file.options, by: actor), format.format)
        }
    }
}

struct PunchExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Export the punches that count as a CSV file.",
        discussion: """
            The terminals' punches as they were corrected, and those that were added, in the columns that “etime punch \
            import” takes.

            Example:
              etime punch export --from 2026-11-01 --to 2026-11-30 --output november.csv
            """)

    @OptionGroup var days: PeriodOptions
    @OptionGroup var file: ExportFileOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            try file.write(try await services.exports.punches(try await days.days(services), by: actor))
        }
    }
}

/// From one day to another.
struct PeriodOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The first day.", valueName: "date"))
    var from: DayArgument

    @Option(help: ArgumentHelp("The last day; without it, the first alone.", valueName: "date"))
    var to: DayArgument?

    /// - Throws: ``DaysInWrongOrder``
    func days(_ services: Services) async throws -> ClosedRange<CivilDate> { try await services.days(from, to) }
}
