import NIOCore

/// What happens to a conversation with a terminal.
enum Event: Sendable {
    case start
    case frame(ReceivedFrame)
    /// An event of the terminal's; told to conversations that listen.
    case happened(Frame)
    /// The patience given with the last action ran out.
    case deadline
    /// The answers have taken longer than their size can explain: end cleanly.
    case overdue
    /// Whoever waited does not wait any longer: end cleanly.
    case cancel
}

/// What the transport has to do next.
enum Action<Output: Sendable>: Sendable {
    /// Send, and report a deadline after `patience` unless something is heard and decided before.
    case send(Frame, patience: Duration)
    /// Go on listening; a patience given here takes the place of the running one.
    case wait(patience: Duration?)
    case succeed(Output)
    case fail(DeviceError)
}

/// A conversation of one or more requests, without I/O: an event in, an action out.
///
/// It begins with `.start`; after `.succeed` or `.fail` nothing more is handed to it.
protocol Conversation: Sendable {
    associatedtype Output: Sendable

    /// What it is about, as a sentence calls it: "reading the user table".
    var name: String { get }
    var progress: ReadProgress? { get }
    /// Whether events are part of it.
    var listens: Bool { get }
    /// What it may take at least, for conversations in which a person has to do something.
    var leastTime: Duration { get }
    mutating func handle(_ event: Event, link: inout Link) -> Action<Output>
}

extension Conversation {
    var progress: ReadProgress? { nil }
    var listens: Bool { false }
    var leastTime: Duration { .zero }
}

/// A request before it has a session and a number.
struct Request: Hashable, Sendable {
    var command: Command
    var data: ByteBuffer

    init(_ command: Command, data: ByteBuffer = ByteBuffer()) {
        self.command = command
        self.data = data
    }
}
