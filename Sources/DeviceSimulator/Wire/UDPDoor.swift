import Devices
import NIOCore
import NIOPosix

/// Where clients come in over UDP: one link per address.
enum UDPDoor {
    static func open(
        host: String, port: Int, on eventLoop: any EventLoop, for machine: NIOLoopBoundBox<Machine>
    ) async throws -> any Channel {
        try await DatagramBootstrap(group: eventLoop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try serve(channel, machine.value) }
            }
            .bind(host: host, port: port).get()
    }

    static func serve(_ channel: any Channel, _ machine: Machine) throws {
        try channel.pipeline.syncOperations.addHandler(DatagramHandler(machine: machine))
    }
}

private final class DatagramHandler: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>

    private let machine: Machine

    init(machine: Machine) {
        self.machine = machine
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let envelope = unwrapInboundIn(data)
        // What is no frame may come from anybody on the network and is nobody's request.
        guard let received = try? ReceivedFrame(payload: envelope.data) else { return }
        let (channel, address, eventLoop) = (context.channel, envelope.remoteAddress, context.eventLoop)
        let link = machine.peer(address, sending: received.frame) {
            Link(
                .udp, on: eventLoop,
                write: { channel.writeAndFlush(AddressedEnvelope(remoteAddress: address, data: $0), promise: nil) },
                close: {})
        }
        machine.receive(received, on: link)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A client whose port is closed shows up here as "connection refused"; the others go on.
    }
}
