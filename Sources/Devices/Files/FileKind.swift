import Glibc
import NIOCore

/// What a file is, judged by what is in it; its name only decides where that leaves a doubt.
package enum FileKind: Hashable, Sendable {
    case attendanceLog
    /// See ``ObscuredLogFile``.
    case obscuredLog
    case users(UserRecord.Width)
    case templates(TemplateFile.Kind)
    /// Text with columns: a format has to say what they are.
    case columns(delimiter: String)
    /// The reason as a sentence.
    case unknown(why: String)

    private static let headSize = 64 << 10

    package static func detect(_ path: String) throws(FileError) -> FileKind {
        var head: [UInt8] = []
        var size = 0
        try FileBytes.pieces(of: path) { piece in
            size += piece.count
            head += piece.prefix(max(0, headSize - head.count))
        }
        let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
        return detect(name: name, head: head, size: size)
    }

    /// - Parameter head: The first bytes, or all.
    static func detect(name: String, head: [UInt8], size: Int) -> FileKind {
        guard !head.isEmpty else { return .unknown(why: "The file is empty.") }
        if isObscured(head, size) { return .obscuredLog }
        if let text = text(head) { return detect(text: text) }
        let rows = ByteBuffer(bytes: head)
        if let kind = templates(rows, size), !name.hasPrefix("user") { return .templates(kind) }
        if let width = users(rows, size) { return .users(width) }
        return .unknown(why: "It is neither text nor a table of users or fingerprints that this program knows.")
    }

    private static func isObscured(_ head: [UInt8], _ size: Int) -> Bool {
        size.isMultiple(of: ObscuredLogFile.rowSize)
            && head.allSatisfy { $0 == 0 || (0x78...0x87).contains($0) } && head[0] != 0
    }

    /// Nil for bytes that no text has.
    private static func text(_ head: [UInt8]) -> [Substring]? {
        guard !head.contains(where: { $0 < 0x20 && ![0x09, 0x0A, 0x0D].contains($0) }) else { return nil }
        return RecordText.decode(bytes: head).split(whereSeparator: \.isNewline)
    }

    private static func detect(text lines: [Substring]) -> FileKind {
        // The last one may be cut off.
        let whole = lines.count > 1 ? Array(lines.dropLast().prefix(100)) : lines
        let punches = whole.count { AttendanceLogFile.read(bytes: Array($0.utf8)).records.count == 1 }
        if punches > 0, punches * 2 > whole.count { return .attendanceLog }
        let counts = ["\t", ";", ",", "|"].map { delimiter in
            (delimiter, whole.map { line in line.count { String($0) == delimiter } }.min() ?? 0)
        }
        if let best = counts.max(by: { $0.1 < $1.1 }), best.1 > 0 { return .columns(delimiter: best.0) }
        return .unknown(why: "It is text, but not in columns that every line has.")
    }

    private static func users(_ rows: ByteBuffer, _ size: Int) -> UserRecord.Width? {
        let fitting = [UserRecord.Width.standard, .short].filter { size.isMultiple(of: $0.rawValue) }
        let shares = fitting.map { ($0, UserFile.share(rows, $0)) }
        guard let best = shares.max(by: { $0.1 < $1.1 }), best.1 > 0.5 else { return nil }
        return best.0
    }

    /// Fixed entries have the right sizes throughout; variable ones lead from one to the next.
    private static func templates(_ rows: ByteBuffer, _ size: Int) -> TemplateFile.Kind? {
        if size.isMultiple(of: TemplateFile.fixedSize), isFixed(rows) { return .fixed }
        return isVariable(rows, size) ? .variable : nil
    }

    private static func isFixed(_ rows: ByteBuffer) -> Bool {
        stride(from: 0, to: rows.readableBytes - TemplateFile.fixedSize + 1, by: TemplateFile.fixedSize).allSatisfy {
            isHeader(rows, at: $0, sizes: 1...TemplateFile.fixedSize)
        } && rows.readableBytes >= TemplateFile.fixedSize
    }

    private static func isVariable(_ rows: ByteBuffer, _ size: Int) -> Bool {
        var position = 0
        while position + TemplateFile.headerSize <= rows.readableBytes {
            guard isHeader(rows, at: position, sizes: 64...8192) else { return false }
            position += Int(rows.getInteger(at: position, endianness: .little, as: UInt16.self) ?? 1)
        }
        return position == size || (position > 0 && size > rows.readableBytes)
    }

    private static func isHeader(_ rows: ByteBuffer, at position: Int, sizes: ClosedRange<Int>) -> Bool {
        guard let length: UInt16 = rows.getInteger(at: position, endianness: .little),
            let uid: UInt16 = rows.getInteger(at: position + 2, endianness: .little),
            let finger: UInt8 = rows.getInteger(at: position + 4), let flag: UInt8 = rows.getInteger(at: position + 5)
        else { return false }
        return sizes.contains(Int(length)) && uid > 0 && finger < 10 && FingerTemplate.Kind(rawValue: flag) != nil
    }
}
