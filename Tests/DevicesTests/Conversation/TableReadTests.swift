import NIOCore
import Testing

@testable import Devices

/// The three forms of the answer to 1503, and the ways they go wrong.
struct TableReadTests {
    private static let log = ByteBuffer.log(3)

    @Test func inlineTable() {
        var talk = Talk(TableRead(.attendance))
        #expect(talk.start() == "send 1503 #0")
        #expect(talk.hear(.data, Self.log) == "send 1502 #1")
        #expect(talk.hear(.ackOK) == "done")
        #expect(talk.output?.rows == Self.log.part(4, 120))
    }

    @Test func announcedTable() {
        var talk = Talk(TableRead(.attendance))
        _ = talk.start()
        #expect(talk.hear(.ackOK, .announcing(124)) == "send 1504 #1 0+124")
        #expect(talk.hear(.prepareData, .preparing(124, 100)) == "wait")
        #expect(talk.hear(.data, Self.log.part(0, 100), session: 0) == "wait")
        #expect(talk.hear(.data, Self.log.part(100, 24), session: 1) == "wait")
        #expect(talk.hear(.ackOK, session: 2) == "send 1502 #2")
        #expect(talk.hear(.ackOK) == "done")
        #expect(talk.output?.rows == Self.log.part(4, 120))
    }

    @Test func tableSentAtOnce() {
        var talk = Talk(TableRead(.attendance))
        _ = talk.start()
        #expect(talk.hear(.prepareData, .preparing(124)) == "wait")
        #expect(talk.hear(.data, Self.log) == "wait")
        #expect(talk.hear(.ackOK) == "send 1502 #1")
        #expect(talk.hear(.ackOK) == "done")
        #expect(talk.output?.rows.readableBytes == 120)
    }

    @Test func largeTableComesInChunks() {
        let log = ByteBuffer.log(4000)
        var talk = Talk(TableRead(.attendance))
        _ = talk.start()
        var action = talk.hear(.ackOK, .announcing(160_004))
        #expect(action == "send 1504 #1 0+65472")
        for (start, length) in [(0, 65_472), (65_472, 65_472), (130_944, 29_060)] {
            #expect(action.hasSuffix("\(start)+\(length)"))
            action = talk.hear(.data, log.part(start, length))
        }
        #expect(action == "send 1502 #4")
        #expect(talk.conversation.progress == ReadProgress(received: 160_004, total: 160_004))
        #expect(talk.hear(.ackOK) == "done")
        #expect(talk.output?.rows == log.part(4, 160_000))
    }

    /// The closing ACK_OK is missing: all bytes are there, a moment's patience is enough.
    @Test func missingAcknowledgement() {
        var talk = Talk(TableRead(.attendance), udp: true)
        _ = talk.start()
        _ = talk.hear(.ackOK, .announcing(124))
        _ = talk.hear(.prepareData, .preparing(124))
        #expect(talk.hear(.data, Self.log, session: 0) == "wait")
        #expect(talk.silence() == "send 1502 #2")
    }

    @Test func lostDuplicatedAndReorderedDatagrams() {
        let log = ByteBuffer.log(100)
        var talk = Talk(TableRead(.attendance), udp: true)
        _ = talk.start()
        #expect(talk.hear(.ackOK, .announcing(4004)) == "send 1504 #1 0+4004")
        _ = talk.hear(.prepareData, .preparing(4004))
        #expect(talk.hear(.data, log.part(2048, 1024), session: 2) == "wait")
        #expect(talk.hear(.data, log.part(0, 1024), session: 0) == "wait")
        #expect(talk.hear(.data, log.part(0, 1024), session: 0) == "wait")
        #expect(talk.hear(.data, log.part(3072, 932), session: 3) == "wait")
        // The end came in, the second piece did not: what is whole from the start on is kept.
        #expect(talk.hear(.ackOK) == "wait")
        #expect(talk.silence() == "send 1504 #2 1024+2980")
        #expect(talk.hear(.data, log.part(1024, 1024), session: 1, reply: 1) == "wait")
        _ = talk.hear(.prepareData, .preparing(2980))
        _ = talk.hear(.data, log.part(2048, 1024), session: 1)
        _ = talk.hear(.data, log.part(1024, 1024), session: 0)
        _ = talk.hear(.ackOK)
        #expect(talk.hear(.data, log.part(3072, 932), session: 2) == "send 1502 #3")
        #expect(talk.hear(.ackOK) == "done")
        #expect(talk.output?.rows == log.part(4, 4000))
    }

