import Foundation

/// A file that somebody imports: its text, where it is one that can be read.
enum CompanyFile {
    /// In bytes: a year's punches of a thousand people.
    static let largest = 32 << 20

    /// - Throws: ``ServiceError/unreadableImport(_:)`` for another kind of file, with what to do.
    static func text(_ data: Data) throws(ServiceError) -> String {
        guard data.count <= largest else { throw tooLarge }
        if let kind = otherKind(data) {
            throw .unreadableImport(
                "The file is \(kind), not CSV; open it in a spreadsheet, save it as “CSV UTF-8” and import that.")
        }
        if isUTF16(data) {
            throw .unreadableImport("The file is UTF-16, not UTF-8 text; save it again as “CSV UTF-8” and import that.")
        }
        guard !data.contains(0), let text = String(validating: data, as: UTF8.self) else {
            throw .unreadableImport("The file is not UTF-8 text; save it again as “CSV UTF-8” and import that.")
        }
        return text
    }

    static var tooLarge: ServiceError {
        .unreadableImport("The file has more than \(largest >> 20) MB; import it in parts.")
    }

    private static func otherKind(_ data: Data) -> String? {
        let kinds: [([UInt8], String)] = [
            ([0x50, 0x4B, 0x03, 0x04], "a workbook of a spreadsheet (XLSX, ODS) or another archive"),
            ([0xD0, 0xCF, 0x11, 0xE0], "a workbook of an old spreadsheet (XLS)"),
            (Array("%PDF".utf8), "a PDF"), ([0x1F, 0x8B], "a compressed file"),
        ]
        return kinds.first { data.starts(with: $0.0) }?.1
    }

    /// By its mark, or by the zeros that stand beside the first letters.
    private static func isUTF16(_ data: Data) -> Bool {
        let head = Array(data.prefix(4))
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return true }
        guard head.count == 4 else { return false }
        return (head[0] == 0) == (head[2] == 0) && (head[1] == 0) == (head[3] == 0) && (head[0] == 0) != (head[1] == 0)
    }
}
