import Domain
import NIOCore

/// Events between the channels that read lines and the one consumer, on one event loop.
///
/// The consumer pulls. A line is acknowledged when the next one is asked for: whoever stores an event before asking for
/// another one loses none, even when the program ends in between.
final class LineInbox {
    /// What waits before channels stop reading, and what may be left when they go on.
    static let most = 256
    static let few = 64

    private enum Entry {
        case event(LiveEvent, acknowledge: () -> Void)
        case acknowledgement(() -> Void)
    }

    private var entries = CircularBuffer<Entry>()
    /// Of the event that the consumer has now.
    private var pending: (() -> Void)?
    private var waiting: (ticket: Ticket, promise: EventLoopPromise<LiveEvent?>)?
    private var end: Result<Void, DeviceError>?
    private var paused: [() -> Void] = []

    var count: Int { entries.count }
    var isFull: Bool { entries.count >= Self.most }
    /// Whether nothing more is to come than what waits.
    var hasEnded: Bool { end != nil }

    func put(_ event: LiveEvent, acknowledge: @escaping () -> Void) {
        entries.append(.event(event, acknowledge: acknowledge))
        serve()
    }

    /// Of a line that nobody has to see, in its turn.
    func put(acknowledgement: @escaping () -> Void) {
        // A sender would take it for the answer to what was dropped.
        guard end == nil else { return }
        if entries.isEmpty, pending == nil { return acknowledgement() }
        entries.append(.acknowledgement(acknowledgement))
    }

    /// What is waiting is handed out first.
    func finish(_ result: Result<Void, DeviceError>) {
        guard end == nil else { return }
        end = result
        serve()
    }

    /// Nobody wants what is waiting.
    func drop() {
        entries.removeAll()
        pending = nil
        end = end ?? .success(())
        serve()
    }

    /// Whether somebody waits for room.
    var isHoldingBack: Bool { !paused.isEmpty }

    /// - Parameter resume: Called once there is room.
    func pause(_ resume: @escaping () -> Void) { paused.append(resume) }

    func next(_ ticket: Ticket, _ promise: EventLoopPromise<LiveEvent?>) {
        if let acknowledge = pending {
            pending = nil
            acknowledge()
        }
        guard waiting == nil else { return promise.fail(DeviceError.eventsMissed) }
        guard !ticket.isCancelled else { return promise.succeed(nil) }
        waiting = (ticket, promise)
        serve()
    }

    func cancel(_ ticket: Ticket) {
        guard let current = waiting, current.ticket === ticket else { return }
        waiting = nil
        current.promise.succeed(nil)
    }

    private func serve() {
        guard let current = waiting else { return }
        while let entry = entries.popFirst() {
            switch entry {
            case .acknowledgement(let acknowledge): acknowledge()
            case .event(let event, let acknowledge):
                pending = acknowledge
                waiting = nil
                current.promise.succeed(event)
                return makeRoom()
            }
        }
        makeRoom()
        guard let end else { return }
        waiting = nil
        switch end {
        case .success: current.promise.succeed(nil)
        case .failure(let error): current.promise.fail(error)
        }
    }

    private func makeRoom() {
        guard entries.count <= Self.few, !paused.isEmpty else { return }
        let resuming = paused
        paused.removeAll()
        for resume in resuming { resume() }
    }
}
