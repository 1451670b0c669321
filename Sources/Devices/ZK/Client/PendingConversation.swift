import NIOCore
import Synchronization

/// What a waiting task and the event loop know a conversation by.
final class Ticket: Sendable {
    private let cancelled = Atomic(false)

    /// Set before the event loop hears of it, so that a conversation that is cancelled before it begins never does.
    func cancel() { cancelled.store(true, ordering: .releasing) }

    var isCancelled: Bool { cancelled.load(ordering: .acquiring) }
}

/// A conversation with somebody waiting for its end; confined to the connection's event loop.
protocol PendingConversation: AnyObject {
    var ticket: Ticket { get }
    /// Whose turn it belongs to, where several belong together.
    var turn: Ticket? { get }
    /// Whether it is nothing but the wish to have a turn.
    var takesTurn: Bool { get }
    var listens: Bool { get }
    var leastTime: Duration { get }
    var name: String { get }
    var progress: ReadProgress? { get }
    func handle(_ event: Event, link: inout Link) -> Effect
    func fail(_ error: DeviceError)
}

/// An action whose outcome, if it was one, has been delivered.
enum Effect {
    case send(Frame, patience: Duration)
    case wait(patience: Duration?)
    case done
}

final class Pending<C: Conversation>: PendingConversation {
    let ticket: Ticket
    let turn: Ticket?
    private var conversation: C
    private let promise: EventLoopPromise<C.Output>
    private let onProgress: (@Sendable (ReadProgress) -> Void)?
    private var reported: ReadProgress?

    init(
        _ conversation: C, ticket: Ticket, turn: Ticket? = nil, promise: EventLoopPromise<C.Output>,
        onProgress: (@Sendable (ReadProgress) -> Void)?
    ) {
        self.turn = turn
        self.conversation = conversation
        self.ticket = ticket
        self.promise = promise
        self.onProgress = onProgress
    }

    var takesTurn: Bool { conversation is TurnTaking }
    var listens: Bool { conversation.listens }
    var leastTime: Duration { conversation.leastTime }
    var name: String { conversation.name }
    var progress: ReadProgress? { conversation.progress }

    func handle(_ event: Event, link: inout Link) -> Effect {
        let action = conversation.handle(event, link: &link)
        reportProgress()
        switch action {
        case .send(let frame, let patience): return .send(frame, patience: patience)
        case .wait(let patience): return .wait(patience: patience)
        case .succeed(let output): promise.succeed(output)
        case .fail(let error): promise.fail(error)
        }
        return .done
    }

    func fail(_ error: DeviceError) {
        promise.fail(error)
    }

    private func reportProgress() {
        guard let onProgress, let progress = conversation.progress, progress != reported else { return }
        reported = progress
        onProgress(progress)
    }
}
