import DeviceTesting
import NIOCore
import NIOPosix

@testable import Devices

/// A TCP server that does one thing with what it hears, for peers that no terminal would be.
enum ScriptedServer {
    typealias Answer = @Sendable (ReceivedFrame) -> [Frame]

    /// Answers frames; nil closes the connection.
    static func answering(_ answer: @escaping Answer) async throws -> any Channel {
        try await listen { channel in try serve(channel, answer) }
    }

    /// The same in a virtual network, over TCP.
    static func peer(_ answer: @escaping Answer) -> VirtualNetwork.Peer {
        { channel, _ in try serve(channel, answer) }
    }

    private static func serve(_ channel: any Channel, _ answer: @escaping Answer) throws {
        try channel.pipeline.syncOperations.addHandlers(
            ByteToMessageHandler(TCPFrameDecoder()), MessageToByteHandler(TCPFrameEncoder()), Answering(answer))
    }

    /// Says the same to everything.
    static func babbling(_ bytes: [UInt8]) async throws -> any Channel {
        try await listen { try $0.pipeline.syncOperations.addHandler(Babbling(bytes)) }
    }

    private static func listen(
        _ initialize: @escaping @Sendable (any Channel) throws -> Void
    ) async throws -> any Channel {
        try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in channel.eventLoop.makeCompletedFuture { try initialize(channel) } }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    private final class Answering: ChannelInboundHandler {
        typealias InboundIn = ReceivedFrame
        typealias OutboundOut = Frame

        private let answer: Answer

        init(_ answer: @escaping Answer) {
            self.answer = answer
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            for frame in answer(unwrapInboundIn(data)) { context.write(wrapOutboundOut(frame), promise: nil) }
            context.flush()
        }
    }

    private final class Babbling: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let bytes: [UInt8]

        init(_ bytes: [UInt8]) {
            self.bytes = bytes
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            if bytes.isEmpty { return context.close(promise: nil) }
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
        }
    }
}
