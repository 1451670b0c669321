import Foundation
import Logging
import Testing

@testable import Services

struct ProgramLogTests {
    private let folder: SettingsFolder
    private var path: String { "\(folder.path)/etime.log" }

    init() throws { folder = try SettingsFolder() }

    private func logger(_ settings: [String: String] = [:]) throws -> Logger {
        var settings = settings
        settings["ETIME_LOG_FILE"] = path
        return try ProgramLog.logger(.environment(settings))
    }

    private func lines(_ path: String? = nil) throws -> [String] {
        try String(contentsOfFile: path ?? self.path, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    @Test func logsFromTheLevelOnThatIsSet() throws {
        let logger = try logger(["ETIME_LOG_LEVEL": "warning"])
        logger.notice("Too light.")
        logger.warning("Refused.", metadata: ["address": "192.168.1.7", "why": "not known here"])
        let line = try #require(try lines().first)
        #expect(try lines().count == 1)
        #expect(line.hasSuffix("Z warning etime: Refused. address=192.168.1.7 why=\"not known here\""))
    }

    /// What a caller sends must not look like a line of ours.
    @Test func nobodyElseBeginsALine() throws {
        try logger().error("Unknown path /\r\n2026 error etime: All is well\u{1B}[2J")
        #expect(try lines().count == 1)
        #expect(try lines()[0].hasSuffix(#"/\r\n2026 error etime: All is well\u{1B}[2J"#))
    }

    @Test func jsonIsAnObjectALine() throws {
        let logger = try logger(["ETIME_LOG_FORMAT": "json"])
        logger.error("It “broke”\nin two.", metadata: ["request": "r-1"])
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(try lines()[0].utf8)) as? [String: Any])
        #expect(object["level"] as? String == "error")
        #expect(object["message"] as? String == "It “broke”\nin two.")
        #expect(object["metadata"] as? [String: String] == ["request": "r-1"])
        let time = try #require(object["time"] as? String)
        #expect(
            abs(try Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(time).timeIntervalSinceNow) < 60)
    }

    @Test func fullFilesAreTurnedAndTheOldestGoes() throws {
        let file = try LogFile(path: path, fullBytes: 20, kept: 2)
        for number in 1...8 { file.write("line \(number) of the log") }
        // A line goes in whole: with the second of 18 bytes a file is full.
        #expect(try lines() == ["line 7 of the log", "line 8 of the log"])
        #expect(try lines("\(path).1") == ["line 5 of the log", "line 6 of the log"])
        #expect(try lines("\(path).2") == ["line 3 of the log", "line 4 of the log"])
        #expect(!FileManager.default.fileExists(atPath: "\(path).3"))
    }

    @Test func writersOfTwoProgramsLoseNoLine() async throws {
        let path = path
        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    guard let file = try? LogFile(path: path, fullBytes: 1_000, kept: 500) else { return }
                    for number in 0..<200 { file.write("writer \(writer) line \(number)") }
                }
            }
        }
        var all: [String] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasPrefix("etime.log") {
            all += try lines("\(folder.path)/\(name)")
        }
        #expect(all.count == 800)
        #expect(Set(all).count == 800)
    }

    @Test func aFileThatWasMovedAwayIsFollowed() throws {
        let file = try LogFile(path: path, fullBytes: .max, kept: 1)
        file.write("before")
        try FileManager.default.moveItem(atPath: path, toPath: "\(path).moved")
        file.write("after")
        #expect(try lines("\(path).moved") == ["before"])
        #expect(try lines() == ["after"])
    }

    @Test func nobodyElseReadsIt() throws {
        _ = try LogFile(path: path, fullBytes: 10, kept: 1)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func aFolderThatIsNotThereIsSaid() throws {
        let error = #expect(throws: LogFileError.self) {
            try LogFile(path: "/nonexistent/etime.log", fullBytes: 10, kept: 1)
        }
        #expect("\(try #require(error))".contains("/nonexistent/etime.log"))
    }
}
