import DeviceTesting
import NIOCore
import Testing

@testable import Devices

/// Every decoder of the protocol, on spoiled captures: none traps, none takes more than it was given, and what is read
/// and written comes back the same.
///
/// The number of cases is fixed, so that a run takes as long as the machine needs and finds the same each time.
struct DecoderFuzzTests {
    @Test(arguments: UInt64(1)...4)
    func streams(seed: UInt64) throws {
        try Fuzzer(corpus: Corpus.files(), cases: 3000, seed: seed).run { bytes in
            var buffer = ByteBuffer(bytes: bytes)
            var decoder = TCPFrameDecoder()
            var taken = 0
            while let received = try? decoder.decode(buffer: &buffer) {
                taken += received.frame.data.readableBytes + 16
                var again = ByteBuffer()
                received.frame.encodeForTCP(into: &again, checksum: received.checksum)
                let copy = try decoder.decode(buffer: &again)
                #expect(copy == received)
                _ = LiveEvent.events(in: received.frame)
            }
            #expect(taken <= bytes.count)
            if let received = try? ReceivedFrame(payload: ByteBuffer(bytes: bytes)) {
                var payload = ByteBuffer()
                received.frame.encode(into: &payload, checksum: received.checksum)
                #expect(Array(payload.readableBytesView) == bytes)
            }
            _ = try? WireReport.lines(bytes)
        }
    }

    @Test(arguments: UInt64(1)...4)
    func records(seed: UInt64) throws {
        try Fuzzer(corpus: Corpus.bodies(), cases: 3000, seed: seed).run { bytes in
            let data = ByteBuffer(bytes: bytes)
            for width in UserRecord.Width.allCases { Self.users(data, width) }
            for width in AttendanceRecord.Width.allCases { Self.punches(data, width) }
            Self.comesBack(OperationRecord(data), { OperationRecord($0) }) { $0.encode(into: &$1) }
            Self.templates(data)
            _ = RecordWidth.attendance(data, counts: 0...Int.max)
            _ = RecordWidth.users(data, count: .max)
            _ = TableContent(
                table: data, resume: LogPosition(recordCount: .max, lastRecord: Array(repeating: 0, count: 40)))
        }
    }

    private static func users(_ data: ByteBuffer, _ width: UserRecord.Width) {
        let users = RecordTable.users(data, width: width)
        #expect(users.count == data.readableBytes / width.rawValue)
        for user in users {
            comesBack(user, { UserRecord($0, width: width) }) { $0.encode(into: &$1, width: width) }
            // What a profile can hold of it is the same on the way to another terminal and back.
            let profile = UserProfile(user)
            guard let copy = try? UserRecord(profile, uid: 7, width: width, earlier: nil, idWidth: 24) else { continue }
            let read = UserProfile(copy)
            #expect(read.userID == profile.userID && read.level == profile.level && read.card == profile.card)
            #expect(read.isDisabled == profile.isDisabled && read.password == profile.password)
        }
    }

    private static func punches(_ data: ByteBuffer, _ width: AttendanceRecord.Width) {
        let punches = RecordTable.attendance(data, width: width)
        #expect(punches.count == data.readableBytes / width.rawValue)
        for punch in punches {
            comesBack(punch, { AttendanceRecord($0, width: width) }) { $0.encode(into: &$1, width: width) }
        }
    }

    private static func templates(_ data: ByteBuffer) {
        var rest = data
        while let entry = TemplateEntry(readingFrom: &rest) {
            comesBack(
                entry,
                {
                    var row = $0; return TemplateEntry(readingFrom: &row)
                }
            ) { $0.encode(into: &$1) }
        }
        if let entries = TemplateEntry.entries(in: data) {
            #expect(entries.reduce(0) { $0 + $1.bytes.count + TemplateEntry.headSize } == data.readableBytes)
        }
        if let single = TemplateEntry(single: data, uid: 1, finger: 1) {
            #expect(single.bytes.count < data.readableBytes)
        }
    }

    @Test(arguments: UInt64(1)...4)
    func messages(seed: UInt64) throws {
        try Fuzzer(corpus: Corpus.bodies(), cases: 4000, seed: seed).run { bytes in
            let data = ByteBuffer(bytes: bytes)
            Self.same(BufferRequest(data), { BufferRequest($0) }, \.encoded)
            Self.same(BufferRange(data), { BufferRange($0) }, \.encoded)
            Self.same(TransferHeader(data), { TransferHeader($0) }, \.encoded)
            Self.same(BufferAnnouncement(data), { BufferAnnouncement($0) }, \.encoded)
            let sizes = FreeSizes(data)
            #expect(FreeSizes(sizes.encoded(length: bytes.count)) == sizes)
            if let outcome = EnrolmentOutcome(data) {
                let again = EnrolmentOutcome(outcome.encoded)
                #expect(again?.result == outcome.result && again?.size == outcome.size)
            }
            Self.events(data)
            _ = OptionText.value(data)
            _ = OptionText.decode(data)
        }
    }

    private static func events(_ data: ByteBuffer) {
        for kind in [UInt16(1), 2, 4, 8, 16, 32, 128, 256, 512, 7] {
            #expect(!LiveEvent.events(in: Frame(.event, session: kind, reply: 0, data: data)).isEmpty || kind == 1)
        }
        guard let punches = LivePunch.punches(in: data) else { return }
        #expect(punches.count <= data.readableBytes / 10)
        for punch in punches where punch.time != nil {
            var body = ByteBuffer()
            punch.encode(into: &body, length: 32)
            #expect(LivePunch.punches(in: body)?.first?.time == punch.time)
        }
    }

    /// Text that people paste: any bytes may be in it.
    @Test(arguments: UInt64(1)...2)
    func pastedText(seed: UInt64) throws {
        let corpus = try Corpus.files().map { Array(Hex.string($0).utf8) }
        try Fuzzer(corpus: corpus, cases: 2000, seed: seed).run { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            guard let read = Hex.bytes(text) else { return }
            #expect(Hex.bytes(Hex.string(read)) == read)
            #expect(read.count <= bytes.count)
        }
    }

    /// Encoded once, a record is what it will be for ever: stale bytes behind a NUL are gone after the first time.
    private static func comesBack<Record: Equatable>(
        _ record: Record?, _ decode: (ByteBuffer) -> Record?, _ encode: (Record, inout ByteBuffer) -> Void
    ) {
        guard let record else { return }
        var (first, second) = (ByteBuffer(), ByteBuffer())
        encode(record, &first)
        guard let again = decode(first) else {
            Issue.record("\(record) cannot be read back")
            return
        }
        encode(again, &second)
        #expect(first == second)
    }

    private static func same<Message: Equatable>(
        _ message: Message?, _ decode: (ByteBuffer) -> Message?, _ encoded: (Message) -> ByteBuffer
    ) {
        guard let message else { return }
        #expect(decode(encoded(message)) == message)
    }
}