    @Test func gapsMakeTheNextRequestSmaller() {
        let log = ByteBuffer.log(1000)
        var talk = Talk(TableRead(.attendance), udp: true)
        _ = talk.start()
        #expect(talk.hear(.ackOK, .announcing(40_004)) == "send 1504 #1 0+16384")
        _ = talk.hear(.prepareData, .preparing(16_384))
        #expect(talk.silence() == "send 1504 #2 0+8192")
        _ = talk.hear(.prepareData, .preparing(8192))
        #expect(talk.hear(.data, log.part(0, 1024), session: 0) == "wait")
        #expect(talk.silence() == "send 1504 #3 1024+4096")
        #expect(talk.hear(.data, log.part(1024, 4096)) == "send 1504 #4 5120+8192")
    }

    @Test func damagedPieceOverTCPIsReadAgainFromThere() {
        var talk = Talk(TableRead(.attendance))
        _ = talk.start()
        _ = talk.hear(.ackOK, .announcing(124))
        _ = talk.hear(.prepareData, .preparing(124))
        _ = talk.hear(.data, Self.log.part(0, 50), session: 0)
        #expect(talk.hear(.data, Self.log.part(50, 74), session: 1, damaged: true) == "send 1504 #2 50+74")
        #expect(talk.hear(.data, Self.log.part(50, 74)) == "send 1502 #3")
    }

    @Test func truncatedTransferIsContinued() {
        var talk = Talk(TableRead(.attendance))
        _ = talk.start()
        _ = talk.hear(.ackOK, .announcing(124))
        _ = talk.hear(.prepareData, .preparing(124))
        _ = talk.hear(.data, Self.log.part(0, 50), session: 0)
        #expect(talk.hear(.ackOK) == "send 1504 #2 50+74")
    }

    @Test func alwaysTruncatedEndsInAnErrorAndFreesTheBuffer() {
        var talk = Talk(TableRead(.attendance), attempts: 2)
        _ = talk.start()
        _ = talk.hear(.ackOK, .announcing(124))
        var action = ""
        for _ in 0..<5 {
            _ = talk.hear(.prepareData, .preparing(124))
            action = talk.hear(.ackOK)
        }
        #expect(action == "send 1502 #6")
        #expect(talk.hear(.ackOK) == "fail")
        #expect(talk.error == .truncated(table: "attendance log", expected: 124, received: 0))
    }

    @Test func silenceInTheMiddleFreesTheBuffer() {
        var talk = Talk(TableRead(.attendance))
        _ = talk.start()
        _ = talk.hear(.ackOK, .announcing(124))
        #expect(talk.silence() == "send 1504 #1 0+124")
        #expect(talk.silence() == "send 1502 #2")
        #expect(talk.silence() == "send 1502 #2")
        #expect(talk.silence() == "fail")
        #expect(talk.error == .timedOut(waitingFor: "the answer to DATA_RDY (1504)"))
    }

    @Test func cancelFreesTheBuffer() {
        var talk = Talk(TableRead(.attendance))
        _ = talk.start()
        _ = talk.hear(.ackOK, .announcing(124))
        _ = talk.hear(.prepareData, .preparing(124))
        #expect(talk.cancel() == "send 1502 #2")
        #expect(talk.hear(.data, Self.log, reply: 1) == "wait")
        #expect(talk.cancel() == "wait")
        #expect(talk.hear(.ackOK) == "fail")
        #expect(talk.error == .cancelled)
    }

    @Test func lostFreeDoesNotLoseTheTable() {
        var talk = Talk(TableRead(.attendance), udp: true, attempts: 2)
        _ = talk.start()
        _ = talk.hear(.data, Self.log)
        #expect([talk.silence(), talk.silence()] == ["send 1502 #1", "done"])
    }

    @Test(arguments: [Command.ackError, .unknown, .ackStandAlone])
    func terminalsThatDoNotKnowBuffers(refusal: Command) {
        var talk = Talk(TableRead(.attendance))
        _ = talk.start()
        #expect(talk.hear(refusal) == "send 13 #1")
        _ = talk.hear(.prepareData, .preparing(124))
        _ = talk.hear(.data, Self.log)
        #expect(talk.hear(.ackOK) == "send 1502 #2")
        #expect(talk.hear(.ackError) == "done")
        #expect(talk.output?.rows.readableBytes == 120)
    }

