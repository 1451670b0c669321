import NIOCore
import Testing

@testable import Devices

/// Units that put the session where others number the packets of a transfer.
struct UnnumberedTransferTests {
    private static let session: UInt16 = 0x5C3C
    private static let log = ByteBuffer.log(100)

    private static func data(_ start: Int, _ length: Int, number: UInt16 = session) -> Frame {
        Frame(.data, session: number, reply: 1, data: log.part(start, length))
    }

    @Test func duplicateIsRefused() {
        var transfer = Transfer(size: 3000, session: Self.session, isReliable: true)
        let taken = [(0, 1000), (0, 1000), (1000, 1000), (1000, 1000), (2000, 1000)].map {
            transfer.add(Self.data($0.0, $0.1))
        }
        #expect(taken == [true, false, true, false, true])
        #expect(transfer.bytes == Self.log.part(0, 3000))
    }

    @Test(arguments: [true, false])
    func aNumberThatIsTheSessionIsANumber(isReliable: Bool) {
        var transfer = Transfer(size: 3000, session: 0, isReliable: isReliable)
        let taken = [0, 0, 2, 1].map { transfer.add(Self.data($0 * 1000, 1000, number: UInt16($0))) }
        #expect(taken == [true, false, true, true])
        #expect(transfer.bytes == Self.log.part(0, 3000))
        #expect(!transfer.hasNoOrder)
    }

    @Test func emptyPacketsAreDropped() {
        var transfer = Transfer(size: 100, session: Self.session, isReliable: true)
        let isTaken = transfer.add(Self.data(0, 0, number: 0))
        #expect(!isTaken)
    }

    /// Over UDP nothing proves their order: what came is thrown away and asked for one packet at a time.
    @Test func overUDPOnePacketAtATime() {
        var talk = Talk(TableRead(.attendance), udp: true)
        _ = talk.start()
        #expect(talk.hear(.ackOK, .announcing(4004)) == "send 1504 #1 0+4004")
        _ = talk.hear(.prepareData, .preparing(4004))
        #expect(talk.hear(.data, Self.log.part(1024, 1024)) == "wait")
        #expect(talk.hear(.data, Self.log.part(1024, 1024)) == "wait")
        #expect(talk.hear(.data, Self.log.part(0, 1024)) == "send 1504 #2 0+1024")
        #expect(talk.hear(.data, Self.log.part(0, 1024)) == "send 1504 #3 1024+1024")
        #expect(talk.hear(.data, Self.log.part(1024, 1024)) == "send 1504 #4 2048+1024")
        #expect(talk.hear(.data, Self.log.part(2048, 1024)) == "send 1504 #5 3072+932")
        #expect(talk.hear(.data, Self.log.part(3072, 932)) == "send 1502 #6")
        #expect(talk.hear(.ackOK) == "done")
        #expect(talk.output?.rows == Self.log.part(4, 4000))
    }

    @Test func withoutABufferItIsRefused() {
        var talk = Talk(TableRead(.attendance), udp: true)
        _ = talk.start()
        _ = talk.hear(.prepareData, .preparing(4004))
        _ = talk.hear(.data, Self.log.part(0, 1024))
        #expect(talk.hear(.data, Self.log.part(1024, 1024)) == "send 1502 #1")
        #expect(talk.hear(.ackOK) == "fail")
        guard case .unsupported = talk.error else {
            Issue.record("\(String(describing: talk.error))")
            return
        }
    }
}

struct TimeAllowanceTests {
    @Test func growsWithWhatCameAndEnds() {
        let start = NIODeadline.now()
        var allowance = TimeAllowance(patience: .seconds(1), from: start)
        // 409,600 bytes are worth 100 seconds; what is only announced is worth none.
        let large = ReadProgress(received: 409_600, total: 1 << 30)
        #expect(allowance.judge(large, at: start + .seconds(129)) == .inTime)
        #expect(allowance.judge(nil, at: start + .seconds(131)) == .overdue)
        #expect(allowance.judge(nil, at: start + .seconds(132)) == .inTime)
        #expect(allowance.judge(nil, at: start + .seconds(136)) == .hopeless)
    }

    @Test func readingAgainCountsAgain() {
        let start = NIODeadline.now()
        var allowance = TimeAllowance(patience: .seconds(1), from: start)
        for received in [204_800, 0, 204_800] {
            _ = allowance.judge(ReadProgress(received: received, total: 204_800), at: start)
        }
        #expect(allowance.judge(nil, at: start + .seconds(129)) == .inTime)
        #expect(allowance.judge(nil, at: start + .seconds(131)) == .overdue)
    }

    @Test func announcingBuysNoTime() {
        let start = NIODeadline.now()
        var allowance = TimeAllowance(patience: .seconds(1), from: start)
        let empty = ReadProgress(received: 0, total: Transfer.maximumSize)
        #expect(allowance.judge(empty, at: start + .seconds(29)) == .inTime)
        #expect(allowance.judge(empty, at: start + .seconds(31)) == .overdue)
    }
}

/// Datagrams that were cut where a checksum does not see it: at zeros.
struct ShortPacketTests {
    private static let log = ByteBuffer.log(100)

    private static func take(_ lengths: [(number: UInt16, start: Int, length: Int)], of size: Int = 4004) -> Transfer {
        var transfer = Transfer(size: size, session: 0x5C3C, isReliable: false)
        for (number, start, length) in lengths {
            _ = transfer.add(Frame(.data, session: number, reply: 1, data: log.part(start, length)))
        }
        return transfer
    }

