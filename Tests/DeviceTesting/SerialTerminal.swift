package import DeviceSimulator
import Glibc
import NIOCore
import NIOPosix

/// A virtual terminal at the far end of a serial cable, in the framing of TCP.
package struct SerialTerminal: Sendable {
    package let virtual: VirtualTerminal
    /// The path of the port at this end.
    package let port: String

    package static func with<Result: Sendable>(
        _ configuration: VirtualTerminalConfiguration, _ body: (SerialTerminal) async throws -> Result
    ) async throws -> Result {
        let (pair, loop) = (try PseudoTerminal(), MultiThreadedEventLoopGroup.singleton.next())
        let virtual = VirtualTerminal(configuration, on: loop)
        // While nobody is at the port, its other end finds the cable pulled out.
        let holder = open(pair.path, O_RDWR | O_NOCTTY | O_CLOEXEC)
        let far = try await NIOPipeBootstrap(group: loop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try virtual.serve(channel, overTCP: true) }
            }
            .takingOwnershipOfDescriptor(inputOutput: pair.device).get()
        func end() async {
            close(holder)
            try? await far.close().get()
            await virtual.stop()
        }
        do {
            let result = try await body(SerialTerminal(virtual: virtual, port: pair.path))
            await end()
            return result
        } catch {
            await end()
            throw error
        }
    }
}
