import ArgumentParser
import Foundation
import Services

struct EmployeeImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import employees from a CSV file.",
        discussion: """
            The first line names the columns: code, name and joined, and if you like department, location, from (the \
            first day of these two, else today), gender, manager, left, shift and device user, in any order. People whom the database knows already are changed; importing a file twice \
            changes nothing the second time. One bad row keeps all rows out, unless --take-good-rows is given.

            Examples:
              etime employee import staff.csv --dry-run
              etime employee import staff.csv --take-good-rows
            """)

    @Argument(help: "The file; - for standard input.", completion: .file(extensions: ["csv"]))
    var file: String

    @Flag(help: "Say what would happen, and store nothing.")
    var dryRun = false

    @Flag(help: "Store the good rows even where others are bad.")
    var takeGoodRows = false

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        let data = try contents()
        try await company.withCompany { services, actor in
            let report = try await services.employees.importCSV(
                data, dryRun: dryRun, acceptGoodRows: takeGoodRows, by: actor)
            try show(report)
            if !report.badRows.isEmpty { throw ExitCode.failure }
        }
    }

    private func contents() throws -> Data {
        if file == "-" { return FileHandle.standardInput.readDataToEndOfFile() }
        do {
            return try Data(contentsOf: URL(fileURLWithPath: file))
        } catch {
            throw UnreadableFile(path: file, error)
        }
    }

    /// As data each row; as text only what needs a look, since a file may have thousands of good rows.
    private func show(_ report: ImportReport) throws {
        let rows = format.format == .table ? report.badRows : report.rows
        if format.format != .table || !rows.isEmpty {
            try Listing.imported(rows).show(format.format, whenEmpty: "")
        }
        if !report.ignoredColumns.isEmpty {
            remark("Left alone: the columns \(report.ignoredColumns.joined(separator: ", ")).")
        }
        for row in report.rows { for note in row.notes { remark("\(row.code): \(note)") } }
        report.badRows.isEmpty && format.format == .table ? say(report.description) : remark(report.description)
    }
}
