import NIOCore
import NIOEmbedded
import Testing

@testable import Server

/// How long the gate waits, by a clock that the test moves.
struct GateTimeTests {
    private let channel: EmbeddedChannel

    init() throws {
        var limits = GateLimits()
        limits.silence = .seconds(20)
        limits.request = .seconds(30)
        limits.slowest = 10
        limits.answer = .seconds(300)
        limits.farewell = .seconds(5)
        channel = EmbeddedChannel(handlers: [HalfCloser(), RequestGate(limits, isAdmitted: true) { _ in }])
        try channel.connect(to: SocketAddress(ipAddress: "10.0.0.1", port: 1)).wait()
    }

    private func send(_ text: String) throws { try channel.writeInbound(ByteBuffer(string: text)) }

    private func pass(_ seconds: Int64) -> Bool {
        channel.embeddedEventLoop.advanceTime(by: .seconds(seconds))
        return channel.isActive
    }

    @Test func endsASilence() throws {
        #expect(pass(19))
        #expect(!pass(1))
    }

    @Test func countsSilenceFromTheLastByte() throws {
        try send("POST /")
        #expect(pass(10))
        try send(" HTTP/1.1\r\nContent-Length: 9\r\n\r\n")
        #expect(pass(19))
        #expect(!pass(1))
    }

    /// A byte each second is never silence, and never done: 30 seconds, and those that the bytes need at 10 a second.
    @Test func endsADrip() throws {
        var seconds = 0
        while channel.isActive, seconds < 100 {
            try send("a")
            _ = pass(1)
            seconds += 1
        }
        #expect((33...34).contains(seconds))
    }

    /// Twenty bytes a second are slow, and a request all the same.
    @Test func waitsForASlowLine() throws {
        try send("POST / HTTP/1.1\r\n\r\n")
        for _ in 0..<299 {
            try send("12345678901234567890")
            #expect(pass(1))
        }
    }

    /// However steadily it comes.
    @Test func endsWhatTakesTooLong() throws {
        try send("POST / HTTP/1.1\r\n\r\n")
        var seconds = 0
        while channel.isActive, seconds < 1000 {
            try send("12345678901234567890")
            _ = pass(1)
            seconds += 1
        }
        #expect(seconds == 300)
    }

    @Test func leavesTimeToAnswer() throws {
        try send("GET / HTTP/1.1\r\n\r\n")
        channel.pipeline.triggerUserOutboundEvent(RequestGate.Event.received, promise: nil)
        #expect(pass(299))
        #expect(!pass(1))
    }

    @Test func readsNothingBehindTheAnswer() throws {
        try send("GET / HTTP/1.1\r\n\r\n")
        let head = try channel.readInbound(as: ByteBuffer.self)
        #expect(head.map { String(buffer: $0) } == "GET / HTTP/1.1\r\nConnection: close\r\n\r\n")
        channel.pipeline.triggerUserOutboundEvent(RequestGate.Event.answered, promise: nil)
        try? send("GET / HTTP/1.1\r\n\r\n")
        #expect(try channel.readInbound(as: ByteBuffer.self) == nil)
    }

    /// A peer that takes no answer holds its connection for as long as a slow one would need.
    @Test func endsAnAnswerThatNobodyReads() throws {
        try send("GET / HTTP/1.1\r\n\r\n")
        channel.write(IOData.byteBuffer(ByteBuffer(string: String(repeating: "a", count: 100))), promise: nil)
        channel.pipeline.triggerUserOutboundEvent(RequestGate.Event.answered, promise: nil)
        #expect(pass(14))
        #expect(!pass(1))
    }

    @Test func letsNobodyInWhoIsNotAdmitted() throws {
        let channel = EmbeddedChannel(handler: RequestGate(GateLimits(), isAdmitted: false) { _ in })
        try channel.connect(to: SocketAddress(ipAddress: "10.0.0.1", port: 1)).wait()
        #expect(!channel.isActive)
    }
}

/// An embedded channel that is closed for output alone would be closed altogether.
private final class HalfCloser: ChannelOutboundHandler {
    typealias OutboundIn = IOData

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if mode == .output { return promise?.succeed() ?? () }
        context.close(mode: mode, promise: promise)
    }
}
