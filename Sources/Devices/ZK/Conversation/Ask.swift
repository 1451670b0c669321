/// A request with a short answer, whatever the answer is.
struct Ask: Conversation {
    typealias Output = Frame

    let name: String
    private var exchange: Exchange

    var progress: ReadProgress? { exchange.progress }

    /// - Parameter isRepeatable: False where a second request would do something else than the first.
    init(_ request: Request, isRepeatable: Bool = true) {
        name = "\(request.command)"
        exchange = Exchange(request, isRepeatable: isRepeatable)
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
    private var sent: Frame?
    private var attempts = 0

    init(_ command: Command) {
        request = Request(command)
        name = "\(command)"
    }

    mutating func handle(_ event: Event, link: inout Link) -> Action<Void> {
        switch event {
        case .start: return send(&link)
        case .frame(let received): return received.frame.reply == sent?.reply ? .succeed(()) : .wait(patience: nil)
        // A session that never heard of its end may keep a terminal busy: over UDP it is said more than once.
        case .deadline: return attempts < (link.isReliable ? 1 : 3) ? send(&link) : .succeed(())
        case .happened: return .wait(patience: nil)
        case .cancel, .overdue: return .succeed(())
        }
    }

    private mutating func send(_ link: inout Link) -> Action<Void> {
        attempts += 1
        let frame = sent ?? link.stamp(request)
        sent = frame
        return .send(frame, patience: link.shortPatience * 2)
    }
}
