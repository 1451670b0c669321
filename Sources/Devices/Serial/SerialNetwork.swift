package import NIOCore
import NIOPosix

/// A terminal behind a serial port: what it would say over TCP, byte for byte.
///
/// How terminals frame their packets on RS232 and RS485 themselves is published nowhere. This is for converters that
/// carry a TCP connection's bytes, and for pairs of ports that a test makes.
package struct SerialNetwork: Network {
    private struct NoDatagrams: Error, CustomStringConvertible {
        let description = "a serial port has no datagrams; set the device to TCP"
    }

    private let port: SerialPort

    package init(_ port: SerialPort) {
        self.port = port
    }

    private var loop: any EventLoop { MultiThreadedEventLoopGroup.singleton.next() }

    /// The endpoint's address means nothing; its comm key and timeouts hold.
    package func openTCP(
        to endpoint: DeviceEndpoint, _ initialize: @escaping Initializer
    ) -> EventLoopFuture<any Channel> {
        port.open(on: loop, initialize)
    }

    package func addresses(of endpoint: DeviceEndpoint) -> EventLoopFuture<[SocketAddress]> {
        loop.makeFailedFuture(NoDatagrams())
    }

    package func openUDP(
        to address: SocketAddress, _ initialize: @escaping Initializer
    ) -> EventLoopFuture<any Channel> {
        loop.makeFailedFuture(NoDatagrams())
    }
}
