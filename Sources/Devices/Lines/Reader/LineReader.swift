package import Domain
import Glibc
package import Logging
import NIOCore
import NIOPosix

/// A reader, or a clock, that writes a line for each punch and keeps none.
///
/// Whatever comes is an event, also what cannot be read. Events wait for whoever asks for them, from the moment of
/// `open` on; while too many wait, the sender is not read from.
package final class LineReader: DeviceAdapter {
    package let source: LineSource
    private let desk: LineDesk
    private let channel: any Channel

    package static let offers: DeviceCapabilities = [.events]
    package var capabilities: DeviceCapabilities { Self.offers }

    private init(source: LineSource, desk: LineDesk, channel: any Channel) {
        self.source = source
        self.desk = desk
        self.channel = channel
    }

    /// - Parameter now: The computer's clock, for lines without a time.
    package static func open(
        _ source: LineSource, parser: LineParser, logger: Logger, connectTimeout: Duration = .seconds(5),
        now: @escaping @Sendable () -> Instant = LineReader.systemTime
    ) async throws(DeviceError) -> LineReader {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let desk = LineDesk(parser, on: loop, now: now)
        let opening = LineOpening(
            source: source, desk: desk, loop: loop, logger: logger, connectTimeout: connectTimeout)
        return LineReader(source: source, desk: desk, channel: try await opening.open())
    }

    package static let systemTime: @Sendable () -> Instant = {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(seconds: Int64(time.tv_sec))
    }

    /// The port that was taken, where 0 was asked for.
    package var localPort: Int? { channel.localAddress?.port }

    /// For one consumer. It pulls: nothing is missed between two calls, and a line is acknowledged when the one behind it
    /// is asked for, so that an event should be stored before.
    package func events() async throws(DeviceError) -> AsyncThrowingStream<LiveEvent, any Error> {
        AsyncThrowingStream { [inbox = desk.inbox, loop = channel.eventLoop] in
            let ticket = Ticket()
            let promise = loop.makePromise(of: LiveEvent?.self)
            loop.execute { inbox.value.next(ticket, promise) }
            return try await withTaskCancellationHandler {
                try await promise.futureResult.get()
            } onCancel: {
                ticket.cancel()
                loop.execute { inbox.value.cancel(ticket) }
            }
        }
    }

    /// Events that nobody has asked for yet.
    func held() async -> Int {
        (try? await channel.eventLoop.submit { [desk] in desk.inbox.value.count }.get()) ?? 0
    }

    package func presence() async -> DevicePresence {
        (try? await channel.eventLoop.submit { [desk] in desk.connections.value.presence }.get()) ?? .unknown
    }

    package func endEvents() async {
        try? await channel.eventLoop.submit { [desk, channel] in desk.connections.value.part(channel) }.get()
    }

    /// What was not asked for yet is not acknowledged, and a sender that waits for that sends it again.
    package func disconnect() async {
        try? await channel.eventLoop.submit { [inbox = desk.inbox] in
            inbox.value.finish(.success(()))
            inbox.value.drop()
        }.get()
        try? await channel.close().get()
    }
}
