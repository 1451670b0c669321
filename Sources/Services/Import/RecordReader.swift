/// One record of a file, and the line on which it begins.
struct TableRecord: Hashable {
    var line: Int
    var fields: [String]
    /// What is wrong with fields, by their places.
    var faults: [Int: String] = [:]
}

/// What no reading can repair.
struct TableProblem: Error, Hashable {
    var line: Int
    var sentence: String
}

/// A file of records, the first of which names the columns.
protocol RecordReader {
    /// - Returns: the next record that has anything in it; nil at the end of the file.
    mutating func next() throws(TableProblem) -> TableRecord?
}
