import DeviceTesting
import Testing

@testable import Devices

/// Every decoder of what a push terminal sends, on spoiled bodies: what was read and is written is read the same.
struct PushBodyFuzzTests {
    /// One body of two lines, as a terminal sends them.
    private static let corpus =
        ([PushFuzzTests.samples.prefix(2).joined()] + PushFuzzTests.samples.dropFirst(2)).map { Array($0.utf8) }

    @Test(arguments: UInt64(1)...4) func bodies(seed: UInt64) throws {
        try Fuzzer(corpus: Self.corpus, cases: 2500, seed: seed).run { bytes in
            for table in PushFuzzTests.tables {
                let content = PushContent(table, bytes)
                #expect(content.templates.reduce(0) { $0 + $1.bytes.count } <= bytes.count)
                #expect(content.lines <= bytes.count)
            }
            let lines = PushLines(bytes).filter { line in !line.allSatisfy { $0 == 9 || $0 == 32 } }
            let punches = PushContent(.attendance, bytes)
            #expect(punches.attendance.count + punches.unreadable.count == lines.count)
            for punch in punches.attendance where !punch.userID.description.utf8.contains(where: { $0 >= 0x80 }) {
                #expect(PushContent(.attendance, Array(punch.pushedRow.utf8)).attendance == [punch])
            }
            #expect(PushResult.results(in: bytes).allSatisfy { PushCommand.isID($0.id) })
            let text = String(decoding: bytes, as: UTF8.self)
            let knock = PushKnock(PushQuery(text), address: "")
            #expect(knock?.serialNumber.isEmpty != true)
            _ = PushInformation(text)
            _ = PushStamp(text)
            if let decoded = Base64.decode(bytes[...]) { #expect(decoded.count <= bytes.count) }
        }
    }
}
