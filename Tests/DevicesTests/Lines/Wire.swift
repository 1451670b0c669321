import NIOCore
import NIOPosix

/// The other end of a socket, led by a test.
struct Wire: Sendable {
    let channel: any Channel
    private let ear: NIOLoopBound<Ear>

    private init(_ channel: any Channel, _ ear: Ear) {
        self.channel = channel
        self.ear = NIOLoopBound(ear, eventLoop: channel.eventLoop)
    }

    /// Puts the test into the pipeline of a channel that is being made.
    static func take(_ channel: any Channel, datagramsTo remote: SocketAddress? = nil) throws -> Wire {
        let ear = Ear(remote)
        if remote != nil { try channel.pipeline.syncOperations.addHandler(Opener()) }
        try channel.pipeline.syncOperations.addHandler(ear)
        return Wire(channel, ear)
    }

    /// - Parameter talkingOn: whether it goes on where the other end has hung up.
    static func connect(
        _ port: Int, from host: String = "127.0.0.1", talkingOn: Bool = false
    ) async throws -> Wire {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let wire = loop.makePromise(of: Wire.self)
        let channel = try await ClientBootstrap(group: loop)
            .bind(to: SocketAddress(ipAddress: host, port: 0))
            .channelOption(.allowRemoteHalfClosure, value: talkingOn)
            .channelInitializer { channel in channel.eventLoop.makeCompletedFuture { wire.succeed(try take(channel)) } }
            .connect(host: "127.0.0.1", port: port).get()
        _ = channel
        return try await wire.futureResult.get()
    }

    static func datagrams(to port: Int, from host: String = "127.0.0.1") async throws -> Wire {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let wire = loop.makePromise(of: Wire.self)
        _ = try await DatagramBootstrap(group: loop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    wire.succeed(try take(channel, datagramsTo: SocketAddress(ipAddress: "127.0.0.1", port: port)))
                }
            }
            .bind(host: host, port: 0).get()
        return try await wire.futureResult.get()
    }

    /// Somebody who waits for one connection.
    struct Server: Sendable {
        let channel: any Channel
        let first: EventLoopFuture<Wire>

        let port: Int
        func accepted() async throws -> Wire { try await first.get() }
        func close() async throws { try await channel.close().get() }
    }

    static func listen() async throws -> Server {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let first = loop.makePromise(of: Wire.self)
        let channel = try await ServerBootstrap(group: loop)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { first.succeed(try take(channel)) }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        channel.closeFuture.whenComplete { _ in first.fail(ChannelError.alreadyClosed) }
        return Server(channel: channel, first: first.futureResult, port: channel.localAddress?.port ?? 0)
    }

    func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) async throws {
        try await channel.eventLoop.flatSubmit { [ear, channel] in
            let buffer = ByteBuffer(bytes: bytes)
            guard let remote = ear.value.remote else { return channel.writeAndFlush(buffer) }
            return channel.writeAndFlush(AddressedEnvelope(remoteAddress: remote, data: buffer))
        }.get()
    }

    /// Waits for so many bytes and takes them.
    func receive(_ count: Int) async throws -> String {
        try await channel.eventLoop.flatSubmit { [ear, channel] in
            let promise = channel.eventLoop.makePromise(of: String.self)
            ear.value.wait(for: count, promise)
            return promise.futureResult
        }.get()
    }

    /// What came and was not taken.
    func received() async -> String {
        (try? await channel.eventLoop.submit { [ear] in String(buffer: ear.value.heard) }.get()) ?? ""
    }

    /// Whether all that was sent has left.
    func isDrained() async -> Bool {
        let waiting = try? await channel.eventLoop.submit { [channel] in
            try channel.syncOptions?.getOption(.bufferedWritableBytes) ?? 0
        }.get()
        return waiting == 0
    }

    /// The other end may have been faster.
    func close() async throws {
        do { try await channel.close().get() } catch ChannelError.alreadyClosed {}
    }

    func closed() async throws { try await channel.closeFuture.get() }
}

private final class Ear: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    let remote: SocketAddress?
    private(set) var heard = ByteBuffer()
    private var waiting: (count: Int, promise: EventLoopPromise<String>)?

    init(_ remote: SocketAddress?) {
        self.remote = remote
    }

    func wait(for count: Int, _ promise: EventLoopPromise<String>) {
        waiting = (count, promise)
        serve()
    }

    private func serve() {
        guard let (count, promise) = waiting, let bytes = heard.readString(length: count) else { return }
        waiting = nil
        promise.succeed(bytes)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var buffer = unwrapInboundIn(data)
        heard.writeBuffer(&buffer)
        serve()
    }

    func channelInactive(context: ChannelHandlerContext) {
        waiting?.promise.fail(ChannelError.eof)
        waiting = nil
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}

/// Only the data of a datagram.
private final class Opener: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>
    typealias InboundOut = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.fireChannelRead(wrapInboundOut(unwrapInboundIn(data).data))
    }
}
