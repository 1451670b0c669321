package import NIOCore
import NIOPosix

/// The operating system's sockets.
package struct Sockets: Network {
    package init() {}

    private var loop: any EventLoop { MultiThreadedEventLoopGroup.singleton.next() }

    package func openTCP(
        to endpoint: DeviceEndpoint, _ initialize: @escaping Initializer
    ) -> EventLoopFuture<any Channel> {
        ClientBootstrap(group: loop)
            .connectTimeout(TimeAmount(endpoint.connectTimeout))
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            // Bulk answers come in packets of up to 64 KiB: a whole one fits into one read.
            .channelOption(
                .recvAllocator,
                value: AdaptiveRecvByteBufferAllocator(minimum: 2048, initial: 1 << 16, maximum: 1 << 18)
            )
            .channelInitializer { channel in channel.eventLoop.makeCompletedFuture { try initialize(channel) } }
            .connect(host: endpoint.host, port: endpoint.port)
    }

    /// Looking a name up blocks the thread that asks: not a loop's, on which other terminals are read.
    package func addresses(of endpoint: DeviceEndpoint) -> EventLoopFuture<[SocketAddress]> {
        let loop = loop
        let promise = loop.makePromise(of: [SocketAddress].self)
        let late = loop.scheduleTask(in: TimeAmount(endpoint.connectTimeout)) {
            promise.fail(
                DeviceError.unreachable(endpoint: "\(endpoint)", why: "its name could not be looked up in time"))
        }
        NIOThreadPool.singleton.runIfActive(eventLoop: loop) {
            try NameLookup.addresses(of: endpoint.host, port: endpoint.port)
        }.whenComplete { result in
            late.cancel()
            promise.completeWith(result)
        }
        return promise.futureResult
    }

    package func openUDP(
        to address: SocketAddress, _ initialize: @escaping Initializer
    ) -> EventLoopFuture<any Channel> {
        // The system connects it to this computer, and what is sent to the other address then ends the program.
        if ["0.0.0.0", "::"].contains(address.ipAddress) {
            let why = "\(address.ipAddress ?? "") stands for every address, and is no terminal’s"
            return loop.makeFailedFuture(DeviceError.unreachable(endpoint: "\(address.ipAddress ?? "")", why: why))
        }
        return DatagramBootstrap(group: loop)
            .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 8192))
            .channelInitializer { channel in channel.eventLoop.makeCompletedFuture { try initialize(channel) } }
            .connect(to: address)
    }
}
