/// A request with a short answer, whatever the answer is.
struct Ask: Conversation {
    typealias Output = Frame

    let name: String
    private var exchange: Exchange

    init(_ request: Request) {
        name = "\(request.command)"
        exchange = Exchange(request)
    }

    mutating func handle(_ event: Event, link: inout Link) -> Action<Frame> {
        switch exchange.handle(event, link: &link) {
        case .send(let frame, let patience): .send(frame, patience: patience)
        case .wait(let patience): .wait(patience: patience)
        case .succeed(.answer(let frame)): .succeed(frame)
        case .succeed: .fail(.badFrame(why: "bulk data came in answer to \(name)"))
        case .fail(let error): .fail(error)
        }
    }
}

/// Requests after which we do not care for more than a moment whether they were heard: EXIT, RESTART.
struct Farewell: Conversation {
    typealias Output = Void

    let name: String
    private let request: Request
    private var reply: UInt16?

    init(_ command: Command) {
        request = Request(command)
        name = "\(command)"
    }

    mutating func handle(_ event: Event, link: inout Link) -> Action<Void> {
        switch event {
        case .start:
            let frame = link.stamp(request)
            reply = frame.reply
            return .send(frame, patience: link.shortPatience * 2)
        case .frame(let received): return received.frame.reply == reply ? .succeed(()) : .wait(patience: nil)
        case .deadline, .cancel: return .succeed(())
        }
    }
}
