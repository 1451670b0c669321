import Foundation
import Spreadsheets
import Storage

/// A file that somebody imports, where it is one that can be read.
enum CompanyFile {
    case text(String)
    case workbook(Workbook)

    /// In bytes: a year's punches of a thousand people.
    static let largest = 32 << 20

    /// - Throws: ``ServiceError/unreadableImport(_:)`` for another kind of file, with what to do.
    init(_ data: Data) throws(ServiceError) {
        guard data.count <= Self.largest else { throw Self.tooLarge }
        if data.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            do { self = .workbook(try Workbook(data)) } catch { throw Self.refusal(error) }
        } else {
            self = .text(try Self.text(data))
        }
    }

    private static func text(_ data: Data) throws(ServiceError) -> String {
        if let kind = otherKind(data) { throw refusal(.otherKind(kind)) }
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

    static func refusal(_ problem: WorkbookProblem) -> ServiceError {
        switch problem {
        case .otherKind(let kind):
            .unreadableImport(
                "The file is \(kind), neither XLSX nor CSV; open it in a spreadsheet, save it as XLSX or as “CSV UTF-8” "
                    + "and import that.")
        case .damaged(let part):
            .unreadableImport(
                "The workbook is damaged at \(part.clipped(to: 100)); open it in a spreadsheet, save it again and import "
                    + "that.")
        case .tooLarge:
            .unreadableImport("The workbook unfolds to more than \(Workbook.largest >> 20) MB; import it in parts.")
        case .tooWide(let sheet):
            .unreadableImport(
                "The sheet \(sheet.clipped(to: 100)) has something beyond its \(Workbook.widest)th column; remove it.")
        }
    }

    private static func otherKind(_ data: Data) -> String? {
        let kinds: [([UInt8], String)] = [
            ([0xD0, 0xCF, 0x11, 0xE0], "a workbook of an old spreadsheet (XLS), or one that has a password"),
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
