import ArgumentParser
import Foundation
import Services

/// Where a table that is exported goes.
struct ExportFileOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Write to this file, not to standard output.", valueName: "file"))
    var output: String?

    /// - Throws: ``UnwritableFile``
    func write(_ table: ExportedTable) throws {
        guard let output else {
            FileHandle.standardOutput.write(Data(table.csv))
            return
        }
        try UnwritableFile.writing(Data(table.csv), to: output)
        remark("\(output): \(table.rows.count) \(table.rows.count == 1 ? "row" : "rows").")
    }
}
