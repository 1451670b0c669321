import NIOCore

/// The first to see a connection's bytes: nothing behind it gets a head that is too long, a request that takes too long,
/// or a second request.
final class RequestGate: ChannelInboundHandler, ChannelOutboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    /// What those behind the gate tell it.
    enum Event: Sendable {
        /// The request is in; what lasts now is our own work.
        case received
        /// The answer is written.
        case answered
    }

    private enum Phase {
        case head(ByteBuffer)
        case body
        case working
        case answered
    }

    private let limits: GateLimits
    private let isAdmitted: Bool
    private let refuse: @Sendable (String) -> Void
    private var phase = Phase.head(ByteBuffer())
    private var scanner = HeadScanner()
    private var bytes = 0
    private var written = 0
    private var begun = NIODeadline.now()
    /// Of the last bytes, or the last change of phase.
    private var lastSign = NIODeadline.now()
    private var alarm: Scheduled<Void>?

    init(_ limits: GateLimits, isAdmitted: Bool, refuse: @escaping @Sendable (String) -> Void) {
        self.limits = limits
        self.isAdmitted = isAdmitted
        self.refuse = refuse
    }

    func channelActive(context: ChannelHandlerContext) {
        begun = context.eventLoop.now
        lastSign = begun
        context.fireChannelActive()
        guard isAdmitted else {
            refuse("too many connections")
            return context.close(promise: nil)
        }
        setAlarm(context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        alarm?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard isAdmitted else { return }
        let part = unwrapInboundIn(data)
        bytes += part.readableBytes
        switch phase {
        case .head(var head):
            lastSign = context.eventLoop.now
            // The buffer must not be held twice while it grows.
            phase = .head(ByteBuffer())
            let end = scanner.end(in: part.readableBytesView)
            head.writeImmutableBuffer(part)
            readHead(head, endsAt: end, context)
        case .body, .working:
            lastSign = context.eventLoop.now
            context.fireChannelRead(data)
        // What comes behind a request is not read.
        case .answered: break
        }
    }

    private func readHead(_ head: ByteBuffer, endsAt end: Int?, _ context: ChannelHandlerContext) {
        guard (end ?? head.readableBytes) <= limits.head else { return refuseHead(context) }
        guard let end else { return phase = .head(head) }
        phase = .body
        var rest = head
        let prepared = rest.readSlice(length: end).map { RequestHead.prepared($0.readableBytesView) } ?? []
        context.fireChannelRead(wrapInboundOut(ByteBuffer(bytes: prepared)))
        if rest.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(rest)) }
    }

    private func refuseHead(_ context: ChannelHandlerContext) {
        refuse("a head of more than \(limits.head) bytes")
        let answer = "HTTP/1.1 431 Request Header Fields Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        context.writeAndFlush(wrapOutboundOut(.byteBuffer(ByteBuffer(string: answer))), promise: nil)
        sayFarewell(context)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        written += unwrapOutboundIn(data).readableBytes
        context.write(data, promise: promise)
    }

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard let event = event as? Event else {
            return context.triggerUserOutboundEvent(event, promise: promise)
        }
        switch event {
        case .received:
            if case .body = phase { phase = .working }
            lastSign = context.eventLoop.now
            setAlarm(context)
        case .answered: sayFarewell(context)
        }
        promise?.succeed()
    }

    /// The peer reads its answer to the end before the connection goes: closing at once would take it away.
    private func sayFarewell(_ context: ChannelHandlerContext) {
        phase = .answered
        lastSign = context.eventLoop.now
        context.close(mode: .output, promise: nil)
        setAlarm(context)
    }

    private var deadline: NIODeadline {
        switch phase {
        case .head, .body:
            return min(
                lastSign + TimeAmount(limits.silence), begun + TimeAmount(limits.request) + time(for: bytes),
                begun + TimeAmount(limits.longest))
        case .working: return lastSign + TimeAmount(limits.answer)
        case .answered: return lastSign + TimeAmount(limits.farewell) + time(for: written)
        }
    }

    private func time(for bytes: Int) -> TimeAmount { .seconds(Int64(bytes / max(1, limits.slowest))) }

    private func setAlarm(_ context: ChannelHandlerContext) {
        alarm?.cancel()
        alarm = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { [weak self] in
            self?.ring(context)
        }
    }

    private func ring(_ context: ChannelHandlerContext) {
        guard context.eventLoop.now >= deadline else { return setAlarm(context) }
        switch phase {
        case .head, .body: refuse("it did not come to its end in time")
        case .working: refuse("it could not be answered in time")
        case .answered: break
        }
        context.close(promise: nil)
    }
}
