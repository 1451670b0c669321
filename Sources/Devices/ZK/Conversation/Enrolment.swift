import NIOCore

/// Asks for a finger at the terminal and waits for what becomes of it: 62, 500, 61, events, 62, 60.
///
/// However it ends, the terminal is told to stop asking and to verify people again.
struct Enrolment: Conversation {
    typealias Output = Void

    /// How long nobody may touch the sensor. Terminals give up by themselves earlier than that.
    static let patience = Duration.seconds(60)
    private static let events = ByteBuffer(
        integer: UInt32(LiveEvent.Kind.enrollFinger | LiveEvent.Kind.finger | LiveEvent.Kind.score),
        endianness: .little)

    let name = "the enrolment of a finger"
    private let user: DeviceUserID
    private let finger: UInt8
    private let begin: Request
    private var phase = Phase.clearing
    private var exchange = Exchange(Request(.cancelCapture))
    private var attempts = 1

    private enum Phase: Sendable {
        case clearing
        case registering
        case beginning
        case waiting
        case cancelling(Result<Void, DeviceError>)
        case verifying(Result<Void, DeviceError>)
    }

    var listens: Bool { true }
    var leastTime: Duration { Self.patience * 5 }

    /// - Parameter width: Of the terminal's users: the older kind has numbers for ids.
    init(_ user: DeviceUserID, finger: UInt8, width: UserRecord.Width) {
        self.user = user
        self.finger = finger
        begin = Request(.startEnroll, data: Self.body(user, finger, width))
    }

    private static func body(_ user: DeviceUserID, _ finger: UInt8, _ width: UserRecord.Width) -> ByteBuffer {
        var body = ByteBuffer()
        switch width {
        case .standard:
            body.writeBytes(RecordText.encode(user.description, width: 24))
            // The last one: valid, not under duress.
            body.writeMultipleIntegers(finger, UInt8(1))
        case .short: body.writeMultipleIntegers(user.number ?? 0, finger, endianness: .little)
        }
        return body
    }

    mutating func handle(_ event: Event, link: inout Link) -> Action<Void> {
        switch event {
        case .cancel: return stop(.failure(.cancelled), &link)
        case .overdue: return stop(.failure(.timedOut(waitingFor: "the end of \(name)")), &link)
        case .happened(let frame): return happened(frame, &link)
        case .deadline where isWaiting: return stop(.failure(nobodyCame), &link)
        case .frame where isWaiting: return .wait(patience: nil)
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

    private var isWaiting: Bool { if case .waiting = phase { true } else { false } }

    private var nobodyCame: DeviceError {
        .enrolmentFailed(why: "nobody put a finger on the sensor in time; try again when the person is there")
    }
}

extension Enrolment {
    private mutating func run(
        _ request: Request, _ phase: Phase, isBrief: Bool = false, isRepeatable: Bool = true, _ link: inout Link
    ) -> Action<Void> {
        self.phase = phase
        exchange = Exchange(request, isBrief: isBrief, isRepeatable: isRepeatable)
        return handle(.start, link: &link)
    }

    private mutating func answered(_ answer: Command, _ link: inout Link) -> Action<Void> {
        switch phase {
        case .clearing: return run(Request(.event, data: Self.events), .registering, &link)
        // A terminal that is asking for the finger already may say no to the second request for it.
        case .registering: return run(begin, .beginning, isRepeatable: false, &link)
        case .beginning:
            guard answer == .ackOK else { return stop(.failure(refusal(answer)), &link) }
            phase = .waiting
            return .wait(patience: Self.patience)
        case .waiting: return .wait(patience: nil)
        case .cancelling(let ending): return run(Request(.startVerify), .verifying(ending), isBrief: true, &link)
        case .verifying(let ending): return end(ending)
        }
    }

    private mutating func happened(_ frame: Frame, _ link: inout Link) -> Action<Void> {
        switch phase {
        // The answer to 61 may be overtaken by what it began.
        case .beginning, .waiting: break
        default: return .wait(patience: nil)
        }
        guard frame.session == LiveEvent.Kind.enrollFinger else {
            return .wait(patience: isWaiting ? Self.patience : nil)
        }
        guard let outcome = EnrolmentOutcome(frame.data), isMine(outcome) else { return .wait(patience: nil) }
        guard outcome.result == EnrolmentOutcome.enrolled else {
            return stop(.failure(.enrolmentFailed(why: outcome.reason)), &link)
        }
        return stop(.success(()), &link)
    }

    /// A failure need not say whose it is; a success has to.
    private func isMine(_ outcome: EnrolmentOutcome) -> Bool {
        if outcome.userID.isEmpty, outcome.result != EnrolmentOutcome.enrolled { return true }
        return outcome.userID.bytes == Array(user.bytes.prefix(9)) && outcome.finger == finger
    }

    private func refusal(_ answer: Command) -> DeviceError {
        switch answer {
        case .unknown, .errorCommand:
            .unsupported(
                what: "enrolling from afar", answer: "\(answer)", remedy: "Enrol the finger in the terminal's menu.")
        default:
            .enrolmentFailed(
                why: "the terminal did not begin (it answered \(answer)); leave its menu, and see whether the finger "
                    + "is enrolled already")
        }
    }

    private mutating func failed(_ error: DeviceError, _ link: inout Link) -> Action<Void> {
        switch phase {
        case .cancelling(let ending): run(Request(.startVerify), .verifying(ending), isBrief: true, &link)
        case .verifying(let ending): end(ending)
        case .beginning where error.isLoss && attempts < link.attempts: beginAnew(&link)
        default: stop(.failure(error), &link)
        }
    }

    private mutating func beginAnew(_ link: inout Link) -> Action<Void> {
        attempts += 1
        return run(Request(.cancelCapture), .clearing, &link)
    }

    /// Nobody is asked for a finger any more. An outcome that is known stays what it is.
    private mutating func stop(_ ending: Result<Void, DeviceError>, _ link: inout Link) -> Action<Void> {
        switch phase {
        case .cancelling, .verifying: .wait(patience: nil)
        default: run(Request(.cancelCapture), .cancelling(ending), isBrief: true, &link)
        }
    }

    private func end(_ ending: Result<Void, DeviceError>) -> Action<Void> {
        switch ending {
        case .success: .succeed(())
        case .failure(let error): .fail(error)
        }
    }
}
