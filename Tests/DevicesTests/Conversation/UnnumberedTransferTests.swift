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
    @Test func growsWithTheSizeAndEnds() {
        let start = NIODeadline.now()
        var allowance = TimeAllowance(patience: .seconds(1), from: start)
        let large = ReadProgress(received: 1, total: 409_600)
        #expect(allowance.judge(large, at: start + .seconds(129)) == .inTime)
        #expect(allowance.judge(nil, at: start + .seconds(131)) == .overdue)
        #expect(allowance.judge(nil, at: start + .seconds(132)) == .inTime)
        #expect(allowance.judge(nil, at: start + .seconds(136)) == .hopeless)
    }
}
