import NIOCore
import Testing

@testable import Devices

/// An enrolment, event by event.
struct EnrolmentTraceTests {
    private static func outcome(
        _ result: UInt16, _ user: DeviceUserID = "1002", finger: UInt8 = 4
    ) -> ByteBuffer { EnrolmentOutcome(result: result, size: 1200, userID: user, finger: finger).encoded }

    private static func waiting(udp: Bool = false) -> Talk<Enrolment> {
        var talk = Talk(Enrolment("1002", finger: 4, width: .standard), udp: udp)
        #expect(talk.start() == "send 62 #0")
        #expect(talk.hear(.ackOK) == "send 500 #1")
        #expect(talk.sent?.data == ByteBuffer(bytes: [0x0A, 0x01, 0, 0]))
        #expect(talk.hear(.ackOK) == "send 61 #2")
        #expect(talk.sent?.data.readableBytes == 26)
        #expect(talk.sent.map { Array($0.data.readableBytesView.prefix(5)) } == Array("1002".utf8) + [0])
        #expect(talk.sent.map { Array($0.data.readableBytesView.suffix(2)) } == [4, 1])
        #expect(talk.hear(.ackOK) == "wait")
        return talk
    }

    @Test func succeeds() {
        var talk = Self.waiting()
        #expect(talk.happen(LiveEvent.Kind.finger) == "wait")
        #expect(talk.happen(LiveEvent.Kind.score, ByteBuffer(bytes: [100])) == "wait")
        // Somebody else's outcome is not ours, and neither is one of another finger.
        #expect(talk.happen(LiveEvent.Kind.enrollFinger, Self.outcome(0, "1003")) == "wait")
        #expect(talk.happen(LiveEvent.Kind.enrollFinger, Self.outcome(0, finger: 5)) == "wait")
        #expect(talk.happen(LiveEvent.Kind.enrollFinger, ByteBuffer(bytes: [0, 0])) == "wait")
        #expect(talk.happen(LiveEvent.Kind.enrollFinger, Self.outcome(0)) == "send 62 #3")
        #expect(talk.hear(.ackOK) == "send 60 #4")
        #expect(talk.hear(.ackError) == "done")
    }

    @Test func anOutcomeThatOvertakesTheAnswer() {
        var talk = Talk(Enrolment("1002", finger: 4, width: .short), udp: true)
        _ = talk.start()
        _ = talk.hear(.ackOK)
        #expect(talk.hear(.ackOK) == "send 61 #2")
        #expect(talk.sent?.data == ByteBuffer(bytes: [0xEA, 3, 0, 0, 4]))
        #expect(talk.happen(LiveEvent.Kind.enrollFinger, Self.outcome(0)) == "send 62 #3")
    }

    /// Whether a request whose answer was lost was heard is not known: what it began is called off first.
    @Test func aLostAnswerBeginsAnew() {
        var talk = Talk(Enrolment("1002", finger: 4, width: .standard), udp: true, attempts: 2)
        _ = talk.start()
        _ = talk.hear(.ackOK)
        #expect(talk.hear(.ackOK) == "send 61 #2")
        #expect(talk.silence() == "send 62 #3")
        #expect(talk.hear(.ackOK) == "send 500 #4")
        #expect(talk.hear(.ackOK) == "send 61 #5")
        #expect(talk.silence() == "send 62 #6")
        #expect(talk.hear(.ackOK) == "send 60 #7")
        #expect(talk.hear(.ackOK) == "fail")
        guard case .timedOut = talk.error else {
            Issue.record("\(String(describing: talk.error))")
            return
        }
    }

    @Test func aShortFailure() {
        var talk = Self.waiting()
        #expect(talk.happen(LiveEvent.Kind.enrollFinger, ByteBuffer(bytes: [5, 0])) == "send 62 #3")
        #expect(talk.hear(.ackOK) == "send 60 #4")
        #expect(talk.silence() == "send 60 #4" && talk.silence() == "fail")
        guard case .enrolmentFailed(let why) = talk.error else {
            Issue.record("\(String(describing: talk.error))")
            return
        }
        #expect(why.contains("knows this finger already"))
    }

    @Test func nobodyComesAndNobodyWaits() {
        var talk = Self.waiting()
        #expect(talk.silence() == "send 62 #3")
        // What was decided stays, also where a finger comes after all.
        #expect(talk.happen(LiveEvent.Kind.enrollFinger, Self.outcome(0)) == "wait")
        #expect(talk.cancel() == "wait")
        _ = talk.hear(.ackOK)
        #expect(talk.hear(.ackOK) == "fail")
        guard case .enrolmentFailed = talk.error else {
            Issue.record("\(String(describing: talk.error))")
            return
        }
        talk = Self.waiting()
        #expect(talk.cancel() == "send 62 #3")
        _ = talk.hear(.ackOK)
        #expect(talk.hear(.ackOK) == "fail")
        #expect(talk.error == .cancelled)
    }

    @Test func terminalsThatCannot() {
        var talk = Talk(Enrolment("1002", finger: 4, width: .standard))
        _ = talk.start()
        _ = talk.hear(.ackOK)
        _ = talk.hear(.ackOK)
        #expect(talk.hear(.unknown) == "send 62 #3")
        _ = talk.hear(.ackOK)
        #expect(talk.hear(.ackOK) == "fail")
        guard case .unsupported = talk.error else {
            Issue.record("\(String(describing: talk.error))")
            return
        }
    }
}
