import Domain
import NIOCore

/// What every channel of a reader shares.
struct LineDesk: Sendable {
    let parser: LineParser
    let inbox: NIOLoopBoundBox<LineInbox>
    let connections: NIOLoopBoundBox<LineConnections>
    let now: @Sendable () -> Instant

    init(_ parser: LineParser, on loop: any EventLoop, now: @escaping @Sendable () -> Instant) {
        (self.parser, self.now) = (parser, now)
        let inbox = NIOLoopBoundBox.makeBoxSendingValue(LineInbox(), eventLoop: loop)
        self.inbox = inbox
        connections = NIOLoopBoundBox.makeBoxSendingValue(
            LineConnections(inbox, isAcknowledged: parser.format.acknowledgement != nil, now: now), eventLoop: loop)
    }

    /// Reads a line, and hands it on with the way to acknowledge it.
    func take(_ line: RawLine, acknowledge: @escaping (String) -> Void) {
        let answer = parser.format.acknowledgement
        let done = { if let answer { acknowledge(answer) } }
        switch reading(of: line) {
        case .punch(let record): inbox.value.put(.record(record), acknowledge: done)
        case .ignored: inbox.value.put(acknowledgement: done)
        case .unreadable(let reason):
            inbox.value.put(.unreadable(line: parser.readable(line.bytes), reason: reason), acknowledge: done)
        }
    }

    private func reading(of line: RawLine) -> LineReading {
        line.damage.map { .unreadable(reason: $0) } ?? parser.read(line.bytes, arrived: now())
    }
}

/// Reads on while the inbox has room, and waits for room otherwise.
final class LineIntake {
    private let inbox: NIOLoopBoundBox<LineInbox>
    private var isPaused = false

    init(_ inbox: NIOLoopBoundBox<LineInbox>) { self.inbox = inbox }

    func read(_ context: ChannelHandlerContext) {
        // What comes then is nobody's.
        guard !inbox.value.hasEnded else { return }
        guard inbox.value.isFull else { return context.read() }
        guard !isPaused else { return }
        isPaused = true
        inbox.value.pause { [weak self] in
            self?.isPaused = false
            if context.channel.isActive { context.read() }
        }
    }
}

/// The end of a stream's pipeline: lines go to the inbox, and nothing is read while that is full.
final class LineHandler: ChannelDuplexHandler {
    typealias InboundIn = RawLine
    typealias OutboundIn = Never
    typealias OutboundOut = ByteBuffer

    private let desk: LineDesk
    /// Told the reason when the channel has ended.
    private let onEnd: (String) -> Void
    private var failure: String?
    private let intake: LineIntake

    init(_ desk: LineDesk, onEnd: @escaping (String) -> Void) {
        self.desk = desk
        intake = LineIntake(desk.inbox)
        self.onEnd = onEnd
    }

    func channelActive(context: ChannelHandlerContext) {
        desk.connections.value.join(context.channel)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        desk.connections.value.note()
        let channel = context.channel
        desk.take(unwrapInboundIn(data)) { text in
            channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        desk.connections.value.hear()
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        intake.read(context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        failure = failure ?? Dialler.reason(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        desk.connections.value.leave(context.channel)
        onEnd(failure ?? "the other end closed it")
        context.fireChannelInactive()
    }
}

/// Lines in datagrams: what ends a datagram ends its last line.
final class DatagramLineHandler: ChannelDuplexHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>
    typealias OutboundIn = Never
    typealias OutboundOut = AddressedEnvelope<ByteBuffer>

    private let desk: LineDesk
    private let sender: String?
    private let onEnd: (String) -> Void
    private let intake: LineIntake

    /// - Parameter sender: The only address that is listened to.
    init(_ desk: LineDesk, from sender: String?, onEnd: @escaping (String) -> Void) {
        self.desk = desk
        intake = LineIntake(desk.inbox)
        self.sender = sender
        self.onEnd = onEnd
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let envelope = unwrapInboundIn(data)
        guard sender == nil || envelope.remoteAddress.ipAddress == sender else { return }
        desk.connections.value.note()
        let (channel, address) = (context.channel, envelope.remoteAddress)
        for line in Self.lines(envelope.data, desk.parser.format.framing) {
            desk.take(line) { text in
                let answer = AddressedEnvelope(remoteAddress: address, data: ByteBuffer(string: text))
                channel.writeAndFlush(answer, promise: nil)
            }
        }
    }

    static func lines(_ datagram: ByteBuffer, _ framing: LineFraming) -> [RawLine] {
        var framer = LineFramer(framing)
        var rest = datagram
        var lines: [RawLine] = []
        while let line = framer.decode(buffer: &rest) { lines.append(line) }
        guard var last = framer.decodeLast(buffer: &rest, seenEOF: true) else { return lines }
        if case .envelope = framing {} else { last.damage = nil }
        return lines + [last]
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        desk.connections.value.hear()
        context.fireChannelReadComplete()
    }

    /// The system keeps what its buffer holds while nobody reads; what is more is lost, as datagrams are.
    func read(context: ChannelHandlerContext) {
        intake.read(context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // An acknowledgement that nobody took; the next datagram comes nevertheless.
    }

    func channelInactive(context: ChannelHandlerContext) {
        onEnd("its socket was closed")
        context.fireChannelInactive()
    }
}
