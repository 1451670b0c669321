import Domain
import Foundation
import Services
import Storage
import Synchronization

extension JournalModel {
    /// Writes all entries that the filters leave, whether they were read here or not, with their seals.
    ///
    /// - Parameter path: of a file, which is there whole in the end or as it was.
    /// - Returns: what was done, in a sentence.
    package func export(to path: String) async -> Result<String, Problem> {
        do {
            let filter = choice.filter(
                today: try await session.services.attendance.currentDate(),
                in: try await ZoneRules.system(named: session.services.company.settings().zone) ?? .utc)
            let count = try await JournalFile.write(filter, from: session, to: path)
            let name = URL(fileURLWithPath: path).lastPathComponent
            return .success("\(Words.count(count, "entry is", "entries are")) in \(name).")
        } catch {
            return .failure(
                Problem("The journal was not exported", error, consequence: "The file is as it was before."))
        }
    }
}

/// One JSON object a line, oldest first, as `etime audit export` writes it.
private enum JournalFile {
    static func write(_ filter: JournalFilter, from session: Session, to path: String) async throws -> Int {
        let file = URL(fileURLWithPath: path)
        let part = file.deletingLastPathComponent().appendingPathComponent(".\(file.lastPathComponent).part")
        // Names, reasons and what people earn in leave are in it.
        let isMade = FileManager.default.createFile(
            atPath: part.path, contents: nil, attributes: [.posixPermissions: 0o600])
        guard isMade, let handle = FileHandle(forWritingAtPath: part.path) else {
            throw ServiceError.fileRefused(
                "\(file.lastPathComponent) could not be written there; choose a folder that is yours.")
        }
        defer { try? FileManager.default.removeItem(at: part) }
        let count = Mutex(0)
        try await session.services.journal.export(matching: filter, by: session.actor) { entry, line in
            try handle.write(contentsOf: Data((ExportedEntry(entry, line).json + "\n").utf8))
            count.withLock { $0 += 1 }
        }
        try handle.close()
        guard rename(part.path, path) == 0 else {
            throw ServiceError.fileRefused(
                "\(file.lastPathComponent) could not be put in its place; choose another name.")
        }
        return count.withLock { $0 }
    }
}
