import ArgumentParser
import Services

struct LeaveImportBalancesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import-balances",
        abstract: "Import what people have of each type of leave from a file, XLSX or CSV.",
        discussion: """
            The columns are employee, type, date and days, and if you like through (the last day on which added days can be \
            taken) and reason. What is booked is the difference to what the person has on that day. \
            \(ImportFileOptions.help)

            Examples:
              etime leave import-balances opening.csv --dry-run
              etime leave import-balances opening.csv
            """)

    @OptionGroup var file: ImportFileOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        let data = try file.contents()
        try await company.withCompany { services, actor in
            try file.show(try await services.imports.balances(data, file.options, by: actor), format.format)
        }
    }
}

struct LeaveExportBalancesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export-balances",
        abstract: "Export what people have of each type of leave as a CSV file.",
        discussion: """
            What is booked for everybody who is employed on the day, in the columns that “etime leave import-balances” takes.

            Example:
              etime leave export-balances --on 2026-12-31 --output balances.csv
            """)

    @Option(name: .customLong("on"), help: DayArgument.help)
    var date: DayArgument = .today

    @OptionGroup var file: ExportFileOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let day = date.date(today: try await services.attendance.currentDate())
            try file.write(try await services.exports.balances(on: day, by: actor))
        }
    }
}
