import DeviceSimulator
import Domain
import Foundation
import NIOCore
import SeededRandom
import Testing

@testable import Devices

/// user.dat, templates, mapped text, and telling one from the other.
struct TableFileTests {
    private static let users = SampleCompany.users(28)

    private static func table(_ users: [UserRecord], _ width: UserRecord.Width) -> [UInt8] {
        Array(RecordTable.encode(users, width: width).readableBytesView.dropFirst(RecordTable.prefixSize))
    }

    @Test func usersFromACapture() throws {
        let record = try #require(try Vector.named("adro-user-72").record)
        let file = try #require(UserFile(bytes: Array(record.readableBytesView)))
        let user = try #require(file.users.first)
        let known = try #require(UserRecord(record, width: .standard))
        #expect(file.width == .standard)
        #expect(user == DeviceUser(known))
        #expect(!user.name.isEmpty)
    }

    /// 18 users of 28 bytes are as long as 7 of 72.
    @Test(arguments: [UserRecord.Width.short, .standard])
    func lengthsThatFitBoth(width: UserRecord.Width) throws {
        let count = width == .short ? 18 : 7
        let numbered = Self.users.prefix(count).map { user in
            var user = user
            user.userID = DeviceUserID(UInt32(user.uid))
            user.password = "1234"
            return user
        }
        let bytes = Self.table(numbered, width)
        #expect(bytes.count == 504)
        let file = try #require(UserFile(bytes: bytes))
        #expect(file.width == width)
        #expect(file.users.map(\.uid) == numbered.map(\.uid))
        #expect(!"\(file)".contains("1234"))
    }

    @Test func usersThatAreNone() throws {
        var users = Array(Self.users.prefix(3))
        users[1].uid = 0
        users[2].userID = ""
        let file = try #require(UserFile(bytes: Self.table(users, .standard)))
        #expect(file.users.count == 1)
        #expect(file.problems.map(\.line) == [2, 3])
        #expect(UserFile(bytes: []) == nil)
        #expect(UserFile(bytes: [1, 2, 3]) == nil)
        #expect(UserFile(bytes: UserFile.encode(file.users, width: .standard))?.users == file.users)
    }

    private static func templates(_ kind: TemplateFile.Kind, _ generator: inout SeededGenerator) -> [FingerTemplate] {
        (1...20).map { index in
            let count = generator.between(70, kind == .fixed ? 602 : 1600)
            return FingerTemplate(
                userID: DeviceUserID("P\(index)"), finger: UInt8(index % 10), kind: index == 3 ? .duress : .ordinary,
                algorithm: kind.algorithm, bytes: (0..<count).map { UInt8(truncatingIfNeeded: $0 &* index) })
        }
    }

    @Test(arguments: TemplateFile.Kind.allCases, [1, 2, 3] as [UInt64])
    func templatesThereAndBack(kind: TemplateFile.Kind, seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let templates = Self.templates(kind, &generator)
        var other = templates[0]
        other.algorithm = 12
        let (bytes, left) = TemplateFile.encode(templates + [other], kind) { UInt16($0.description.dropFirst()) }
        #expect(left == [other])
        let file = TemplateFile(bytes: bytes, kind) { $0 == 5 ? nil : DeviceUserID("P\($0)") }
        #expect(file.templates == templates.filter { $0.userID != "P5" })
        #expect(file.problems.count == 1)
        #expect(file.problems.first?.line == 5)
        #expect(FileKind.detect(name: "template", head: bytes, size: bytes.count) == .templates(kind))
        // Cut anywhere: what is whole stays, the rest is told once, and nothing traps.
        for _ in 0..<40 {
            let cut = bytes.prefix(generator.between(0, bytes.count - 1))
            let part = TemplateFile(bytes: Array(cut), kind) { DeviceUserID("P\($0)") }
            #expect(part.templates == Array(templates.prefix(part.templates.count)))
            #expect(part.problems.count <= 1)
            #expect(part.problems.allSatisfy { $0.text.isEmpty })
        }
    }

