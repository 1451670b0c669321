import NIOCore
import Testing

@testable import Devices

/// Reports go to people who are to see no finger.
struct FingerprintReportTests {
    private static let finger: [UInt8] =
        [0x4D, 0x98] + Array("SS21".utf8) + [0, 0] + Array(repeating: 0xC7, count: 500)

    private static func lines(_ frames: [Frame]) throws -> [String] {
        var stream = ByteBuffer()
        for frame in frames { frame.encodeForTCP(into: &stream) }
        return try WireReport.lines(Array(stream.readableBytesView))
    }

    private static func expectHidden(_ lines: [String]) {
        #expect(!lines.contains { $0.contains("c7 c7") }, "\(lines)")
    }

    @Test func oneFinger() throws {
        let ask = Frame(.readTemplate, session: 1, reply: 1, data: ByteBuffer(bytes: [5, 0, 3]))
        let answer = Frame(.data, session: 0, reply: 1, data: ByteBuffer(bytes: Self.finger + [1]))
        let lines = try Self.lines([ask, answer])
        Self.expectHidden(lines)
        #expect(lines.contains { $0.contains("finger 3 of the user with index 5") })
        #expect(lines.contains { $0.contains("a fingerprint, 509 bytes, not shown") })
        // An upload is not asked for: what it is can be seen.
        Self.expectHidden(try Self.lines([answer]))
    }

    @Test func aTable() throws {
        let ask = Frame(.prepareBuffer, session: 1, reply: 1, data: BufferRequest.templates.encoded)
        var table = ByteBuffer(integer: UInt32(Self.finger.count + 6), endianness: .little)
        TemplateEntry(uid: 7, finger: 2, flag: 1, bytes: Self.finger).encode(into: &table)
        let lines = try Self.lines([ask, Frame(.data, session: 1, reply: 1, data: table)])
        Self.expectHidden(lines)
        #expect(lines.contains { $0.contains("finger 2 of the user with index 7, 508 bytes") })
        // From the middle of the table, where no entry begins.
        let part = ByteBuffer(bytes: Array(Self.finger.suffix(300)))
        Self.expectHidden(try Self.lines([ask, Frame(.data, session: 1, reply: 1, data: part)]))
    }
}
