import NIOCore
import Testing

@testable import Devices

/// An upload, event by event.
struct BufferUploadTests {
    private static let consumer = Request(.writeTemplate, data: ByteBuffer(bytes: [1, 0, 3, 1, 0, 9]))

    private static func talk(_ count: Int = 2500, udp: Bool = false) -> Talk<BufferUpload> {
        let bytes = ByteBuffer(bytes: (0..<count).map { UInt8(truncatingIfNeeded: $0) })
        return Talk(BufferUpload("writing a fingerprint", bytes: bytes, consumer: consumer), udp: udp)
    }

    @Test func inPieces() {
        var talk = Self.talk()
        #expect(talk.start() == "send 1502 #0")
        #expect(talk.hear(.ackOK) == "send 1500 #1")
        #expect(talk.sent?.data == ByteBuffer(bytes: [0xC4, 0x09, 0, 0]))
        #expect(talk.hear(.ackOK) == "send 1501 #2")
        #expect(talk.sent?.data.readableBytes == 1024)
        #expect(talk.hear(.ackOK) == "send 1501 #3")
        #expect(talk.hear(.ackOK) == "send 1501 #4")
        #expect(talk.sent?.data.readableBytes == 452)
        #expect(talk.hear(.ackOK) == "send 119 #5")
        #expect(talk.hear(.ackOK, ByteBuffer(integer: UInt32(5))) == "send 87 #6")
        #expect(talk.sent?.data == Self.consumer.data)
        #expect(talk.hear(.ackOK) == "send 1502 #7")
        #expect(talk.hear(.ackOK) == "done")
        #expect(talk.output == .ackOK)
    }

    /// A piece is never sent twice into the same buffer.
    @Test func silenceBeginsAnew() {
        var talk = Self.talk(udp: true)
        _ = talk.start()
        _ = talk.hear(.ackOK)
        _ = talk.hear(.ackOK)
        #expect(talk.hear(.ackOK) == "send 1501 #3")
        #expect(talk.silence() == "send 1502 #4")
        // The answer that was late belongs to nothing any more.
        #expect(talk.hear(.ackOK, reply: 3) == "wait")
        #expect(talk.hear(.ackOK) == "send 1500 #5")
        #expect(talk.hear(.ackOK) == "send 1501 #6")
        #expect(talk.sent?.data.getBytes(at: talk.sent?.data.readerIndex ?? 0, length: 2) == [0, 1])
    }

    @Test func damageBeginsAnewToo() {
        var talk = Self.talk(100)
        _ = talk.start()
        _ = talk.hear(.ackOK)
        _ = talk.hear(.ackOK)
        #expect(talk.hear(.ackOK, damaged: true) == "send 1502 #3")
    }

    @Test func silenceForEver() {
        var talk = Self.talk(100, udp: true)
        _ = talk.start()
        var sent: [String] = []
        var action = talk.hear(.ackOK)
        while action != "fail", action != "done", sent.count < 60 {
            sent.append(action)
            action = action.contains("1502") ? talk.hear(.ackOK) : talk.silence()
        }
        #expect(action == "fail")
        #expect(sent.count { $0.contains("1500") } == 4)
        #expect(sent.last?.contains("1502") == true)
    }

    @Test(arguments: [Command.ackError, .unknown])
    func refusals(_ answer: Command) {
        var talk = Self.talk(100)
        _ = talk.start()
        _ = talk.hear(.ackOK)
        #expect(talk.hear(answer) == "send 1502 #2")
        #expect(talk.hear(.ackOK) == "fail")
        // The last word is the caller's to judge.
        talk = Self.talk(100)
        _ = talk.start()
        for _ in 0..<3 { _ = talk.hear(.ackOK) }
        #expect(talk.hear(answer) == "send 87 #4")
        #expect(talk.hear(answer) == "send 1502 #5")
        #expect(talk.silence() == "send 1502 #5" && talk.silence() == "done")
        #expect(talk.output == answer)
    }

    @Test func cancelled() {
        var talk = Self.talk()
        _ = talk.start()
        _ = talk.hear(.ackOK)
        #expect(talk.cancel() == "send 1502 #2")
        #expect(talk.cancel() == "wait")
        #expect(talk.hear(.ackOK) == "fail")
        #expect(talk.error == .cancelled)
    }
}

/// The answer to the request for one finger.
struct TemplateReadTests {
    private static let body = ByteBuffer(bytes: (0..<1500).map { UInt8(truncatingIfNeeded: $0) })

    @Test func inPackets() {
        var talk = Talk(TemplateRead(uid: 5, finger: 3))
        #expect(talk.start() == "send 88 #0")
        #expect(talk.sent?.data == ByteBuffer(bytes: [5, 0, 3]))
        #expect(talk.hear(.prepareData, .preparing(1500)) == "wait")
        #expect(talk.hear(.data, Self.body.part(0, 1024), session: 0) == "wait")
        #expect(talk.hear(.data, Self.body.part(1024, 476), session: 1) == "wait")
        #expect(talk.hear(.ackOK) == "done")
        #expect(talk.output == Self.body)
    }

    @Test func atOnce() {
        var talk = Talk(TemplateRead(uid: 5, finger: 3))
        _ = talk.start()
        #expect(talk.hear(.data, Self.body.part(0, 600)) == "done")
        #expect(talk.output == Self.body.part(0, 600))
        // Over UDP it may be a piece of something longer.
        var udp = Talk(TemplateRead(uid: 5, finger: 3), udp: true)
        _ = udp.start()
        #expect(udp.hear(.data, Self.body.part(0, 600)) == "wait")
    }

    @Test func notEnrolled() {
        var talk = Talk(TemplateRead(uid: 5, finger: 3))
        _ = talk.start()
        #expect(talk.hear(.ackError) == "done")
        #expect(talk.output == .some(nil))
    }

    @Test func theOlderRequest() {
        var talk = Talk(TemplateRead(uid: 5, finger: 3))
        _ = talk.start()
        #expect(talk.hear(.unknown) == "send 9 #1")
        #expect(talk.sent?.data == ByteBuffer(bytes: [5, 0, 3]))
        #expect(talk.hear(.unknown) == "fail")
    }

    @Test func aGapIsAskedForAgainAsAWhole() {
        var talk = Talk(TemplateRead(uid: 5, finger: 3), udp: true, attempts: 2)
        _ = talk.start()
        _ = talk.hear(.prepareData, .preparing(1500))
        _ = talk.hear(.data, Self.body.part(1024, 476), session: 1)
        #expect(talk.silence() == "send 88 #1")
        _ = talk.hear(.prepareData, .preparing(1500))
        #expect(talk.silence() == "fail")
        guard case .truncated = talk.error else {
            Issue.record("\(String(describing: talk.error))")
            return
        }
    }
}
