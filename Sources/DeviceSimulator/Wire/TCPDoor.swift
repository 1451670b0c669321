import Devices
import NIOCore
import NIOPosix

/// Where clients come in over TCP: one link per connection.
enum TCPDoor {
    static func open(
        host: String, port: Int, on eventLoop: any EventLoop, for machine: NIOLoopBoundBox<Machine>
    ) async throws -> any Channel {
        try await ServerBootstrap(group: eventLoop)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try serve(channel, machine.value) }
            }
            .bind(host: host, port: port).get()
    }

    static func serve(_ channel: any Channel, _ machine: Machine) throws {
        try channel.pipeline.syncOperations.addHandlers([
            ByteToMessageHandler(TCPFrameDecoder()), ConnectionHandler(machine: machine),
        ])
    }
}

private final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = ReceivedFrame

    private let machine: Machine
    private var link: Link?

    init(machine: Machine) {
        self.machine = machine
    }

    func channelActive(context: ChannelHandlerContext) {
        let channel = context.channel
        let link = Link(
            .tcp, on: context.eventLoop,
            write: { channel.writeAndFlush($0, promise: nil) },
            close: { channel.close(promise: nil) })
        guard machine.open(link) else { return context.close(promise: nil) }
        self.link = link
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard let link else { return }
        machine.receive(unwrapInboundIn(data), on: link)
    }

    func channelInactive(context: ChannelHandlerContext) {
        if let link { machine.closed(link) }
        link = nil
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // Bytes that are no frames, or a client that went away: either way there is nobody to talk to.
        context.close(promise: nil)
    }
}
