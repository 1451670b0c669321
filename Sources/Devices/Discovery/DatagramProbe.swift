import NIOCore
import NIOPosix

/// Asks many addresses for a session over one UDP socket, and ends each session that it is given.
struct DatagramProbe: Sendable {
    struct Answer: Hashable, Sendable {
        var address: IPv4Address
        var latency: Duration
        var code: Command
    }

    private let channel: any Channel
    private let handler: NIOLoopBound<ProbeHandler>

    static func open(port: Int) async throws -> DatagramProbe {
        try await DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton.next())
            .channelOption(.socketOption(.so_broadcast), value: 1)
            .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 2048))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ProbeHandler(port: port))
                }
            }
            .bind(host: "0.0.0.0", port: 0)
            .flatMapThrowing { channel in
                let handler = try channel.pipeline.syncOperations.handler(type: ProbeHandler.self)
                return DatagramProbe(
                    channel: channel, handler: NIOLoopBound(handler, eventLoop: channel.eventLoop))
            }.get()
    }

    func ask(_ address: IPv4Address) {
        channel.eventLoop.execute { handler.value.ask(address) }
    }

    func hasAnswer(from address: IPv4Address) async -> Bool {
        (try? await channel.eventLoop.submit { handler.value.answers[address] != nil }.get()) ?? false
    }

    /// Waits until every session is ended, as far as terminals confirm it. Whoever answers later is still heard.
    func answers() async -> [IPv4Address: Answer] {
        let ended = channel.eventLoop.flatSubmit {
            let promise = channel.eventLoop.makePromise(of: [IPv4Address: Answer].self)
            handler.value.settle(promise)
            return promise.futureResult
        }
        return (try? await ended.get()) ?? [:]
    }

    func close() async { try? await channel.close().get() }
}

/// One probe's socket: CONNECT goes out, and for each answer EXIT, until that is answered too.
private final class ProbeHandler: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>
    typealias OutboundOut = AddressedEnvelope<ByteBuffer>

    private struct Session: Hashable {
        var peer: SocketAddress
        var number: UInt16
    }

    /// Whoever answers more is no network of terminals.
    private static let most = 8192
    private static let exitAttempts = 4
    private static let exitPatience = TimeAmount.milliseconds(200)
    private static let exitReply: UInt16 = 1

    private let port: Int
    private(set) var answers: [IPv4Address: DatagramProbe.Answer] = [:]
    private var asked: [IPv4Address: NIODeadline] = [:]
    private var firstAsked: NIODeadline?
    private var open: [Session: Int] = [:]
    private var closed: Set<Session> = []
    private var waiting: [EventLoopPromise<[IPv4Address: DatagramProbe.Answer]>] = []
    private var context: ChannelHandlerContext?

    init(port: Int) {
        self.port = port
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }
    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func ask(_ address: IPv4Address) {
        guard let peer = try? SocketAddress(ipAddress: "\(address)", port: port), let context else { return }
        let now = context.eventLoop.now
        if asked[address] == nil { asked[address] = now }
        firstAsked = firstAsked ?? now
        send(Frame(.connect, session: 0, reply: 0), to: peer)
    }

    func settle(_ promise: EventLoopPromise<[IPv4Address: DatagramProbe.Answer]>) {
        waiting.append(promise)
        settle()
    }

    private func settle() {
        guard open.isEmpty else { return }
        for promise in waiting { promise.succeed(answers) }
        waiting.removeAll()
    }

    private func send(_ frame: Frame, to peer: SocketAddress) {
        var buffer = ByteBuffer()
        frame.encode(into: &buffer)
        // An address that cannot be reached fails here, which is an answer too: nobody is there.
        context?.writeAndFlush(wrapOutboundOut(AddressedEnvelope(remoteAddress: peer, data: buffer)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let envelope = unwrapInboundIn(data)
        guard let received = try? ReceivedFrame(payload: envelope.data),
            let address = envelope.remoteAddress.ipAddress.flatMap({ IPv4Address($0) })
        else { return }
        switch (received.frame.command, received.frame.reply) {
        case (_, Self.exitReply): ended(envelope.remoteAddress)
        case (.ackOK, 0), (.ackUnauthorised, 0):
            note(address, received.frame.command)
            end(Session(peer: envelope.remoteAddress, number: received.frame.session))
        case (.ackEncryptedOnly, 0), (.ackError, 0): note(address, received.frame.command)
        default: break
        }
    }

    private func note(_ address: IPv4Address, _ code: Command) {
        guard answers[address] == nil, answers.count < Self.most, let now = context?.eventLoop.now else { return }
        // A broadcast's answers come from addresses that were not asked.
        let since = asked[address] ?? firstAsked ?? now
        answers[address] = DatagramProbe.Answer(
            address: address, latency: .nanoseconds((now - since).nanoseconds), code: code)
    }

    /// Also of a session that somebody made up: saying goodbye harms nobody.
    private func end(_ session: Session) {
        guard open[session] == nil, !closed.contains(session), open.count < Self.most else { return }
        open[session] = 0
        sayGoodbye(session)
    }

    private func sayGoodbye(_ session: Session) {
        guard let attempts = open[session], let context else { return }
        guard attempts < Self.exitAttempts else { return forget(session) }
        open[session] = attempts + 1
        send(Frame(.exit, session: session.number, reply: Self.exitReply), to: session.peer)
        context.eventLoop.assumeIsolated().scheduleTask(in: Self.exitPatience) { self.sayGoodbye(session) }
    }

    /// A terminal confirms without its number: the answer may hold anything there.
    private func ended(_ peer: SocketAddress) {
        for session in open.keys where session.peer == peer { forget(session) }
    }

    private func forget(_ session: Session) {
        open[session] = nil
        if closed.count < Self.most { closed.insert(session) }
        settle()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // Somebody's port is closed; the others go on.
    }

    func channelInactive(context: ChannelHandlerContext) {
        open.removeAll()
        settle()
    }
}
