/// Reads CSV as RFC 4180 describes it: quoted fields may hold separators, doubled quotes and line ends.
///
/// Beyond the RFC: LF and CR alone end a line, and the separator may be a semicolon or a tab, as spreadsheets in many
/// countries write it. Whichever stands most often in the first line outside quotes is the separator.
struct CSVReader: RecordReader {
    private let bytes: [UInt8]
    private let separator: UInt8
    private var index = 0
    private var line = 1

    init(_ text: String) {
        var bytes = Array(text.utf8)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        self.bytes = bytes
        separator = Self.separator(of: bytes)
    }

    /// The next record that has anything in it; nil at the end of the file.
    mutating func next() throws(TableProblem) -> TableRecord? {
        while index < bytes.count {
            let start = line
            let fields = try record()
            if fields != [""] { return TableRecord(line: start, fields: fields) }
        }
        return nil
    }

    private mutating func record() throws(TableProblem) -> [String] {
        var fields: [String] = []
        while true {
            fields.append(peek == UInt8(ascii: "\"") ? try quotedField() : plainField())
            guard let byte = peek else { return fields }
            index += 1
            if byte == separator { continue }
            endLine(byte)
            return fields
        }
    }

    private mutating func plainField() -> String {
        let start = index
        while let byte = peek, byte != separator, byte != 10, byte != 13 { index += 1 }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func quotedField() throws(TableProblem) -> String {
        let opened = line
        var field: [UInt8] = []
        index += 1
        while let byte = peek {
            index += 1
            if byte == UInt8(ascii: "\"") {
                guard peek == byte else { return try closed(field) }
                index += 1
            } else if byte == 10 || byte == 13 && peek != 10 {
                line += 1
            }
            field.append(byte)
        }
        throw TableProblem(line: opened, sentence: "A quotation mark is opened here and never closed.")
    }

    /// After the closing quote only a separator or the end of the line may follow.
    private func closed(_ field: [UInt8]) throws(TableProblem) -> String {
        if let byte = peek, byte != separator, byte != 10, byte != 13 {
            throw TableProblem(
                line: line, sentence: "Something stands between a closing quotation mark and the separator.")
        }
        return String(decoding: field, as: UTF8.self)
    }

    private mutating func endLine(_ byte: UInt8) {
        if byte == 13, peek == 10 { index += 1 }
        line += 1
    }

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    private static func separator(of bytes: [UInt8]) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted, byte == 10 || byte == 13 { break }
            if !isQuoted { counts[byte, default: 0] += 1 }
        }
        let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
        let most = candidates.max { counts[$0, default: 0] < counts[$1, default: 0] }
        return most.flatMap { counts[$0] == nil ? nil : $0 } ?? UInt8(ascii: ",")
    }
}
