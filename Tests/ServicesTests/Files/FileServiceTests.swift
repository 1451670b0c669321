import DeviceSimulator
import Devices
import Domain
import Foundation
import Storage
import Testing

@testable import Services

struct FileServiceTests {
    private let now = "2026-11-20 19:00:00"

    /// Two days, a double within one second, and a 31 February.
    private static let punches = [
        "42 2026-11-18 09:00:00", "42 2026-11-18 18:00:00", "42 2026-11-18 18:00:00", "7 2026-11-19 09:01:02",
        "42 2026-11-19 09:00:00",
    ]

    /// As a terminal writes `attlog.dat`: user, time, device number, state, verify code, work code.
    private static func log(_ punches: [String]) -> String {
        virtual(punches).map { "\($0.userID)\t\($0.time)\t1\t\($0.state)\t\($0.verify)\t0\n" }.joined()
    }

    private static func write(_ text: some StringProtocol, _ name: String, beside company: TestCompany) throws -> String
    {
        try write(Data(text.utf8), name, beside: company)
    }

    private static func write(_ data: Data, _ name: String, beside company: TestCompany) throws -> String {
        let file = URL(fileURLWithPath: company.path).deletingLastPathComponent().appendingPathComponent(name)
        try data.write(to: file)
        return file.path
    }

    private static func unreadable(_ company: TestCompany, _ device: DeviceSummary) async throws -> [UnreadableLine] {
        try await company.database.read { try UnreadableLineStore($0).all(of: device.id) }
    }

