import NIOCore

/// One request and everything that answers it, resent where an answer is lost or damaged.
struct Exchange: Sendable {
    enum Outcome: Sendable {
        case answer(Frame)
        /// Bulk data, whole.
        case bytes(ByteBuffer)
        /// Bulk data of which only the beginning arrived. Asking again for the rest is the caller's decision.
        case partial(ByteBuffer)
        /// Bulk data in several datagrams without numbers, of which the largest had so many bytes: nothing tells
        /// their order, so that none of it counts.
        case unordered(packet: Int)
    }

    /// What a single DATA packet has to be so that it is an answer of its own. Over UDP it may as well belong to
    /// a transfer whose PREPARE_DATA was lost.
    enum Direct: Sendable {
        case none
        /// Size in front, then as many bytes.
        case table
        case bytes(Int)
        /// A body that does not say how long it is. Over UDP it may be any packet of a transfer.
        case whole
    }

    private let request: Request
    private let direct: Direct
    /// For requests that need the terminal to work before it can answer.
    private let isSlow: Bool
    /// For requests after a failure: the terminal is likely gone, and somebody waits for the error.
    private let isBrief: Bool
    /// False for requests that do something else the second time: an answer that got lost is then an error.
    private let isRepeatable: Bool
    private var sent: Frame?
    private var silences = 0
    private var damages = 0
    private var transfer: Transfer?
    private var wasAcknowledged = false
    /// DATA came without PREPARE_DATA before it: the head of a transfer was lost.
    private var lostHead = false

    init(
        _ request: Request, direct: Direct = .none, isSlow: Bool = false, isBrief: Bool = false,
        isRepeatable: Bool = true
    ) {
        self.request = request
        self.direct = direct
        // There is no second attempt that could be more patient.
        self.isSlow = isSlow || !isRepeatable
        self.isBrief = isBrief
        self.isRepeatable = isRepeatable
    }

    /// Of the bulk answer, where there is one.
    var progress: ReadProgress? {
        transfer.map { ReadProgress(received: $0.bytes.readableBytes, total: $0.size) }
    }

    /// Memory held for it.
    var room: Int { transfer?.room ?? 0 }

    mutating func handle(_ event: Event, link: inout Link) -> Action<Outcome> {
        switch event {
        case .start: send(&link)
        case .frame(let received): heard(received, &link)
        case .deadline: silence(&link)
        case .cancel: .fail(.cancelled)
        case .overdue: .fail(.timedOut(waitingFor: "the end of the answer to \(request.command)"))
        case .happened: .wait(patience: nil)
        }
    }

    private mutating func send(_ link: inout Link) -> Action<Outcome> {
        transfer = nil
        wasAcknowledged = false
        lostHead = false
        let frame = link.stamp(request)
        sent = frame
        return .send(frame, patience: patience(link))
    }

    private func patience(_ link: Link) -> Duration {
        if isBrief { return link.shortPatience * 2 }
        return isSlow ? max(link.timeout / 2, link.patience(attempt: silences)) : link.patience(attempt: silences)
    }

    private mutating func silence(_ link: inout Link) -> Action<Outcome> {
        if let transfer { return finish(transfer) }
        silences += 1
        guard isRepeatable, silences < (isBrief ? min(2, link.silences) : link.silences) else {
            return .fail(.timedOut(waitingFor: "the answer to \(request.command)"))
        }
        // CONNECT makes a session: only the last one that the terminal made is alive, so that answers to
        // earlier attempts must not count. Everything else is a plain repetition, whichever is answered.
        guard request.command != .connect, let sent else { return send(&link) }
        return .send(sent, patience: patience(link))
    }

    private mutating func heard(_ received: ReceivedFrame, _ link: inout Link) -> Action<Outcome> {
        let frame = received.frame
        guard frame.reply == sent?.reply else { return drop(&link) }
        guard link.acceptsWrongChecksums || received.isIntact else { return damage(&link) }
        switch frame.command {
        case .prepareData: return prepared(frame, &link)
        case .data: return data(frame, &link)
        default: return answered(frame, &link)
        }
    }

    private mutating func drop(_ link: inout Link) -> Action<Outcome> {
        link.dropped += 1
        return .wait(patience: nil)
    }

    private mutating func damage(_ link: inout Link) -> Action<Outcome> {
        link.dropped += 1
        // Over UDP the packets of a transfer are numbered: a damaged one is a missing one.
        if transfer != nil, !link.isReliable { return .wait(patience: nil) }
        if let transfer { return finish(transfer) }
        damages += 1
        guard isRepeatable, damages < link.attempts else { return .fail(.badChecksum(answerTo: "\(request.command)")) }
        return send(&link)
    }

    private mutating func prepared(_ frame: Frame, _ link: inout Link) -> Action<Outcome> {
        guard transfer == nil else { return drop(&link) }
        guard let header = TransferHeader(frame.data), header.size <= Transfer.maximumSize else {
            return .fail(.badFrame(why: "it announces a transfer without a size that can be true"))
        }
        transfer = Transfer(
            size: Int(header.size), packetSize: Int(header.packetSize), session: link.session,
            isReliable: link.isReliable)
        return .wait(patience: link.gapPatience)
    }

    private mutating func data(_ frame: Frame, _ link: inout Link) -> Action<Outcome> {
        guard transfer != nil else { return directData(frame, &link) }
        guard transfer?.add(frame) == true, let transfer else { return drop(&link) }
        if transfer.hasNoOrder { return .succeed(.unordered(packet: transfer.largestPacket)) }
        guard transfer.isComplete else {
            return .wait(patience: wasAcknowledged ? link.shortPatience : link.gapPatience)
        }
        // The closing ACK_OK carries nothing; a terminal that forgets it must not cost a timeout.
        return wasAcknowledged ? .succeed(.bytes(transfer.bytes)) : .wait(patience: link.shortPatience)
    }

    private mutating func directData(_ frame: Frame, _ link: inout Link) -> Action<Outcome> {
        let count = frame.data.readableBytes
        let isWhole =
            switch direct {
            case .none: false
            case .table: count >= 4 && RecordTable.announcedSize(frame.data) == count - RecordTable.prefixSize
            case .bytes(let expected): count == expected
            case .whole: link.isReliable && (frame.session == 0 || frame.session == link.session)
            }
        if isWhole { return .succeed(.bytes(frame.data)) }
        // A number above 0 says that it is from the middle of a transfer whose beginning is missing.
        let isBeginning = frame.session == 0 || frame.session == link.session
        if link.isReliable && isBeginning { return .succeed(.partial(frame.data)) }
        lostHead = true
        return drop(&link)
    }

    private mutating func answered(_ frame: Frame, _ link: inout Link) -> Action<Outcome> {
        guard let transfer else {
            let isEndOnly = lostHead && frame.command == .ackOK && frame.data.readableBytes == 0
            return .succeed(isEndOnly ? .partial(ByteBuffer()) : .answer(frame))
        }
        if transfer.isComplete { return .succeed(.bytes(transfer.bytes)) }
        guard frame.command == .ackOK, !link.isReliable else { return finish(transfer) }
        // Datagrams overtake each other: the end came in before the last pieces.
        wasAcknowledged = true
        return .wait(patience: link.shortPatience)
    }

    private func finish(_ transfer: Transfer) -> Action<Outcome> {
        .succeed(transfer.isComplete ? .bytes(transfer.bytes) : .partial(transfer.bytes))
    }
}