    @Test func neitherWay() {
        var talk = Talk(TableRead(.attendance))
        _ = talk.start()
        #expect(talk.hear(.ackStandAlone) == "send 13 #1")
        #expect(talk.hear(.unknown) == "send 1502 #2")
        #expect(talk.hear(.ackOK) == "fail")
        guard case .unsupported(_, let answer, _) = talk.error else {
            Issue.record("\(String(describing: talk.error))")
            return
        }
        #expect(answer.contains("4989"))
    }

    @Test func gapInATransferWithoutABufferRepeatsAll() {
        var talk = Talk(TableRead(.attendance), udp: true)
        _ = talk.start()
        _ = talk.hear(.prepareData, .preparing(124, 100))
        _ = talk.hear(.data, Self.log.part(0, 100), session: 0)
        #expect(talk.silence() == "send 1502 #1")
        #expect(talk.hear(.ackOK) == "send 1503 #2")
    }

    /// A single DATA that is not a whole table is a piece of a transfer whose head was lost.
    @Test func lostHeadOverUDP() {
        var talk = Talk(TableRead(.attendance), udp: true)
        _ = talk.start()
        #expect(talk.hear(.data, Self.log.part(0, 100), session: 0) == "wait")
        #expect(talk.hear(.ackOK, .announcing(124)) == "send 1504 #1 0+124")
        #expect(talk.hear(.data, Self.log.part(100, 24), session: 1) == "wait")
    }

    @Test func onlyTheEndOfATransferArrives() {
        var talk = Talk(TableRead(.attendance), udp: true)
        _ = talk.start()
        #expect(talk.hear(.ackOK, .announcing(124)) == "send 1504 #1 0+124")
        #expect(talk.hear(.ackOK) == "send 1504 #2 0+124")
        #expect(talk.hear(.data, Self.log.part(100, 24), session: 1) == "wait")
        #expect(talk.hear(.ackOK) == "send 1504 #3 0+124")
    }

    /// A packet that comes twice over TCP must not take the place of the one behind it.
    @Test func duplicateOverTCP() {
        var talk = Talk(TableRead(.attendance))
        _ = talk.start()
        _ = talk.hear(.ackOK, .announcing(124))
        _ = talk.hear(.prepareData, .preparing(124))
        #expect(talk.hear(.data, Self.log.part(0, 62), session: 0) == "wait")
        #expect(talk.hear(.data, Self.log.part(0, 62), session: 0) == "wait")
        #expect(talk.hear(.data, Self.log.part(62, 62), session: 1) == "wait")
        #expect(talk.hear(.ackOK) == "send 1502 #2")
        #expect(talk.hear(.ackOK) == "done")
        #expect(talk.output?.rows == Self.log.part(4, 120))
    }

    @Test func wrongSizeField() {
        var table = Self.log
        table.setInteger(UInt32(80), at: table.readerIndex, endianness: .little)
        var talk = Talk(TableRead(.attendance))
        _ = talk.start()
        _ = talk.hear(.ackOK, .announcing(124))
        _ = talk.hear(.data, table)
        #expect(talk.hear(.ackOK) == "fail")
        guard case .truncated = talk.error else {
            Issue.record("\(String(describing: talk.error))")
            return
        }
    }

    @Test(arguments: [UInt32.max, 67_108_865])
    func absurdSizes(size: UInt32) {
        var talk = Talk(TableRead(.attendance))
        _ = talk.start()
        #expect(talk.hear(.ackOK, BufferAnnouncement(size: size).encoded) == "send 1502 #1")
        #expect(talk.hear(.ackOK) == "fail")
        var direct = Talk(TableRead(.attendance))
        _ = direct.start()
        #expect(direct.hear(.prepareData, TransferHeader(size: size, packetSize: 0).encoded) == "send 1502 #1")
    }

    @Test func emptyTable() {
        var talk = Talk(TableRead(.users))
        _ = talk.start()
        #expect(talk.hear(.ackOK) == "send 1502 #1")
        #expect(talk.hear(.ackOK) == "done")
        #expect(talk.output == .empty)
    }
}
