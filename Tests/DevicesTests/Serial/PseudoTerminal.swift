import Glibc
import NIOCore
import NIOPosix
import Testing

@testable import Devices

/// Two ends of a serial cable: a port that programs open, and the end at which a test is the device.
struct PseudoTerminal {
    let path: String
    let device: CInt

    init() throws {
        var (device, port): (CInt, CInt) = (-1, -1)
        var name = [CChar](repeating: 0, count: 128)
        try #require(openpty(&device, &port, &name, nil, nil) == 0)
        close(port)
        self.device = device
        path = RecordText.decode(bytes: name.map { UInt8(bitPattern: $0) }.prefix { $0 != 0 })
    }

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
