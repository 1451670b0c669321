import Devices
import Domain
import Foundation
import Storage

/// A file of a terminal, read.
struct CarriedFile: Sendable {
    enum Content: Sendable {
        case punches(PunchFile)
        case users(UserFile)
        case templates(TemplateFile)
    }

    /// In bytes. The log of a full terminal is a tenth of it.
    static let largest = 64 << 20

    var name: String
    /// SHA-256 of its bytes, in hexadecimal.
    var hash: String
    var content: Content

    /// - Parameter format: of text in columns, where the options have none.
    /// - Throws: `FileError`, ``ServiceError/fileRefused(_:)``, `LineFormatError`
    static func read(
        _ path: String, _ options: FileOptions, format: LineFormat?, zone: ZoneRules
    ) throws -> CarriedFile {
        let hash = try hash(of: path)
        let content = try content(path, options, format: options.format ?? format, zone: zone)
        // What is still being written is not what its hash says.
        guard try self.hash(of: path) == hash else { throw FileError.changed(path: path) }
        if case .punches(let file) = content { try refuseNonsense(file, path) }
        return CarriedFile(name: path.split(separator: "/").last.map(String.init) ?? path, hash: hash, content: content)
    }

    private static func content(
        _ path: String, _ options: FileOptions, format: LineFormat?, zone: ZoneRules
    ) throws -> Content {
        switch try FileKind.detect(path) {
        case .attendanceLog where options.format == nil: return .punches(try AttendanceLogFile.read(path))
        case .obscuredLog:
            return .punches(try ObscuredLogFile.read(path, isExperimentAccepted: options.acceptsExperiment))
        case .users: return .users(try UserFile.read(path))
        case .templates(let kind): return .templates(try templates(path, kind, options.users))
        case .unknown(let why) where !isText(path): throw refusal(path, why)
        case .attendanceLog, .columns, .unknown:
            guard let format else {
                throw refusal(path, "It is text, and nobody has said what its columns mean.")
            }
            let parser = try LineParser(format, zone: zone)
            return .punches(try MappedFile.read(path, parser: parser, headerLines: options.headerLines))
        }
    }

    private static func refusal(_ path: String, _ why: String) -> ServiceError {
        .fileRefused(
            "\(path) is no file of a terminal that this program knows. \(why) Choose another file, or give the format of its "
                + "lines.")
    }

    /// Whether some format could read it.
    private static func isText(_ path: String) -> Bool {
        let head = (try? FileHandle(forReadingAtPath: path)?.read(upToCount: 64 << 10)) ?? nil
        return head.map { head in head.allSatisfy { $0 >= 0x20 || [0x09, 0x0A, 0x0D].contains($0) } } ?? false
    }

    private static func templates(
        _ path: String, _ kind: TemplateFile.Kind, _ users: String?
    ) throws -> TemplateFile {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        let beside = [folder.appendingPathComponent("user.dat"), folder.appendingPathComponent("taken/user.dat")].map(
            \.path)
        let table = users ?? beside.first { FileManager.default.fileExists(atPath: $0) }
        let known = try table.map { try UserFile.read($0).users } ?? []
        let owners = Dictionary(known.map { ($0.uid, $0.userID) }) { first, _ in first }
        return try TemplateFile.read(path, kind) { owners[$0] }
    }

    private static func refuseNonsense(_ file: PunchFile, _ path: String) throws(ServiceError) {
        guard file.problemCount > file.problems.count else { return }
        throw .fileRefused(
            "More than \(file.problems.count) lines of \(path) cannot be read, so nothing was taken: it is another kind of "
                + "file, or its format is wrong. The first is line \(file.problems[0].line): \(file.problems[0].reason)."
        )
    }

    private static func hash(of path: String) throws -> String {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw FileError.unopenable(path: path, why: String(cString: strerror(errno)))
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw FileError.unopenable(path: path, why: "it is no file") }
        guard status.st_size <= largest else { throw FileError.tooLarge(path: path, most: largest) }
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw FileError.unopenable(path: path, why: "you may not read it")
        }
        return SHA256.hash(Array(bytes)).hexadecimal
    }
}
