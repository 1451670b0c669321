import DeviceTesting
import NIOCore
import NIOEmbedded
import Testing

@testable import Devices

/// However a peer goes on talking, a conversation ends within a bound: 30 timeouts and the time that the bytes that
/// really came need at 4096 a second, then 4 timeouts to end cleanly.
struct TotalTimeTests {
    private static let timeout = Duration.seconds(5)
    private static let bound = TimeAmount.seconds(5 * 34 + 5)

    /// A handler without a network, whose peer says something each second.
    private final class Peer {
        let channel: EmbeddedChannel
        let handler: TerminalHandler
        private(set) var result: Result<TableContent, any Error>?
        private var last: Frame?

        init(reliable: Bool) throws {
            let endpoint = DeviceEndpoint(host: "terminal", timeout: TotalTimeTests.timeout)
            handler = TerminalHandler(link: Link(endpoint, isReliable: reliable), logger: Meeting.logger)
            channel = EmbeddedChannel(handler: handler)
            try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 4370)).wait()
        }

        func read() {
            let promise = channel.eventLoop.makePromise(of: TableContent.self)
            promise.futureResult.assumeIsolated().whenComplete { self.result = $0 }
            handler.submit(Pending(TableRead(.attendance), ticket: Ticket(), promise: promise, onProgress: nil))
        }

        /// Lets a second pass after each of its words, until the conversation ends; returns how long that took.
        func talk(_ say: (Frame?, Int) -> [Frame]) throws -> TimeAmount {
            let start = channel.embeddedEventLoop.now
            var second = 0
            while result == nil, second < 100_000 {
                while let request = try channel.readOutbound(as: Frame.self) { last = request }
                for frame in say(last, second) where result == nil {
                    try channel.writeInbound(ReceivedFrame(frame, checksum: frame.checksum))
                }
                channel.embeddedEventLoop.advanceTime(by: .seconds(1))
                second += 1
            }
            _ = try? channel.finish()
            return channel.embeddedEventLoop.now - start
        }

        var error: DeviceError? {
            guard case .failure(let error) = result else { return nil }
            return error as? DeviceError
        }
    }

    @Test(arguments: [true, false])
    func aTrickle(reliable: Bool) throws {
        let peer = try Peer(reliable: reliable)
        peer.read()
        var number: UInt16 = 0
        var asked: UInt16?
        // Two megabytes are announced; one byte of them comes a second.
        let time = try peer.talk { request, _ in
            guard let request else { return [] }
            if request.command == .prepareBuffer {
                return [Frame(.ackOK, session: 0, reply: request.reply, data: .announcing(2 << 20))]
            }
            guard request.command == .readBuffer else { return [] }
            if asked != request.reply {
                (asked, number) = (request.reply, 0)
                let size = BufferRange(request.data)?.length ?? 0
                return [Frame(.prepareData, session: 0, reply: request.reply, data: .preparing(Int(size)))]
            }
            defer { number += 1 }
            return [Frame(.data, session: number, reply: request.reply, data: ByteBuffer(bytes: [7]))]
        }
        #expect(time <= Self.bound)
        // Over UDP a second without a packet is a gap, and too many gaps are the end.
        let slow = DeviceError.timedOut(waitingFor: "the rest of the attendance log, which came too slowly")
        let gaps = DeviceError.truncated(table: "attendance log", expected: 2 << 20, received: 0)
        #expect(peer.error == (reliable ? slow : gaps))
    }

    /// Announces the largest table there may be, and again whenever it is asked for a part of it.
    @Test(arguments: [true, false])
    func alwaysTheSameUselessAnswer(reliable: Bool) throws {
        let peer = try Peer(reliable: reliable)
        peer.read()
        let time = try peer.talk { request, _ in
            request.map { [Frame(.ackOK, session: 0, reply: $0.reply, data: .announcing(Transfer.maximumSize))] } ?? []
        }
        #expect(time <= Self.bound)
        #expect(peer.error != nil)
    }

    /// Whatever is asked, also for the buffer to be freed, a part of a transfer comes and never its end.
    @Test(arguments: [true, false])
    func aTransferWithoutAnEnd(reliable: Bool) throws {
        let peer = try Peer(reliable: reliable)
        peer.read()
        let time = try peer.talk { request, second in
            guard let request else { return [] }
            let head = Frame(.prepareData, session: 0, reply: request.reply, data: .preparing(Transfer.maximumSize))
            return [head]
                + (0..<3).map {
                    Frame(
                        .data, session: UInt16(truncatingIfNeeded: second * 3 + $0), reply: request.reply,
                        data: ByteBuffer(bytes: [UInt8(truncatingIfNeeded: second)]))
                }
        }
        #expect(time <= Self.bound)
        #expect(peer.error != nil)
    }

    /// Stale answers and damaged ones count as silence.
    @Test(arguments: [true, false], [true, false])
    func noise(reliable: Bool, stale: Bool) throws {
        let peer = try Peer(reliable: reliable)
        peer.read()
        let time = try peer.talk { request, _ in
            guard let request else { return [] }
            return [Frame(.ackOK, session: 0, reply: request.reply &+ (stale ? 9 : 0), data: .announcing(4))]
        }
        #expect(time <= Self.bound)
        #expect(stale ? peer.error != nil : peer.error == nil)
    }

    /// A terminal at 5000 bytes a second is slow, and gets all the time that it needs.
    @Test func slowIsNotTooSlow() throws {
        let peer = try Peer(reliable: true)
        peer.read()
        let log = ByteBuffer.log(30_000)
        var sent = 0
        let time = try peer.talk { request, _ in
            guard let request else { return [] }
            switch request.command {
            case .prepareBuffer:
                return [Frame(.ackOK, session: 0, reply: request.reply, data: .announcing(log.readableBytes))]
            case .readBuffer:
                guard let range = BufferRange(request.data) else { return [] }
                if sent == 0 {
                    sent = 1
                    return [
                        Frame(.prepareData, session: 0, reply: request.reply, data: .preparing(Int(range.length), 5000))
                    ]
                }
                let offset = (sent - 1) * 5000
                let left = Int(range.length) - offset
                defer { sent = left <= 5000 ? 0 : sent + 1 }
                let part = log.part(Int(range.start) + offset, min(5000, left))
                let data = Frame(.data, session: UInt16(sent - 1), reply: request.reply, data: part)
                return left <= 5000 ? [data, Frame(.ackOK, session: 0, reply: request.reply)] : [data]
            default: return [Frame(.ackOK, session: 0, reply: request.reply)]
            }
        }
        #expect(try peer.result?.get().rows.readableBytes == 1_200_000)
        #expect(time > TimeAmount.seconds(150))
    }
}