    /// A captured template, as the description of the file lays it out.
    @Test func theHeaderOfAVariableTemplate() {
        let bytes: [UInt8] = [10, 0, 0x2A, 0x01, 4, 3, 0xDE, 0xAD, 0xBE, 0xEF]
        let file = TemplateFile(bytes: bytes, .variable) { $0 == 0x012A ? "298" : nil }
        #expect(
            file.templates == [
                FingerTemplate(userID: "298", finger: 4, kind: .duress, bytes: [0xDE, 0xAD, 0xBE, 0xEF])
            ])
        let wrong = TemplateFile(bytes: [10, 0, 1, 0, 11, 1, 1, 2, 3, 4, 5, 0, 1], .variable) { _ in "1" }
        #expect(wrong.templates.isEmpty)
        #expect(wrong.problems.map(\.line) == [1, 2])
    }

    @Test func mappedText() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).csv").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try """
        Emp Code;Date;Time;In/Out
        "1001";22/11/2026;08:00;IN
        1002;22/11/2026;17:05;out

        1003;31/11/2026;17:05;out
        Total;;;
        """.write(toFile: path, atomically: true, encoding: .utf8)
        var format = LineFormat(
            shape: .columns(delimiter: ";", isQuoted: true, joinsRepeated: false), user: 1,
            time: .separate(date: 2, dateFormat: "dd/MM/yyyy", time: 3, timeFormat: "HH:mm"))
        format.state = LineCode(4, values: ["in": 0, "OUT": 1])
        format.ignoring = "^Total"
        let file = try MappedFile.read(path, parser: LineParser(format, zone: .utc), headerLines: 1)
        #expect(file.records.map(\.userID) == ["1001", "1002"])
        #expect(file.records.map(\.state) == [0, 1])
        #expect(
            file.problems == [
                FileProblem(
                    line: 5, reason: "there is no day 31 in month 11 of 2026", text: "1003;31/11/2026;17:05;out")
            ])
        #expect(file.ignored == 1)
        #expect(try FileKind.detect(path) == .columns(delimiter: ";"))
        let timeless = try LineParser(.card, zone: .utc)
        #expect(throws: FileError.self) { try MappedFile.read(path, parser: timeless) }
    }

    @Test func kinds() throws {
        func kind(_ bytes: [UInt8], _ name: String = "x.dat") -> FileKind {
            FileKind.detect(name: name, head: bytes, size: bytes.count)
        }
        #expect(kind(Array("    1\t2019-01-02 08:00:00\t1\t0\t1\t0\r\nrubbish".utf8)) == .attendanceLog)
        #expect(kind(Array("a,b,c\n1,2,3\n".utf8)) == .columns(delimiter: ","))
        #expect(kind(Self.table(Array(Self.users.prefix(5)), .standard), "user.dat") == .users(.standard))
        #expect(kind(ObscuredLogFileTests.obscured("1\t2", highFirst: true)) == .obscuredLog)
        for bytes in [
            [], Array("one line of prose".utf8), Array(repeating: 0, count: 720), [0x89, 0x50, 0x4E, 0x47, 0],
        ] as [[UInt8]] {
            guard case .unknown(let why) = kind(bytes) else {
                Issue.record("\(bytes.count) bytes were taken for something")
                continue
            }
            #expect(why.hasSuffix("."))
        }
    }

    @Test(arguments: 0..<6)
    func noise(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<60 {
            let most = [28 * 9, 72 * 7, 608 * 2, 256 * 3, 777][generator.between(0, 4)]
            let low = generator.happens(percent: 50) ? 3 : 255
            let bytes = (0..<most).map { _ in UInt8(generator.between(0, low)) }
            _ = FileKind.detect(name: "", head: bytes, size: most)
            _ = ObscuredLogFile.read(bytes: bytes)
            if let file = UserFile(bytes: bytes) {
                #expect(file.users.count + file.problems.count == most / file.width.rawValue)
            }
            for kind in TemplateFile.Kind.allCases { _ = TemplateFile(bytes: bytes, kind) { _ in "1" } }
        }
    }
}
