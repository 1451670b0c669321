import NIOCore

/// Writes into the terminal's buffer (1500, pieces in 1501, a checksum by 119) and lets one request take it from there.
///
/// A piece that was sent twice would be in the buffer twice: where an answer is lost, everything begins again at an
/// empty buffer. FREE_DATA is sent before the end, however it ends.
struct BufferUpload: Conversation {
    typealias Output = Command

    static let pieceSize = 1024

    let name: String
    private let bytes: ByteBuffer
    private let consumer: Request
    private var phase = Phase.clearing
    private var exchange = Exchange(Request(.freeBuffer))
    private var rest = ByteBuffer()
    private var attempts = 1

    private enum Phase: Sendable {
        case clearing
        case preparing
        case sending
        case summing
        case consuming
        case freeing(Result<Command, DeviceError>)
    }

    /// - Parameter consumer: Its answer is the outcome, whatever it is.
    init(_ name: String, bytes: ByteBuffer, consumer: Request) {
        self.name = name
        self.bytes = bytes
        self.consumer = consumer
    }

    mutating func handle(_ event: Event, link: inout Link) -> Action<Command> {
        switch event {
        case .cancel: return leave(.cancelled, &link)
        case .overdue: return leave(.timedOut(waitingFor: "the end of \(name)"), &link)
        default: break
        }
        switch exchange.handle(event, link: &link) {
        case .send(let frame, let patience): return .send(frame, patience: patience)
        case .wait(let patience): return .wait(patience: patience)
        case .succeed(.answer(let frame)): return answered(frame.command, &link)
        case .succeed: return failed(.badFrame(why: "bulk data came in answer to \(name)"), &link)
        case .fail(let error): return failed(error, &link)
        }
    }

    private mutating func answered(_ answer: Command, _ link: inout Link) -> Action<Command> {
        switch phase {
        // A buffer that is empty already may be no reason to say yes.
        case .clearing: return prepare(&link)
        case .consuming: return free(.success(answer), &link)
        case .freeing(let ending): return end(ending)
        // What the sum is made of is not known; a terminal that does not count it can still be written to.
        case .summing: return run(consumer, .consuming, isRepeatable: false, &link)
        case .preparing, .sending:
            guard answer == .ackOK else {
                return free(.failure(.refused(request: name, answer: "\(answer)")), &link)
            }
            return sendNext(&link)
        }
    }
}

extension BufferUpload {
    private mutating func run(
        _ request: Request, _ phase: Phase, isRepeatable: Bool = true, isBrief: Bool = false, _ link: inout Link
    ) -> Action<Command> {
        self.phase = phase
        exchange = Exchange(request, isBrief: isBrief, isRepeatable: isRepeatable)
        return handle(.start, link: &link)
    }

    private mutating func prepare(_ link: inout Link) -> Action<Command> {
        rest = bytes
        let size = ByteBuffer(integer: UInt32(bytes.readableBytes), endianness: .little)
        return run(Request(.prepareData, data: size), .preparing, isRepeatable: false, &link)
    }

    private mutating func sendNext(_ link: inout Link) -> Action<Command> {
        guard let piece = rest.readSlice(length: min(Self.pieceSize, rest.readableBytes)), piece.readableBytes > 0
        else { return run(Request(.sumBuffer), .summing, &link) }
        return run(Request(.data, data: piece), .sending, isRepeatable: false, &link)
    }

    private mutating func failed(_ error: DeviceError, _ link: inout Link) -> Action<Command> {
        if case .freeing(let ending) = phase { return end(ending) }
        guard error.isLoss, attempts < link.attempts else { return free(.failure(error), &link) }
        attempts += 1
        return run(Request(.freeBuffer), .clearing, &link)
    }

    private mutating func leave(_ error: DeviceError, _ link: inout Link) -> Action<Command> {
        guard case .freeing(let ending) = phase else { return free(.failure(error), &link) }
        // What was taken in was taken in: the outcome is known already.
        if case .success = ending { return .wait(patience: nil) }
        phase = .freeing(.failure(error))
        return .wait(patience: nil)
    }

    private mutating func free(_ ending: Result<Command, DeviceError>, _ link: inout Link) -> Action<Command> {
        let isBrief = if case .failure = ending { true } else { false }
        return run(Request(.freeBuffer), .freeing(ending), isBrief: isBrief, &link)
    }

    private func end(_ ending: Result<Command, DeviceError>) -> Action<Command> {
        switch ending {
        case .success(let answer): .succeed(answer)
        case .failure(let error): .fail(error)
        }
    }
}

extension DeviceError {
    /// An answer did not come, or came damaged: nobody knows whether the request was heard.
    var isLoss: Bool {
        switch self {
        case .timedOut, .badChecksum: true
        default: false
        }
    }
}
