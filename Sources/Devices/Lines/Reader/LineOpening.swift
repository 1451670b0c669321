import Glibc
import Logging
import NIOCore
import NIOPosix

/// Opens a source's channel with the handlers that read its lines.
struct LineOpening: Sendable {
    /// Connections that a listener serves at once: more is nobody's clocks.
    private static let mostConnections = 64
    /// A reader sends little at a time, and what a read brings in has to be kept.
    private static let readSize = 4096

    let source: LineSource
    let desk: LineDesk
    let loop: any EventLoop
    let logger: Logger
    let connectTimeout: Duration

    func open() async throws(DeviceError) -> any Channel {
        let channel: EventLoopFuture<any Channel> =
            switch source {
            case .tcpConnect(let host, let port): connect(host, port)
            case .tcpListen(let host, let port, let sender): listen(host, port, sender)
            case .udpListen(let host, let port, let sender): receive(host, port, sender)
            case .serial(let port): port.open(on: loop) { try initialize($0) }
            }
        do {
            return try await channel.get()
        } catch let error as DeviceError {
            throw error
        } catch {
            throw failure(error)
        }
    }

    private func failure(_ error: any Error) -> DeviceError {
        if case .tcpConnect = source { return .unreachable(endpoint: "\(source)", why: Dialler.reason(error)) }
        let isTaken = (error as? IOError)?.errnoCode == EADDRINUSE
        return .lineNotOpen(
            line: "\(source)",
            why: isTaken
                ? "another program, or another reader, listens there; choose another port for one of them"
                : Dialler.reason(error))
    }

    private func connect(_ host: String, _ port: Int) -> EventLoopFuture<any Channel> {
        ClientBootstrap(group: loop)
            .connectTimeout(TimeAmount(connectTimeout))
            .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: Self.readSize))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try Self.keepAlive(channel)
                    try initialize(channel)
                }
            }
            .connect(host: host, port: port)
    }

    /// The stream ends with the channel.
    private func initialize(_ channel: any Channel) throws {
        let (line, connections) = ("\(source)", desk.connections)
        try add(to: channel) { why in connections.value.ended(.lineEnded(line: line, why: why)) }
    }

    private func add(to channel: any Channel, onEnd: @escaping (String) -> Void) throws {
        try channel.pipeline.syncOperations.addHandlers(
            ByteToMessageHandler(LineFramer(desk.parser.format.framing)), LineHandler(desk, onEnd: onEnd))
    }

    /// A reader without power sends no end of the connection: the system asks whether it is still there.
    private static func keepAlive(_ channel: any Channel) throws {
        guard let options = channel.syncOptions else { return }
        try options.setOption(.socketOption(.so_keepalive), value: 1)
        for (name, value) in [(TCP_KEEPIDLE, 30), (TCP_KEEPINTVL, 10), (TCP_KEEPCNT, 3)] as [(CInt, Int)] {
            let option = ChannelOptions.Types.SocketOption(level: .tcp, name: NIOBSDSocket.Option(rawValue: name))
            try options.setOption(option, value: value)
        }
    }
}

extension LineOpening {
    private func listen(_ host: String, _ port: Int, _ sender: String?) -> EventLoopFuture<any Channel> {
        ServerBootstrap(group: loop)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(ending()) }
            }
            .childChannelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: Self.readSize))
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try welcome(channel, from: sender) }
            }
            .bind(host: host, port: port)
            .map { [loop, connections = desk.connections] listener in
                listener.closeFuture.whenComplete { _ in _ = connections.value.closeAll(on: loop) }
                return listener
            }
    }

    /// One reader's end is not the end of the others.
    private func welcome(_ channel: any Channel, from sender: String?) throws {
        let peer = channel.remoteAddress?.ipAddress ?? "an unknown address"
        guard sender == nil || sender == peer, desk.connections.value.count < Self.mostConnections else {
            logger.warning("refused a connection to \(source)", metadata: ["from": "\(peer)"])
            throw ChannelError.operationUnsupported
        }
        try Self.keepAlive(channel)
        try add(to: channel) { [logger] why in
            logger.info("a reader's connection ended", metadata: ["from": "\(peer)", "why": "\(why)"])
        }
    }

    private func ending() -> ListenerEnd {
        let (line, connections) = ("\(source)", desk.connections)
        return ListenerEnd { connections.value.ended(.lineEnded(line: line, why: "its socket was closed")) }
    }

    private func receive(_ host: String, _ port: Int, _ sender: String?) -> EventLoopFuture<any Channel> {
        let (line, connections) = ("\(source)", desk.connections)
        return DatagramBootstrap(group: loop)
            .channelOption(.socketOption(.so_rcvbuf), value: 1 << 20)
            .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 1 << 16))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = DatagramLineHandler(desk, from: sender) { why in
                        connections.value.ended(.lineEnded(line: line, why: why))
                    }
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
            .bind(host: host, port: port)
    }
}

private final class ListenerEnd: ChannelInboundHandler {
    typealias InboundIn = any Channel

    private let onEnd: () -> Void

    init(onEnd: @escaping () -> Void) {
        self.onEnd = onEnd
    }

    func channelInactive(context: ChannelHandlerContext) {
        onEnd()
        context.fireChannelInactive()
    }
}