    @Test func nothingBehindAShortOneIsTrusted() {
        let transfer = Self.take([(0, 0, 1024), (1, 1024, 1000), (2, 2048, 1024)])
        #expect(transfer.bytes == Self.log.part(0, 1024))
    }

    @Test func aShortFirstOneIsNotTrusted() {
        #expect(Self.take([(0, 0, 900), (1, 1024, 1024)]).bytes.readableBytes == 0)
    }

    /// It came early and waited for the one before.
    @Test func aShortOneThatCameEarly() {
        let transfer = Self.take([(0, 0, 1024), (2, 2048, 1000), (1, 1024, 1024), (3, 3072, 500)])
        #expect(transfer.bytes == Self.log.part(0, 2048))
    }

    @Test func theLastOneMayBeShort() {
        #expect(Self.take([(0, 0, 1024), (1, 1024, 500)]).bytes == Self.log.part(0, 1524))
    }

    /// Packets of any size are right where all bytes are there.
    @Test func differentSizesThatAreWholeCount() {
        let transfer = Self.take([(0, 0, 500), (1, 500, 1024), (2, 1524, 300), (3, 1824, 2180)])
        #expect(transfer.isComplete)
        #expect(transfer.bytes == Self.log)
    }

    /// Zeros behind a datagram, beyond the size that was announced for all of them.
    @Test func paddingIsNotTaken() {
        var transfer = Transfer(size: 4004, packetSize: 1024, session: 0x5C3C, isReliable: false)
        func add(_ number: UInt16, _ data: ByteBuffer) -> Bool {
            transfer.add(Frame(.data, session: number, reply: 1, data: data))
        }
        var padded = Self.log.part(0, 1024)
        padded.writeInteger(UInt32(0))
        let taken = [add(0, padded), add(0, Self.log.part(0, 1024)), add(1, Self.log.part(1024, 1024))]
        #expect(taken == [false, true, true])
        // A unit that sends more than it announced is believed where its bytes say something.
        let isLongTaken = add(2, Self.log.part(2048, 1500))
        #expect(isLongTaken)
    }

    /// The last one, padded and too early, leaves no room for one that is still missing.
    @Test func earlyPaddingDoesNotOverflow() {
        var last = Self.log.part(3072, 932)
        last.writeInteger(UInt32(0))
        var transfer = Self.take([(0, 0, 1024), (1, 1024, 1024)])
        _ = transfer.add(Frame(.data, session: 3, reply: 1, data: last))
        _ = transfer.add(Frame(.data, session: 2, reply: 1, data: Self.log.part(2048, 1024)))
        #expect(!transfer.isComplete && transfer.bytes.readableBytes <= 4004)
        #expect(transfer.bytes == Self.log.part(0, 2048))
    }

    @Test func theRestIsReadAgain() {
        var talk = Talk(TableRead(.attendance), udp: true)
        _ = talk.start()
        #expect(talk.hear(.ackOK, .announcing(4004)) == "send 1504 #1 0+4004")
        _ = talk.hear(.prepareData, .preparing(4004))
        _ = talk.hear(.data, Self.log.part(0, 1024), session: 0)
        _ = talk.hear(.data, Self.log.part(1024, 1016), session: 1)
        _ = talk.hear(.data, Self.log.part(2048, 1024), session: 2)
        _ = talk.hear(.data, Self.log.part(3072, 932), session: 3)
        _ = talk.hear(.ackOK)
        #expect(talk.silence() == "send 1504 #2 1024+2980")
        #expect(talk.hear(.data, Self.log.part(1024, 2980)) == "send 1502 #3")
        #expect(talk.hear(.ackOK) == "done")
        #expect(talk.output?.rows == Self.log.part(4, 4000))
    }
}

/// What a peer only announces costs no memory.
struct MemoryBoundTests {
    @Test(arguments: [UInt32.max, UInt32(Transfer.maximumSize) + 1])
    func sizesBeyondEveryTerminalAreRefused(size: UInt32) {
        for udp in [false, true] {
            var talk = Talk(TableRead(.attendance), udp: udp)
            _ = talk.start()
            #expect(talk.hear(.prepareData, TransferHeader(size: size, packetSize: 1024).encoded) == "send 1502 #1")
            #expect(talk.hear(.ackOK) == "fail")
            guard case .badFrame = talk.error else {
                Issue.record("\(String(describing: talk.error))")
                return
            }
        }
    }

    @Test func roomIsMadeAsBytesCome() {
        let transfer = Transfer(size: Transfer.maximumSize, session: 1, isReliable: true)
        #expect(transfer.bytes.capacity <= 1 << 16)
        let fetch = TableFetch(size: Transfer.maximumSize, resume: nil, chunk: 65_472)
        #expect(fetch.bytes.capacity <= TableFetch.reserve)
        #expect(TableFetch(size: 1 << 20, resume: nil, chunk: 65_472).bytes.capacity <= 1 << 20)
    }

    /// A datagram lies in a buffer for the largest there may be; one that waits must not keep all of that.
    @Test func packetsThatWaitKeepOnlyTheirOwnBytes() {
        var received = ByteBuffer(repeating: 7, count: 8192)
        let part = received.readSlice(length: 1) ?? ByteBuffer()
        var transfer = Transfer(size: 1 << 20, session: 9, isReliable: false)
        for number in 1...200 {
            _ = transfer.add(Frame(.data, session: UInt16(number), reply: 1, data: part))
        }
        #expect(transfer.roomForEarly < 200 * 64)
    }
}
