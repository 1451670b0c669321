import Glibc
import NIOCore
import NIOPosix

extension SerialPort {
    /// Opens the port for nobody else, as a channel of bytes whose end is told with the reason.
    ///
    /// - Returns: Fails with `DeviceError.lineNotOpen`.
    func open(
        on loop: any EventLoop, _ initialize: @escaping @Sendable (any Channel) throws -> Void
    ) -> EventLoopFuture<any Channel> {
        NIOThreadPool.singleton.runIfActive(eventLoop: loop) { try openDescriptor() }
            .flatMap { descriptor in channel(descriptor, on: loop, initialize) }
    }

    private func channel(
        _ descriptor: CInt, on loop: any EventLoop, _ initialize: @escaping @Sendable (any Channel) throws -> Void
    ) -> EventLoopFuture<any Channel> {
        NIOPipeBootstrap(group: loop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(SerialEnd(path))
                    try initialize(channel)
                }
            }
            .takingOwnershipOfDescriptor(inputOutput: descriptor)
            .flatMapErrorThrowing { error in
                Glibc.close(descriptor)
                throw error
            }
            .map { $0 as any Channel }
    }

    /// - Throws: `DeviceError.lineNotOpen`
    func openDescriptor() throws(DeviceError) -> CInt {
        if let problem = problems.first { throw .lineNotOpen(line: path, why: problem) }
        let descriptor = Glibc.open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw .lineNotOpen(line: path, why: Self.reason(errno)) }
        do throws(DeviceError) {
            try claim(descriptor)
            try configure(descriptor)
            return descriptor
        } catch {
            Glibc.close(descriptor)
            throw error
        }
    }

    /// Two programs on one port would each get half of the punches. The lock is for programs that run as root, whom the
    /// system lets in nevertheless.
    private func claim(_ descriptor: CInt) throws(DeviceError) {
        guard isatty(descriptor) == 1 else { throw .lineNotOpen(line: path, why: "it is no serial port") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, ioctl(descriptor, UInt(TIOCEXCL)) == 0 else {
            throw .lineNotOpen(line: path, why: Self.reason(EBUSY))
        }
    }

    private func configure(_ descriptor: CInt) throws(DeviceError) {
        var before = termios()
        guard tcgetattr(descriptor, &before) == 0 else { throw .lineNotOpen(line: path, why: Self.reason(errno)) }
        var wanted = TerminalSettings.settings(self, before: before)
        var kept = termios()
        guard tcsetattr(descriptor, TCSANOW, &wanted) == 0, tcgetattr(descriptor, &kept) == 0,
            TerminalSettings.agree(wanted, kept)
        else {
            throw .lineNotOpen(
                line: path, why: "its adapter does not offer \(setting); choose a speed and format that it has")
        }
        // What came before we listened may begin in the middle of a line.
        tcflush(descriptor, TCIFLUSH)
    }

    private static func reason(_ code: Int32) -> String {
        switch code {
        case ENOENT, ENODEV, ENXIO: "it is not there; plug the adapter in, or choose another port"
        case EACCES, EPERM: "this user may not use it; add the user to the group dialout and log in again"
        case EBUSY: "another program uses it; end that program"
        default: String(cString: strerror(code))
        }
    }
}

/// Why a serial port ended, in words: the system has an input error for it, or nothing.
struct SerialHangUp: Error, CustomStringConvertible {
    let path: String

    var description: String { "\(path) vanished; see whether the adapter is plugged in" }
}

/// Stands before all other handlers.
private final class SerialEnd: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let path: String
    private var isTold = false

    init(_ path: String) {
        self.path = path
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        tell(context)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        tell(context)
        context.fireChannelInactive()
    }

    private func tell(_ context: ChannelHandlerContext) {
        guard !isTold else { return }
        isTold = true
        context.fireErrorCaught(SerialHangUp(path: path))
    }
}
