import DeviceTesting
import Glibc
import NIOCore
import NIOPosix
import Testing

extension PseudoTerminal {
    /// The test's end as a channel; closing it is pulling the plug.
    func wire() async throws -> Wire {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let wire = loop.makePromise(of: Wire.self)
        _ = try await NIOPipeBootstrap(group: loop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { wire.succeed(try Wire.take(channel)) }
            }
            .takingOwnershipOfDescriptor(inputOutput: device).get()
        return try await wire.futureResult.get()
    }

    /// What the port is set to now; both ends of a pseudo-terminal tell the same.
    func settings() throws -> termios {
        var settings = termios()
        try #require(tcgetattr(device, &settings) == 0)
        return settings
    }
}
