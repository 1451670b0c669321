import DeviceSimulator
import DeviceTesting
import NIOCore
import SeededRandom
import Testing

@testable import Devices

/// Every reader of files, on spoiled files of every kind: none traps, and what stands for a punch, a user or a finger is
/// read or told, never dropped.
struct FileFuzzTests {
    private static let log = [
        "        1\t2019-01-02 08:00:00\t1\t0\t1\t0\r\n", "A-17\t2019-01-02 08:00:00\t2\t255\n",
        "1\t2026-02-31 08:00:00\t1\t0\t1\t0\tmask\t36.6\n", "\u{FEFF}last\t2019-01-02 23:59:59\t1\t0\t15\t7",
    ]

    private static func corpus() throws -> [[UInt8]] {
        let texts = log.map { Array($0.utf8) } + [Array(log.joined().utf8), Array("1,2026-11-22 08:00:00,0\n".utf8)]
        let users = SampleCompany.users(4).map(DeviceUser.init)
        let templates = (1...3).map { number in
            FingerTemplate(
                userID: DeviceUserID("\(number)"), finger: UInt8(number), algorithm: 10,
                bytes: Array(repeating: 7, count: 90))
        }
        let fingers = TemplateFile.Kind.allCases.map { kind in
            let kin = templates.map { template in
                var template = template
                template.algorithm = kind.algorithm
                return template
            }
            return TemplateFile.encode(kin, kind) { UInt16($0.description) }.bytes
        }
        return texts + texts.prefix(2).map(obscured) + fingers
            + [UserRecord.Width.short, .standard].map { UserFile.encode(users, width: $0) }
            + (try Corpus.bodies().prefix(6))
    }

    private static func obscured(_ line: [UInt8]) -> [UInt8] {
        let halves = line.flatMap { [($0 &+ 2) >> 4 + 0x78, ($0 &+ 2) & 15 + 0x78] }
        return halves + Array(repeating: 0, count: max(0, 256 - halves.count))
    }

    @Test(arguments: UInt64(1)...4) func everyReader(seed: UInt64) throws {
        var found = Set<String>()
        try Fuzzer(corpus: Self.corpus(), cases: 1500, seed: seed).run { bytes in
            let kind = FileKind.detect(name: seed % 2 == 0 ? "user.dat" : "x.dat", head: bytes, size: bytes.count)
            found.insert(String("\(kind)".prefix(8)))
            Self.check(AttendanceLogFile.read(bytes: bytes))
            let hidden = ObscuredLogFile.read(bytes: bytes)
            Self.check(hidden)
            #expect(hidden.lines == (bytes.count + 255) / 256 || hidden.lines <= (bytes.count + 255) / 256)
            if let file = UserFile(bytes: bytes) {
                #expect(file.users.count + file.problems.count == bytes.count / file.width.rawValue)
            }
            for kind in TemplateFile.Kind.allCases {
                let file = TemplateFile(bytes: bytes, kind) { DeviceUserID(UInt32($0)) }
                #expect(file.templates.reduce(0) { $0 + $1.bytes.count } <= bytes.count)
                #expect(bytes.isEmpty || !file.templates.isEmpty || !file.problems.isEmpty)
            }
        }
        // Spoiled as they are, files of all kinds are among them.
        #expect(found.count >= 5, "\(found)")
    }

    /// Text in columns, by a person's format: how it comes in pieces is nobody's doing.
    @Test(arguments: UInt64(1)...2) func mappedFiles(seed: UInt64) throws {
        let parser = try LineParser(.standard, zone: LineFormatTests.kolkata)
        var chance = SeededGenerator(seed: seed)
        try Fuzzer(corpus: Self.corpus(), cases: 1000, seed: seed, largest: 3000).run { bytes in
            let header = chance.between(0, 2)
            let whole = Self.mapped([bytes[...]], parser, header)
            let cut = bytes.isEmpty ? 0 : chance.between(0, bytes.count)
            #expect(Self.mapped([bytes[..<cut], bytes[cut...]], parser, header) == whole)
            #expect(whole.records.count == whole.recordLines.count)
            #expect(whole.problems.allSatisfy { $0.text.count <= PunchFile.longestText })
        }
    }

    private static func mapped(_ pieces: [ArraySlice<UInt8>], _ parser: LineParser, _ header: Int) -> PunchFile {
        var reader = MappedReader(parser, headerLines: header)
        for piece in pieces { piece.withUnsafeBytes { reader.feed($0) } }
        return reader.end()
    }

    private static func check(_ file: PunchFile) {
        #expect(file.records.count + file.problemCount == file.lines)
        #expect(file.records.count == file.recordLines.count)
        #expect(file.problems.allSatisfy { $0.text.count <= PunchFile.longestText })
    }
}
