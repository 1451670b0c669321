package import DeviceSimulator
package import Devices
package import NIOCore
import NIOEmbedded
import Synchronization

/// A network without sockets to which several virtual terminals are connected, told apart by their ports, with a clock for
/// all of it that is moved.
package final class VirtualSwitch: Network {
    private struct State {
        var terminals: [Int: VirtualTerminal] = [:]
        var unplugged: Set<Int> = []
        var lines: [NIOAsyncTestingChannel] = []
    }

    private let loop = NIOAsyncTestingEventLoop()
    private let state = Mutex(State())

    package init() {}

    package var eventLoop: any EventLoop { loop }
    package var now: NIODeadline { loop.now }

    /// Goes on only while time passes.
    package var clock: LoopClock { LoopClock(loop: loop) }

    package func plug(_ terminal: VirtualTerminal, into port: Int) { state.withLock { $0.terminals[port] = terminal } }

    /// Whoever connects is refused. What is connected stays so.
    package func set(_ port: Int, unplugged: Bool) {
        state.withLock { state in
            if unplugged { state.unplugged.insert(port) } else { state.unplugged.remove(port) }
        }
    }

    /// Lets time pass until the task is cancelled.
    /// - Parameter isQuiet: returns when nobody is at something that takes no time here, such as looking into a database.
    package func passTime(whenever isQuiet: @Sendable () async -> Void = {}) async {
        while !Task.isCancelled {
            await isQuiet()
            await loop.advanceTime(by: .milliseconds(200))
        }
    }

    /// Nobody may use it afterwards.
    package func end() async {
        for line in state.withLock({ $0.lines }) where line.isActive { try? await line.close().get() }
        await loop.shutdownGracefully()
    }

    package func openTCP(
        to endpoint: DeviceEndpoint, _ initialize: @escaping Initializer
    ) -> EventLoopFuture<any Channel> {
        open(endpoint.port, overTCP: true) { client, server in
            try client.pipeline.syncOperations.addHandler(
                Crossover<ByteBuffer>(to: server, closesBoth: true) { [$0] })
            try server.pipeline.syncOperations.addHandler(
                Crossover<ByteBuffer>(to: client, closesBoth: true) { [$0] })
            try initialize(client)
        }
    }

    package func addresses(of endpoint: DeviceEndpoint) -> EventLoopFuture<[SocketAddress]> {
        loop.submit { [try SocketAddress(ipAddress: "192.0.2.1", port: endpoint.port)] }
    }

    package func openUDP(
        to address: SocketAddress, _ initialize: @escaping Initializer
    ) -> EventLoopFuture<any Channel> {
        open(address.port ?? 0, overTCP: false) { client, server in
            let own = try SocketAddress(ipAddress: "192.0.2.2", port: Int.random(in: 1024...65_535))
            let out = Crossover<AddressedEnvelope<ByteBuffer>>(to: server, closesBoth: false) {
                [AddressedEnvelope(remoteAddress: own, data: $0.data)]
            }
            let back = Crossover<AddressedEnvelope<ByteBuffer>>(to: client, closesBoth: false) {
                [AddressedEnvelope(remoteAddress: address, data: $0.data)]
            }
            try client.pipeline.syncOperations.addHandler(out)
            try server.pipeline.syncOperations.addHandler(back)
            try initialize(client)
        }
    }

    private func open(
        _ port: Int, overTCP: Bool,
        _ wire: @escaping @Sendable (_ client: any Channel, _ server: any Channel) throws -> Void
    ) -> EventLoopFuture<any Channel> {
        guard let terminal = state.withLock({ $0.unplugged.contains(port) ? nil : $0.terminals[port] }) else {
            return loop.makeFailedFuture(IOError(errnoCode: 111, reason: "connect"))
        }
        let (client, server) = (NIOAsyncTestingChannel(loop: loop), NIOAsyncTestingChannel(loop: loop))
        state.withLock { state in
            state.lines.removeAll { !$0.isActive }
            state.lines += [client, server]
        }
        return loop.submit {
            try wire(client, server)
            try terminal.serve(server, overTCP: overTCP)
            return try SocketAddress(ipAddress: "192.0.2.1", port: port)
        }.flatMap { address in
            server.connect(to: address).flatMap { client.connect(to: address) }.map { client }
        }
    }
}

/// The time of a loop that is moved, in seconds since its beginning.
package struct LoopClock: Clock {
    package struct Instant: InstantProtocol {
        package var offset: Duration

        package func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        package func duration(to other: Instant) -> Duration { other.offset - offset }
        package static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    fileprivate let loop: NIOAsyncTestingEventLoop

    package var now: Instant { Instant(offset: .nanoseconds(Int64(loop.now.uptimeNanoseconds))) }
    package var minimumResolution: Duration { .nanoseconds(1) }

    package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        let promise = loop.makePromise(of: Void.self)
        let timer = loop.scheduleTask(in: TimeAmount(max(.zero, now.duration(to: deadline)))) { promise.succeed(()) }
        try await withTaskCancellationHandler {
            try await promise.futureResult.get()
        } onCancel: {
            timer.cancel()
            promise.fail(CancellationError())
        }
    }
}