    @Test(arguments: [true, false])
    func aFileAndTheTerminalAreTheSamePunches(isFileFirst: Bool) async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            try await withVirtualTerminal(configuration(at: now, Self.punches)) { _, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                let path = try Self.write(Self.log(Self.punches), "1_attlog.dat", beside: company)
                if !isFileFirst { #expect(try await company.sync(device).newPunches == 5) }
                let report = try await company.services.files.import(path, into: device.id, by: company.actor)
                #expect((report.newPunches, report.knownPunches) == (isFileFirst ? (5, 0) : (0, 5)))
                #expect(try await company.sync(device).newPunches == 0)
                #expect(try await company.punchCount() == 5)
                #expect(try await company.day(asha, "2026-11-18").status == .present)
                #expect(try await company.services.ledger.verify(by: company.actor).isIntact)
                let batch = try await company.database.read { try PunchLedger($0).batches(of: device.id, limit: 1)[0] }
                #expect(batch.source == (isFileFirst ? .file : .download))
            }
        }
    }

    /// The stick was carried between two readings over the network, the second of which goes on where the first ended.
    @Test(arguments: [false, true])
    func aFileBetweenTwoReadingsIsTheSamePunches(isWhole: Bool) async throws {
        let later = [
            // In the second where the first reading ended, a double, and one that a clock set back shows once more.
            "7 2026-11-19 09:00:00", "7 2026-11-19 18:00:00", "7 2026-11-19 18:00:00", "42 2026-11-18 09:00:00",
        ]
        try await TestCompany.open(now: now) { company in
            try await withVirtualTerminal(configuration(at: now, Self.punches)) { terminal, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                #expect(try await company.sync(device).newPunches == 5)
                #expect(await terminal.store(virtual(later)) == 4)
                let carried = isWhole ? Self.punches + later : Array(later.dropLast())
                let path = try Self.write(Self.log(carried), "1_attlog.dat", beside: company)
                let report = try await company.services.files.import(path, into: device.id, by: company.actor)
                #expect(report.newPunches == (isWhole ? 4 : 3))
                #expect(try await company.sync(device).newPunches == (isWhole ? 0 : 1))
                #expect(try await company.punchCount() == 9)
                #expect(try await company.sync(device).newPunches == 0)
            }
        }
    }

    /// What was punched since comes in parts, each of which moves the mark.
    @Test func aFileBeforeALongReadingIsTheSamePunches() async throws {
        let later = (0..<40).map { "42 2026-11-19 10:\(10 + $0):00" }
        try await TestCompany.open(now: now, partSize: 280) { company in
            try await withVirtualTerminal(configuration(at: now, Self.punches)) { terminal, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                #expect(try await company.sync(device).newPunches == 5)
                company.clock.advance(60)
                #expect(await terminal.store(virtual(later)) == 40)
                let path = try Self.write(Self.log(later), "1_attlog.dat", beside: company)
                let report = try await company.services.files.import(path, into: device.id, by: company.actor)
                #expect(report.newPunches == 40)
                company.clock.advance(60)
                #expect(await terminal.store(virtual(["7 2026-11-19 11:00:00"])) == 1)
                _ = try await company.sync(device)
                #expect(try await company.punchCount() == 46)
                // The stick is behind the mark now: a clock that is set back shows its punches once more.
                company.clock.advance(60)
                #expect(await terminal.store(virtual(["42 2026-11-19 10:10:00"])) == 1)
                #expect(try await company.sync(device).newPunches == 1)
            }
        }
    }

    @Test func badLinesAreKeptAndTheSameFileTwiceChangesNothing() async throws {
        try await TestCompany.open(now: now) { company in
            let device = try await company.addDevice("Gate", port: 1)
            let text = Self.log(Self.punches) + "9\tyesterday\t1\t0\t1\t0\n\n" + Self.log(["8 2026-11-19 10:00:00"])
            let path = try Self.write(text, "attlog.dat", beside: company)
            let first = try await company.services.files.import(path, into: device.id, by: company.actor)
            #expect((first.newPunches, first.unreadable, first.takenBefore) == (6, 1, nil))
            let lines = try await Self.unreadable(company, device)
            #expect(lines.map(\.line) == ["9\tyesterday\t1\t0\t1\t0"])
            #expect(lines[0].reason.hasPrefix("line 6 of attlog.dat: its time is not written as"))
            #expect(try await company.listed(device).lastSeen == nil, "a file does not say that the terminal answers")

            // Somebody has looked at the line; the same file, even by another name, does not bring it back.
            try await company.database.write { try UnreadableLineStore($0).remove(lines[0].id) }
            let journal = try await company.journal().count
            let again = try Self.write(text, "copy.dat", beside: company)
            let second = try await company.services.files.import(again, into: device.id, by: company.actor)
            #expect((second.newPunches, second.knownPunches, second.takenBefore) == (0, 6, company.clock.now))
            #expect(try await Self.unreadable(company, device).isEmpty)
            #expect(try await company.journal().count == journal)
            #expect(try await company.watermark(device) == nil, "days do not wait for less because of a file")
        }
    }

    @Test func aDryRunTellsEachLinesFateAndStoresNothing() async throws {
        try await TestCompany.open(now: now) { company in
            let device = try await company.addDevice("Gate", port: 1)
            let known = try Self.write(Self.log(["42 2026-11-18 09:00:00"]), "old.dat", beside: company)
            try await company.services.files.import(known, into: device.id, by: company.actor)
            let text =
                Self.log(["42 2026-11-18 09:00:00", "42 2026-11-18 09:00:00"]) + "\nnonsense\n"
                + "5\t2026-02-31 08:00:00\t1\t0\t1\t0\n5\t2027-02-01 08:00:00\t1\t0\t1\t0\n5\t2001-02-01 08:00:00\t1\t0\t1\t0\n"
            let path = try Self.write(text, "attlog.dat", beside: company)
            let before = try await company.journal().count
            let fates = try await company.services.files.preview(path, for: device.id, by: company.actor)
            #expect(fates.map(\.line) == [1, 2, 4, 5, 6, 7])
            #expect(fates.map(\.user) == ["42", "42", "", "5", "5", "5"])
            #expect(
                fates.map(\.fate) == [
                    .known, .new, .unreadable("its third column is no device number"), .doubtful(.impossible),
                    .doubtful(.future), .doubtful(.ancient),
                ] || fates[2].fate.description.hasPrefix("cannot be read"))
            #expect(try await company.punchCount() == 1)
            #expect(try await company.journal().count == before)
            let report = try await company.services.files.import(path, into: device.id, by: company.actor)
            #expect((report.newPunches, report.quarantined) == (4, 3))
        }
    }

    @Test func namesComeWithoutPasswords() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            try await company.add("42", "Asha")
            let device = try await company.addDevice("Gate", port: 1)
            var rows = Data()
            for (uid, user, name) in [(1, "42", "ASHA"), (2, "9", "NEW")] {
                // 72 bytes: index, rights, password, name, card, group, …, user id at 48.
                var row = [UInt8](repeating: 0, count: 72)
                row[0] = UInt8(uid)
                row.replaceSubrange(3..<11, with: Array("s3cr3t42".utf8))
                row.replaceSubrange(11..<11 + name.utf8.count, with: Array(name.utf8))
                row.replaceSubrange(48..<48 + user.utf8.count, with: Array(user.utf8))
                rows += row
            }
            let path = try Self.write(rows, "user.dat", beside: company)
            let report = try await company.services.files.import(path, into: device.id, by: company.actor)
            #expect(report.users == 2)
            let users = try await company.database.read { try DeviceUserStore($0).all(of: device.id) }
            #expect(users.map { [$0.deviceUser, $0.name] } == [["42", "ASHA"], ["9", "NEW"]])
            #expect(users.map { $0.employee != nil } == [true, false])
            let bytes = try Data(contentsOf: URL(fileURLWithPath: company.path))
            #expect(bytes.range(of: Data("s3cr3t42".utf8)) == nil)
            let log = (try? Data(contentsOf: URL(fileURLWithPath: company.path + "-wal"))) ?? Data()
            #expect(log.range(of: Data("s3cr3t42".utf8)) == nil)
        }
    }

    @Test func columnsNeedAFormatAndHaveTheDevicesOwn() async throws {
        try await TestCompany.open(now: now) { company in
            var connection = DeviceConnection()
            connection.folder = .init(format: .standard)
            let folder = try await company.services.devices.add(
                DeviceDraft(name: "Kiosk", family: .folder, host: "/srv/kiosk", connection: connection),
                by: company.actor)
            let gate = try await company.addDevice("Gate", port: 1)
            let path = try Self.write("user,time,key\n42,2026-11-19 09:00:00,0\n", "a.csv", beside: company)
            await #expect(throws: ServiceError.self) {
                try await company.services.files.import(path, into: gate.id, by: company.actor)
            }
            let options = FileOptions(format: .standard, headerLines: 1)
            let taken = try await company.services.files.import(path, into: gate.id, options, by: company.actor)
            #expect((taken.newPunches, taken.unreadable) == (1, 0))
            let kiosk = try await company.services.files.import(path, into: folder.id, by: company.actor)
            #expect((kiosk.newPunches, kiosk.unreadable) == (1, 1), "the heading is a line that cannot be read")
            let through = try await company.watermark(folder)?.completeThrough
            #expect(
                through == LocalTime("2026-11-19 09:00:00").map { Instant(seconds: $0.seconds - TestCompany.offset) })
        }
    }

    @Test func whatIsNotThisTerminalsOrNoFileIsRefused() async throws {
        try await TestCompany.open(now: now) { company in
            try await withVirtualTerminal(configuration(at: now, [])) { terminal, address in
                let other = try await company.addDevice("Yard", port: address.tcpPort)
                let serial =
                    try await company.services.devices.information(of: other.id, by: company.actor).serialNumber ?? ""
                let device = try await company.addDevice("Gate", port: 1)
                let files = company.services.files
                let mixed = try Self.write(Self.log(Self.punches), "\(serial)_attlog.dat", beside: company)
                await #expect(throws: ServiceError.self) {
                    try await files.import(mixed, into: device.id, by: company.actor)
                }
                let obscured = try Self.write(
                    Data([0x7B, 0x7A] + [UInt8](repeating: 0, count: 254)), "x.dat", beside: company)
                await #expect(throws: FileError.self) {
                    try await files.import(obscured, into: device.id, by: company.actor)
                }
                let endless = String(repeating: "a,b\n", count: PunchFile.mostProblems + 1)
                let nonsense = try Self.write(endless, "x.csv", beside: company)
                await #expect(throws: ServiceError.self) {
                    try await files.import(nonsense, into: device.id, FileOptions(format: .standard), by: company.actor)
                }
                for path in ["/dev/zero", "/nowhere/attlog.dat", "/tmp"] {
                    await #expect(throws: FileError.self) {
                        try await files.import(path, into: device.id, by: company.actor)
                    }
                }
                #expect(try await company.punchCount() == 0)
                #expect(try await Self.unreadable(company, device).isEmpty)
                let accepted = FileOptions(acceptsOtherTerminal: true)
                let report = try await files.import(mixed, into: device.id, accepted, by: company.actor)
                #expect(report.newPunches == 5)
            }
        }
    }

    /// A computer whose clock has fallen back would seal all of it as punches of the future.
    @Test func aComputerBehindWhatWasCollectedTakesNothing() async throws {
        try await TestCompany.open(now: now) { company in
            let device = try await company.addDevice("Gate", port: 1)
            let first = try Self.write(Self.log(["1 2026-11-19 09:00:00"]), "a.dat", beside: company)
            try await company.services.files.import(first, into: device.id, by: company.actor)
            company.clock.set("2026-11-01 08:00:00")
            let second = try Self.write(Self.log(["1 2026-11-19 18:00:00"]), "b.dat", beside: company)
            await #expect(throws: ServiceError.self) {
                try await company.services.files.import(second, into: device.id, by: company.actor)
            }
            company.clock.set(now)
            #expect(try await company.services.files.import(second, into: device.id, by: company.actor).newPunches == 1)
        }
    }

    @Test func fingersOfPeopleWhoAgreeAloneAreKept() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            try await company.add("43", "Sunil")
            let device = try await company.addDevice("Gate", port: 1)
            let users = [("42", 1), ("43", 2)].map {
                DeviceUser(userID: DeviceUserID($0.0), name: "", uid: UInt16($0.1))
            }
            let table = try Self.write(Data(UserFile.encode(users, width: .standard)), "user.dat", beside: company)
            try await company.services.files.import(table, into: device.id, by: company.actor)
            let fingers = users.map { user in
                FingerTemplate(
                    userID: user.userID, finger: 6, kind: .ordinary, algorithm: 10,
                    bytes: (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ Int(user.uid)) })
            }
            let (bytes, _) = TemplateFile.encode(fingers, .variable) { id in users.first { $0.userID == id }?.uid }
            let path = try Self.write(Data(bytes), "template.fp10", beside: company)
            let none = try await company.services.files.import(path, into: device.id, by: company.actor)
            #expect((none.fingers, none.fingersLeft) == (0, 2))
            try await company.services.biometrics.recordConsent(
                of: asha.id, on: try #require(CivilDate("2026-11-19")), statement: "sheet 1", by: company.actor)
            for expected in [1, 0] {
                let report = try await company.services.files.import(path, into: device.id, by: company.actor)
                #expect((report.fingers, report.fingersLeft) == (expected, 1))
            }
            #expect(try await company.services.biometrics.list(by: company.actor).map(\.fingers) == [1])
            // What nobody can open any more makes room for what can be.
            try await company.tamper("UPDATE finger_template SET sealed = X'00'")
            for expected in [1, 0] {
                let report = try await company.services.files.import(path, into: device.id, by: company.actor)
                #expect(report.fingers == expected)
            }
        }
    }
}
