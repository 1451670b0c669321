package import NIOCore
import NIOPosix

/// How channels to terminals are opened: over sockets, or in a test without them.
///
/// `initialize` puts the client's handlers into the channel's pipeline, on the channel's event loop, before it is
/// active. All time is counted by that loop's clock.
package protocol Network: Sendable {
    typealias Initializer = @Sendable (any Channel) throws -> Void

    /// By the clock of the loops.
    var now: NIODeadline { get }

    func openTCP(to endpoint: DeviceEndpoint, _ initialize: @escaping Initializer) -> EventLoopFuture<any Channel>

    /// Where datagrams for the terminal may have to go, the likeliest address first.
    func addresses(of endpoint: DeviceEndpoint) -> EventLoopFuture<[SocketAddress]>

    func openUDP(to address: SocketAddress, _ initialize: @escaping Initializer) -> EventLoopFuture<any Channel>

    /// Opens what carries bytes in order and is no socket: the serial line at `endpoint.host`.
    func openStream(to endpoint: DeviceEndpoint, _ initialize: @escaping Initializer) -> EventLoopFuture<any Channel>
}

extension Network {
    package var now: NIODeadline { .now() }

    package func openStream(
        to endpoint: DeviceEndpoint, _ initialize: @escaping Initializer
    ) -> EventLoopFuture<any Channel> {
        MultiThreadedEventLoopGroup.singleton.next().makeFailedFuture(
            DeviceError.unreachable(endpoint: "\(endpoint)", why: "serial lines cannot be opened here"))
    }
}
