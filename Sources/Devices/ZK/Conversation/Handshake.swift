import NIOCore

/// CONNECT, and AUTH where the terminal wants its comm key.
struct Handshake: Conversation {
    /// Whether it asked for the comm key, and took it.
    typealias Output = Bool

    let name = "connecting"
    private let commKey: UInt32
    private var exchange = Exchange(Request(.connect))
    private var isAuthenticating = false

    init(commKey: UInt32) {
        self.commKey = commKey
    }

    mutating func handle(_ event: Event, link: inout Link) -> Action<Bool> {
        switch exchange.handle(event, link: &link) {
        case .send(let frame, let patience): return .send(frame, patience: patience)
        case .wait(let patience): return .wait(patience: patience)
        case .succeed(.answer(let frame)): return answered(frame, &link)
        case .succeed: return .fail(.badFrame(why: "bulk data came in answer to \(Command.connect)"))
        case .fail(let error): return .fail(error)
        }
    }

    private mutating func answered(_ frame: Frame, _ link: inout Link) -> Action<Bool> {
        if !isAuthenticating { link.session = frame.session }
        switch frame.command {
        case .ackOK: return .succeed(isAuthenticating)
        case .ackUnauthorised: return isAuthenticating ? .fail(.wrongCommKey) : authenticate(&link)
        case .ackEncryptedOnly:
            return .fail(
                .unsupported(
                    what: "connections without encryption", answer: "\(frame.command)",
                    remedy: "Use its push (ADMS) mode, or export the log to a USB stick."))
        default: return .fail(.refused(request: "the connection", answer: "\(frame.command)"))
        }
    }

    private mutating func authenticate(_ link: inout Link) -> Action<Bool> {
        guard commKey != 0 else { return .fail(.commKeyRequired) }
        isAuthenticating = true
        let bytes = CommKey.scramble(key: commKey, session: link.session)
        exchange = Exchange(Request(.authenticate, data: ByteBuffer(bytes: bytes)))
        return handle(.start, link: &link)
    }
}
