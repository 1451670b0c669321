import Devices
import Domain
import Foundation
import Storage
import Testing

@testable import Services

struct FolderKeeperTests {
    private let now = "2026-11-20 19:00:00"

    private struct Folder {
        let url: URL
        let device: DeviceSummary

        init(_ company: TestCompany) async throws {
            url = URL(fileURLWithPath: company.path).deletingLastPathComponent().appendingPathComponent("warehouse")
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
            var connection = DeviceConnection()
            connection.folder = .init(format: .standard)
            connection.computer = DeviceConnection.thisComputer
            device = try await company.services.devices.add(
                DeviceDraft(name: "Warehouse", family: .folder, host: url.path, connection: connection),
                by: company.actor)
        }

        func put(_ text: String, _ name: String) throws {
            try Data(text.utf8).write(to: url.appendingPathComponent(name))
        }

        func names(_ part: String = "") -> [String] {
            ((try? FileManager.default.contentsOfDirectory(atPath: url.appendingPathComponent(part).path)) ?? [])
                .sorted()
        }
    }

    private static func line(_ user: Int, _ time: String) -> String { "\(user),2026-11-20 \(time),0\n" }

    @Test func filesAreTakenAndMovedAndNoNameIsLost() async throws {
        try await TestCompany.open(now: now) { company in
            let folder = try await Folder(company)
            try folder.put(Self.line(1, "09:00:00") + "nonsense\n", "day.csv")
            try folder.put("half of a file", "day.csv.part")
            let run = try await RunningCollector(company)
            try await run.until(holds: { folder.names() == ["day.csv.part", "taken"] })
            #expect(try await company.punchCount() == 1)
            try folder.put(Self.line(1, "18:00:00"), "day.csv")
            try await run.until(holds: { folder.names("taken") == ["day-2.csv", "day.csv"] })
            #expect(try await company.punchCount() == 2)
            #expect(try await company.listed(folder.device).unreadableLines == 1)
            #expect(try await company.listed(folder.device).completeThrough != nil)
            try await run.stop()
        }
    }

    @Test func whatIsNoFileOfATerminalGoesToRefusedWithOneNote() async throws {
        try await TestCompany.open(now: now) { company in
            let folder = try await Folder(company)
            try folder.put("", "empty.dat")
            try folder.put("\u{1}\u{2}1,2026-11-20 10:00:00,0\n", "garbage.csv")
            let secret = folder.url.deletingLastPathComponent().appendingPathComponent("secret")
            try Data(Self.line(9, "09:00:00").utf8).write(to: secret)
            try FileManager.default.createSymbolicLink(
                at: folder.url.appendingPathComponent("link.csv"), withDestinationURL: secret)
            try folder.put(Self.line(1, "09:00:00"), "z.csv")
            let run = try await RunningCollector(company)
            try await run.until(holds: { folder.names() == ["link.csv", "refused", "taken"] })
            #expect(folder.names("refused") == ["empty.dat", "garbage.csv"])
            #expect(folder.names("taken") == ["z.csv"])
            #expect(try await company.punchCount() == 1, "a link leads anywhere, and is not followed")
            let notes = try await company.listed(folder.device).notes
            #expect(notes.count == 2)
            #expect(notes.first?.contains("empty.dat") == true)
            try await run.stop()
        }
    }

    /// What a program leaves behind that is killed after the ledger holds the file: the file, not moved.
    @Test func killedBetweenStoringAndMovingNothingComesTwice() async throws {
        try await TestCompany.open(now: now) { company in
            let folder = try await Folder(company)
            let text = Self.line(1, "09:00:00") + Self.line(1, "09:00:00") + "nonsense\n"
            try folder.put(text, "day.csv")
            let path = folder.url.appendingPathComponent("day.csv").path
            try await company.services.files.import(path, into: folder.device.id, by: company.actor)
            // Or after the first of the two steps of moving.
            try FileManager.default.createDirectory(
                at: folder.url.appendingPathComponent("taken"), withIntermediateDirectories: true)
            try FileManager.default.linkItem(
                atPath: path, toPath: folder.url.appendingPathComponent("taken/day.csv").path)
            let run = try await RunningCollector(company)
            try await run.until(holds: { folder.names() == ["taken"] })
            try await run.stop()
            #expect(folder.names("taken") == ["day.csv"])
            #expect(try await company.punchCount() == 2)
            #expect(try await company.listed(folder.device).unreadableLines == 1)
            #expect(try await company.services.ledger.verify(by: company.actor).isIntact)
        }
    }

