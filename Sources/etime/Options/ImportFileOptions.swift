import ArgumentParser
import Foundation
import Services

/// Which table is imported, and how.
struct ImportFileOptions: ParsableArguments {
    @Argument(
        help: "The file, XLSX or CSV in UTF-8; - for standard input.", completion: .file(extensions: ["csv", "xlsx"]))
    var file: String

    @Flag(help: "Say what would become of each row, and store nothing.")
    var dryRun = false

    @Flag(help: "Store the other rows even where some are refused.")
    var skipRefused = false

    var options: ImportOptions {
        let name = file == "-" ? "" : file.split(separator: "/").last.map(String.init) ?? ""
        return ImportOptions(isDryRun: dryRun, skipsRefused: skipRefused, fileName: name)
    }

    /// - Throws: ``UnreadableFile``
    func contents() throws -> Data {
        if file == "-" { return FileHandle.standardInput.readDataToEndOfFile() }
        do {
            return try Data(contentsOf: URL(fileURLWithPath: file))
        } catch {
            throw UnreadableFile(path: file, error)
        }
    }

    /// As data each row, and of a dry run too; as text else only what needs a look, since a file may have thousands of
    /// rows that were taken.
    /// - Throws: `ExitCode.failure` where rows are refused.
    func show(_ report: ImportReport, _ format: OutputFormat) throws {
        let rows = format != .table || dryRun ? report.rows : report.refused
        if format != .table || !rows.isEmpty { try Listing.imported(rows).show(format, whenEmpty: "") }
        for row in report.rows { for note in row.notes { remark("\(row.code): \(note)") } }
        report.refused.isEmpty && format == .table ? say(report.description) : remark(report.description)
        if !report.refused.isEmpty { throw ExitCode.failure }
    }

    /// What every import says of itself in its help.
    static let help = """
        The first line names the columns, in any order. A file that is imported twice changes nothing the second time. \
        One refused row keeps all rows out, unless --skip-refused is given.
        """
}

extension Listing where Row == ImportReport.Row {
    /// What became, or would become, of each row, and why some are refused.
    static func imported(_ rows: [ImportReport.Row]) -> Listing {
        Listing(
            rows,
            [
                Column("Line", "line") { .integer($0.line) },
                Column("Code", "code") { .text($0.code) },
                Column("Row", "row", flexible: true) { .text($0.what) },
                Column("Fate", "fate") { .text($0.fate.word) },
                Column("Why", "why") { $0.fate.description.isEmpty ? .none : .text($0.fate.description) },
            ])
    }
}
