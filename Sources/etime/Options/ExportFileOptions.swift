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
        do {
            try Data(table.csv).write(to: URL(fileURLWithPath: output), options: .atomic)
        } catch {
            throw UnwritableFile(path: output)
        }
        remark("\(output): \(table.rows.count) \(table.rows.count == 1 ? "row" : "rows").")
    }
}

/// A file named on the command line that could not be written.
struct UnwritableFile: Error, CustomStringConvertible {
    var path: String

    var description: String {
        "\(path) cannot be written; choose a folder that there is and in which you may write, and the name of a file."
    }
}