    @Test func whileTheDatabaseIsAwayFilesStayWhereTheyAre() async throws {
        try await TestCompany.open(now: now) { company in
            let folder = try await Folder(company)
            let flaky = FlakyDatabase(company.database)
            let run = try await RunningCollector(company, on: flaky)
            try await run.until { if case .connected = $0 { true } else { false } }
            flaky.become(.away)
            try folder.put(Self.line(1, "09:00:00"), "day.csv")
            try await run.until { if case .disconnected(_, .some) = $0 { true } else { false } }
            #expect(folder.names() == ["day.csv"])
            // The transaction is kept, and the program is told that it may not be.
            flaky.become(.losingAnswers(2))
            try await run.until(holds: { folder.names() == ["taken"] })
            try await run.stop()
            #expect(try await company.punchCount() == 1)
        }
    }

    /// It is in place when the ledger has the first one, and nobody has read it.
    @Test(arguments: [true, false]) func whatComesWhileAFileIsTakenIsReadAnew(isReplaced: Bool) async throws {
        try await TestCompany.open(now: now) { company in
            let folder = try await Folder(company)
            try folder.put(Self.line(1, "09:00:00"), "day.csv")
            let hooked = HookedDatabase(company.database)
            hooked.afterWrites {
                guard try await company.punchCount() == 1 else { return false }
                let file = folder.url.appendingPathComponent("day.csv")
                if isReplaced {
                    try Data(Self.line(2, "10:00:00").utf8).write(to: file, options: .atomic)
                } else {
                    let writer = try FileHandle(forWritingTo: file)
                    try writer.seekToEnd()
                    try writer.write(contentsOf: Data(Self.line(2, "10:00:00").utf8))
                    try writer.close()
                }
                return true
            }
            let run = try await RunningCollector(company, on: hooked)
            try await run.until(holds: { folder.names() == ["taken"] })
            try await run.stop()
            #expect(hooked.hasHappened)
            #expect(try await company.punchCount() == 2)
        }
    }

    /// Fingers belong to the users in the file beside them, in whose place is something that cannot be opened.
    @Test func aFileThatCannotBeReadYetWaitsAndIsTold() async throws {
        try await TestCompany.open(now: now) { company in
            let folder = try await Folder(company)
            let users = folder.url.appendingPathComponent("user.dat")
            try FileManager.default.createDirectory(at: users, withIntermediateDirectories: true)
            let finger = FingerTemplate(
                userID: "42", finger: 6, kind: .ordinary, algorithm: 10, bytes: Array(repeating: 7, count: 300))
            let (bytes, _) = TemplateFile.encode([finger], .variable) { _ in 1 }
            try Data(bytes).write(to: folder.url.appendingPathComponent("template.fp10"))
            let run = try await RunningCollector(company)
            let lastError = { try await company.listed(folder.device).lastError ?? "" }
            try await run.until(holds: { try await lastError().contains("cannot be read: it is no file") })
            try folder.put(Self.line(1, "09:00:00"), "day.csv")
            try await run.until(holds: { folder.names("taken") == ["day.csv"] })
            try await run.until(holds: { try await !lastError().isEmpty })
            #expect(folder.names() == ["taken", "template.fp10", "user.dat"])
            #expect(!run.events.contains { if case .disconnected(_, .some) = $0 { true } else { false } })
            try FileManager.default.removeItem(at: users)
            try await run.until(holds: { folder.names("taken") == ["day.csv", "template.fp10"] })
            try await run.until(holds: { try await lastError().isEmpty })
            try await run.stop()
            #expect(try await company.notes() == [])
        }
    }

    @Test func onlyWhatStaysWrongIsRefused() {
        let passing: [any Error] = [
            FileError.unopenable(path: "a", why: "Permission denied"), FileError.changed(path: "a"),
            StorageError.busy(path: "a"),
        ]
        let lasting: [any Error] = [
            FileError.tooLarge(path: "a", most: 1), FileError.wrongKind(path: "a", wanted: "log", why: "it is none"),
            ServiceError.fileRefused("No."),
        ]
        #expect(passing.allSatisfy { !$0.isAboutTheFile } && lasting.allSatisfy(\.isAboutTheFile))
    }

    @Test func aFolderThatIsNotThereIsSaidAndComesBack() async throws {
        try await TestCompany.open(now: now) { company in
            let folder = try await Folder(company)
            try FileManager.default.removeItem(at: folder.url)
            let run = try await RunningCollector(company)
            try await run.until { if case .disconnected(_, .some) = $0 { true } else { false } }
            #expect(try await company.listed(folder.device).lastError?.contains(folder.url.path) == true)
            try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
            try folder.put(Self.line(1, "09:00:00"), "day.csv")
            try await run.until(holds: { folder.names() == ["taken"] })
            try await run.stop()
            #expect(try await company.punchCount() == 1)
        }
    }

    @Test func namesAreNumberedInFrontOfTheirEnding() {
        #expect(WatchedFolder.numbered("attlog.dat", 1) == "attlog.dat")
        #expect(WatchedFolder.numbered("attlog.dat", 2) == "attlog-2.dat")
        #expect(WatchedFolder.numbered("README", 3) == "README-3")
        #expect(WatchedFolder.numbered("a.b.csv", 12) == "a.b-12.csv")
    }
}
