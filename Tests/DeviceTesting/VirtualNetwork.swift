package import Devices
package import NIOCore
import NIOEmbedded
import Synchronization

/// A network without sockets, in which time is virtual: a timeout of seconds takes as long as nothing happens in it,
/// and none passes while there is something to do.
package final class VirtualNetwork: Network {
    /// Puts whatever answers into the pipeline of the other end.
    package typealias Peer = @Sendable (_ channel: any Channel, _ overTCP: Bool) throws -> Void
    /// What becomes of the peer's bytes on their way: of a write over TCP, of a datagram over UDP.
    package typealias Spoil = @Sendable (ByteBuffer) -> [ByteBuffer]

    package var eventLoop: any EventLoop { loop }
    package var now: NIODeadline { loop.now }
    private let loop: NIOAsyncTestingEventLoop
    private let peer: Peer
    private let spoil: Spoil
    private let lines = Mutex<[NIOAsyncTestingChannel]>([])

    fileprivate init(_ loop: NIOAsyncTestingEventLoop, spoil: @escaping Spoil, _ peer: @escaping Peer) {
        self.loop = loop
        self.spoil = spoil
        self.peer = peer
    }

    package func openTCP(
        to endpoint: DeviceEndpoint, _ initialize: @escaping Initializer
    ) -> EventLoopFuture<any Channel> {
        open { client, server, spoil in
            let out = Crossover<ByteBuffer>(to: server, closesBoth: true) { [$0] }
            try client.pipeline.syncOperations.addHandler(out)
            try server.pipeline.syncOperations.addHandler(Crossover(to: client, closesBoth: true, spoil))
            try initialize(client)
        }
    }

    package func addresses(of endpoint: DeviceEndpoint) -> EventLoopFuture<[SocketAddress]> {
        loop.submit { [try SocketAddress(ipAddress: "192.0.2.1", port: endpoint.port)] }
    }

    package func openUDP(
        to address: SocketAddress, _ initialize: @escaping Initializer
    ) -> EventLoopFuture<any Channel> {
        open(overTCP: false, to: address) { client, server, spoil in
            // A terminal tells its clients apart by their ports.
            let own = try SocketAddress(ipAddress: "192.0.2.2", port: Int.random(in: 1024...65_535))
            let out = Crossover<AddressedEnvelope<ByteBuffer>>(to: server, closesBoth: false) {
                [AddressedEnvelope(remoteAddress: own, data: $0.data)]
            }
            let back = Crossover<AddressedEnvelope<ByteBuffer>>(to: client, closesBoth: false) {
                spoil($0.data).map { AddressedEnvelope(remoteAddress: address, data: $0) }
            }
            try client.pipeline.syncOperations.addHandler(out)
            try server.pipeline.syncOperations.addHandler(back)
            try initialize(client)
        }
    }

    /// An address at which nobody is: what is sent there is never heard of again.
    package func openNowhere(_ initialize: @escaping Initializer) -> EventLoopFuture<any Channel> {
        let line = NIOAsyncTestingChannel(loop: loop)
        lines.withLock { $0.append(line) }
        return loop.submit {
            try initialize(line)
            return try SocketAddress(ipAddress: "192.0.2.9", port: 1)
        }.flatMap { address in line.connect(to: address).map { line } }
    }

    private func open(
        overTCP: Bool = true, to address: SocketAddress? = nil,
        _ wire: @escaping @Sendable (any Channel, any Channel, @escaping Spoil) throws -> Void
    ) -> EventLoopFuture<any Channel> {
        let (client, server) = (NIOAsyncTestingChannel(loop: loop), NIOAsyncTestingChannel(loop: loop))
        lines.withLock { $0 += [client, server] }
        return loop.submit { [peer, spoil] in
            try wire(client, server, spoil)
            try peer(server, overTCP)
            return try address ?? SocketAddress(ipAddress: "192.0.2.1", port: DeviceEndpoint.standardPort)
        }.flatMap { address in
            server.connect(to: address).flatMap { client.connect(to: address) }.map { client }
        }
    }

    /// Lets time pass until the task is cancelled. What falls due within a step runs in its order and at its time; a
    /// test's own tasks see the clock move by steps.
    fileprivate func passTime() async {
        while !Task.isCancelled { await loop.advanceTime(by: .milliseconds(200)) }
    }

    fileprivate func end() async {
        for line in lines.withLock({ $0 }) where line.isActive { try? await line.close().get() }
        await loop.shutdownGracefully()
    }

    /// Runs `body` with a network at whose other end a peer answers.
    package static func with<Result>(
        spoil: @escaping Spoil = { [$0] }, peer: (any EventLoop) -> Peer,
        _ body: (VirtualNetwork) async throws -> Result
    ) async throws -> Result {
        let loop = NIOAsyncTestingEventLoop()
        let network = VirtualNetwork(loop, spoil: spoil, peer(loop))
        let time = Task { await network.passTime() }
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await body(network)) } catch { result = .failure(error) }
        time.cancel()
        await time.value
        await network.end()
        return try result.get()
    }
}
