import Domain
import NIOCore

/// The open connections of one reader, on its event loop, and how they end without losing what has arrived.
///
/// Then the other ends are told that nothing more is wanted, and are read until they hang up: what was under way is in by
/// then. Who waits for answers sends the rest again, and is read no further.
final class LineConnections {
    /// How long nothing may come: while somebody has yet to hang up, and where there are only the system's buffers.
    private static let quiet = (connected: TimeAmount.seconds(1), alone: TimeAmount.milliseconds(100))
    /// However much somebody sends.
    private static let longest = TimeAmount.seconds(5)
    private static let pace = TimeAmount.milliseconds(20)

    private let inbox: NIOLoopBoundBox<LineInbox>
    private let isAcknowledged: Bool
    private var open: [ObjectIdentifier: any Channel] = [:]
    private var heard = NIODeadline.now()
    private var parting: NIODeadline?
    /// When a sender connected or said something.
    private var lastHeard: Instant?
    private let now: @Sendable () -> Instant

    init(_ inbox: NIOLoopBoundBox<LineInbox>, isAcknowledged: Bool, now: @escaping @Sendable () -> Instant) {
        (self.inbox, self.isAcknowledged, self.now) = (inbox, isAcknowledged, now)
    }

    var count: Int { open.count }

    /// A listener hears of whoever goes, but not of one that does not come; datagrams tell neither.
    var presence: DevicePresence {
        open.isEmpty ? lastHeard.map { .heard($0) } ?? .unknown : .connected
    }

    func join(_ channel: any Channel) {
        note()
        open[ObjectIdentifier(channel)] = channel
        if parting != nil { tell(channel) }
    }

    func leave(_ channel: any Channel) { open[ObjectIdentifier(channel)] = nil }

    /// Something came.
    func hear() { heard = .now() }

    /// A sender is there at this moment.
    func note() { lastHeard = now() }

    /// What the reader is made of has ended.
    func ended(_ error: DeviceError) { inbox.value.finish(parting == nil ? .failure(error) : .success(())) }

    func closeAll(on loop: any EventLoop) -> EventLoopFuture<Void> {
        .andAllComplete(open.values.map { $0.close() }, on: loop)
    }

    /// - Parameter channel: what the reader is made of: a listener, or the one connection.
    func part(_ channel: any Channel) {
        guard parting == nil else { return }
        parting = .now()
        hear()
        if isAcknowledged { return inbox.value.finish(.success(())) }
        for connection in open.values { tell(connection) }
        closeWhenOver(channel)
    }

    private func closeWhenOver(_ channel: any Channel) {
        let loop = channel.eventLoop
        loop.assumeIsolated().scheduleTask(in: Self.pace) {
            guard self.isOver || !channel.isActive else { return self.closeWhenOver(channel) }
            // The line that each was in the midst of comes with its end.
            self.closeAll(on: loop).whenComplete { _ in channel.close(promise: nil) }
        }
    }

    private func tell(_ connection: any Channel) { connection.close(mode: .output, promise: nil) }

    private var isOver: Bool {
        let now = NIODeadline.now()
        if inbox.value.isHoldingBack { heard = now }
        return now - heard >= (open.isEmpty ? Self.quiet.alone : Self.quiet.connected)
            || parting.map { now - $0 >= Self.longest } ?? false
    }
}
