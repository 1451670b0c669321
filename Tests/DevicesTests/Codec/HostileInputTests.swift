import NIOCore
import SeededRandom
import Testing

@testable import Devices

/// Nothing that a wire can carry may trap. A trap ends the test process, so that arriving at the end is the test.
struct HostileInputTests {
    private static func feed(_ bytes: [UInt8]) {
        let buffer = ByteBuffer(bytes: bytes)
        var stream = buffer
        var decoder = TCPFrameDecoder()
        while let frame = try? decoder.decode(buffer: &stream) { read(frame) }
        if let frame = try? ReceivedFrame(payload: buffer) { read(frame) }
        readRecords(buffer)
        _ = try? WireReport.lines(bytes)
    }

    private static func read(_ received: ReceivedFrame) {
        _ = received.isIntact
        _ = LiveEvent.events(in: received.frame)
        readRecords(received.frame.data)
        for reliable in [true, false] {
            var link = Link(DeviceEndpoint(host: "terminal"), isReliable: reliable)
            var read = TableRead(
                .attendance, resume: LogPosition(recordCount: .max, lastRecord: Array(repeating: 1, count: 40)))
            _ = read.handle(.start, link: &link)
            var answer = received
            for reply in 0..<4 {
                answer.frame.reply = UInt16(reply)
                answer.checksum = answer.frame.checksum
                _ = read.handle(.frame(answer), link: &link)
            }
        }
    }

    private static func readRecords(_ data: ByteBuffer) {
        for width in AttendanceRecord.Width.allCases {
            _ = AttendanceRecord(data, width: width)
            _ = RecordTable.attendance(data, width: width)
        }
        for width in UserRecord.Width.allCases { _ = RecordTable.users(data, width: width) }
        _ = OperationRecord(data)
        _ = FreeSizes(data)
        _ = LivePunch.punches(in: data)
        _ = TableContent(
            table: data, resume: LogPosition(recordCount: 1 << 40, lastRecord: Array(repeating: 0, count: 49)))
        _ = RecordWidth.attendance(data, counts: 0...Int.max)
        _ = [BufferRequest(data)?.encoded, BufferRange(data)?.encoded, TransferHeader(data)?.encoded]
        _ = OptionText.value(data)
    }

    @Test(arguments: 0..<8)
    func noise(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<250 {
            let count = Int.random(in: 0...300, using: &generator)
            Self.feed((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) })
        }
    }

    /// Every captured frame with one bit wrong, and cut at each length.
    @Test(arguments: Vector.all.filter { !$0.frames.isEmpty })
    func damagedCaptures(_ vector: Vector) {
        for frame in vector.frames {
            for bit in 0..<min(frame.bytes.count, 40) * 8 {
                var bytes = frame.bytes
                bytes[bit / 8] ^= 1 << UInt8(bit % 8)
                Self.feed(bytes)
            }
            for length in 0..<min(frame.bytes.count, 60) { Self.feed(Array(frame.bytes.prefix(length))) }
        }
    }

    /// Well-formed answers in an order that makes no sense, with sizes from nothing to four gigabytes: the machine ends,
    /// or goes on asking; it never believes more than came, and what it calls a table is one.
    @Test(arguments: 0..<40, [true, false])
    func randomAnswers(seed: Int, reliable: Bool) {
        var generator = SeededGenerator(mixing: seed, reliable ? 1 : 2)
        var talk = Talk(TableRead(.attendance), udp: !reliable)
        var action = talk.start()
        var sent = 0
        for _ in 0..<2000 where action != "done" && action != "fail" {
            let answer = Self.answer(&generator)
            sent += answer.data.readableBytes
            let numbers: [UInt16] = [0, 1, 2, 3, 0x5C3C, .max]
            let number = numbers[generator.between(0, numbers.count - 1)]
            action =
                generator.happens(percent: 5)
                ? talk.silence()
                : talk.hear(
                    answer.command, answer.data, session: number, reply: generator.happens(percent: 5) ? 999 : nil,
                    damaged: generator.happens(percent: 5))
            let progress = talk.conversation.progress
            #expect((progress?.received ?? 0) <= min(sent, progress?.total ?? 0))
            #expect((progress?.total ?? 0) <= Transfer.maximumSize)
        }
        #expect(action != "done" || talk.output.map { $0.rows.readableBytes <= sent } == true)
        #expect(action != "fail" || talk.error != nil)
    }

    private static func answer(_ generator: inout SeededGenerator) -> (command: Command, data: ByteBuffer) {
        let sizes: [UInt32] = [0, 3, 4, 5, 44, 84, 124, 4004, 1 << 26, 1 << 26 + 1, .max - 3, .max]
        let size = sizes[generator.between(0, sizes.count - 1)]
        switch generator.between(0, 7) {
        case 0: return (.ackOK, BufferAnnouncement(size: size).encoded)
        case 1: return (.prepareData, TransferHeader(size: size, packetSize: .max).encoded)
        case 2: return (.ackOK, ByteBuffer())
        case 3: return (.data, ByteBuffer.log(generator.between(0, 3)))
        case 4: return (.data, ByteBuffer(repeating: 0, count: generator.between(0, 130)))
        case 5: return (.ackError, ByteBuffer())
        case 6: return (.data, ByteBuffer.log(100).part(generator.between(0, 3000), generator.between(1, 1000)))
        default: return (Command(rawValue: UInt16(generator.between(0, 65_535))), ByteBuffer(integer: size))
        }
    }
}
