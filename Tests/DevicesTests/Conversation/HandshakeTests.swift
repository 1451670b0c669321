import NIOCore
import Testing

@testable import Devices

struct HandshakeTests {
    @Test func withoutAKey() {
        var talk = Talk(Handshake(commKey: 0))
        talk.link.session = 0
        #expect(talk.start() == "send 1000 #0")
        #expect(talk.sent?.session == 0)
        #expect(talk.hear(.ackOK, session: 0xFB2F) == "done")
        #expect(talk.output == false)
        #expect(talk.link.session == 0xFB2F)
    }

    /// The frames of the capture: key 45 in session 45CF.
    @Test func withAKey() {
        var talk = Talk(Handshake(commKey: 45))
        talk.link.session = 0
        #expect(talk.start() == "send 1000 #0")
        #expect(talk.hear(.ackUnauthorised, session: 0x45CF) == "send 1102 #1")
        #expect(talk.sent?.data == ByteBuffer(bytes: [0x61, 0xC9, 0x32, 0x3C]))
        #expect(talk.sent?.session == 0x45CF)
        // The session comes from CONNECT's answer alone.
        #expect(talk.hear(.ackOK, session: 7) == "done")
        #expect(talk.output == true)
        #expect(talk.link.session == 0x45CF)
    }

    @Test func wrongKey() {
        var talk = Talk(Handshake(commKey: 12))
        _ = talk.start()
        _ = talk.hear(.ackUnauthorised, session: 0x45CF)
        #expect(talk.hear(.ackUnauthorised, session: 0x45CF) == "fail")
        #expect(talk.error == .wrongCommKey)
    }

    @Test func keyThatWeDoNotHave() {
        var talk = Talk(Handshake(commKey: 0))
        _ = talk.start()
        #expect(talk.hear(.ackUnauthorised) == "fail")
        #expect(talk.error == .commKeyRequired)
    }

    @Test func encryptedDialect() {
        var talk = Talk(Handshake(commKey: 0))
        _ = talk.start()
        #expect(talk.hear(.ackEncryptedOnly) == "fail")
        guard case .unsupported = talk.error else {
            Issue.record("\(String(describing: talk.error))")
            return
        }
    }

    /// A second CONNECT makes a second session: the answer to the first one must not be taken for it.
    @Test func resentConnectHasItsOwnNumber() {
        var talk = Talk(Handshake(commKey: 0), udp: true)
        #expect(talk.start() == "send 1000 #0")
        #expect(talk.silence() == "send 1000 #1")
        #expect(talk.hear(.ackOK, session: 11, reply: 0) == "wait")
        #expect(talk.hear(.ackOK, session: 12, reply: 1) == "done")
        #expect(talk.link.session == 12)
    }

    @Test func silence() {
        var talk = Talk(Handshake(commKey: 0), udp: true, attempts: 3)
        #expect([talk.start(), talk.silence(), talk.silence(), talk.silence()].last == "fail")
        guard case .timedOut = talk.error else {
            Issue.record("\(String(describing: talk.error))")
            return
        }
    }
}

struct AskTests {
    @Test func plain() {
        var talk = Talk(Ask(Request(.getTime)))
        #expect(talk.start() == "send 201 #0")
        #expect(talk.hear(.ackOK, ByteBuffer(bytes: [1])) == "done")
        #expect(talk.output?.data == ByteBuffer(bytes: [1]))
    }

    @Test func lostDatagramIsSentAgainAsItWas() {
        var talk = Talk(Ask(Request(.getTime)), udp: true)
        #expect(talk.start() == "send 201 #0")
        #expect(talk.silence() == "send 201 #0")
        #expect(talk.hear(.ackOK) == "done")
    }

    @Test func staleAndDuplicateAnswersAreDropped() {
        var talk = Talk(Ask(Request(.getTime)))
        _ = talk.start()
        #expect(talk.hear(.ackOK, reply: 65_000) == "wait")
        #expect(talk.hear(.data, reply: 9) == "wait")
        #expect(talk.link.dropped == 2)
        #expect(talk.hear(.ackOK) == "done")
    }

    @Test func damagedAnswerIsAskedForAgainUnderANewNumber() {
        var talk = Talk(Ask(Request(.getTime)))
        #expect(talk.start() == "send 201 #0")
        #expect(talk.hear(.ackOK, damaged: true) == "send 201 #1")
        #expect(talk.hear(.ackOK, reply: 0) == "wait")
        #expect(talk.hear(.ackOK) == "done")
    }

    @Test func alwaysDamaged() {
        var talk = Talk(Ask(Request(.getTime)), attempts: 3)
        _ = talk.start()
        #expect(
            (0..<3).map { _ in talk.hear(.ackOK, damaged: true) } == ["send 201 #1", "send 201 #2", "fail"])
        guard case .badChecksum = talk.error else {
            Issue.record("\(String(describing: talk.error))")
            return
        }
    }

    @Test func wrongChecksumsCanBeAllowed() {
        var talk = Talk(Ask(Request(.getTime)), tolerant: true)
        _ = talk.start()
        #expect(talk.hear(.ackOK, damaged: true) == "done")
    }

    @Test func numbersSkip65535() {
        var link = Link(DeviceEndpoint(host: "terminal"), isReliable: true)
        let numbers = (0...65_535).map { _ in link.stamp(Request(.getTime)).reply }
        #expect(numbers.max() == 65_534)
        #expect(Array(numbers.suffix(2)) == [65_534, 0])
    }
}
