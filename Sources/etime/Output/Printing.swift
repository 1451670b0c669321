import Foundation

/// Writes to standard output at once, so that a line is out before slow work begins and none is lost to buffering.
func say(_ text: String, terminator: String = "\n") {
    FileHandle.standardOutput.write(Data((text + terminator).utf8))
}

/// A remark beside the result: on standard error, so that `--format csv > file` holds data alone.
func remark(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
}

extension Listing {
    /// Prints in the format asked for.
    ///
    /// - Parameter whenEmpty: said instead of an empty table; the other formats stay machine-readable.
    func show(_ format: OutputFormat, whenEmpty: String) throws {
        switch format {
        case .table where rows.isEmpty: say(whenEmpty)
        case .table: say(TextTable(self).rendered(for: .output), terminator: "")
        case .csv: say(CSVText.rendered(self), terminator: "")
        case .json: say(try JSONText.rendered(self), terminator: "")
        }
    }
}
