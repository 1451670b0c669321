import NIOCore

/// Reads one table: lay it out (1503), fetch it (1504), free the buffer (1502); or the old way where the terminal
/// does not know that.
///
/// Whatever happens after 1503 was sent, FREE_DATA is sent before the end.
struct TableRead: Conversation {
    typealias Output = TableContent

    let name: String
    private let source: TableSource
    private let resume: LogPosition?
    private let inParts: Bool
    private var phase = Phase.preparing
    private var exchange: Exchange
    private var fetch: TableFetch?
    private var repetitions = 0

    private enum Phase: Sendable {
        case preparing
        case fetching
        /// The answer that 1503 got instead, for the error when the old way fails too.
        case legacy(refusal: Command)
        case freeing(Ending)
    }

    private enum Ending: Sendable {
        case content(TableContent)
        case failure(DeviceError)
        case again
    }

    /// - Parameter inParts: whether the end is put off to another read where the table is long and goes on at `resume`.
    init(_ source: TableSource, resume: LogPosition? = nil, inParts: Bool = false) {
        self.source = source
        self.resume = resume
        self.inParts = inParts
        name = "reading the \(source.name)"
        exchange = Self.prepare(source)
    }

    private static func prepare(_ source: TableSource) -> Exchange {
        Exchange(Request(.prepareBuffer, data: source.request.encoded), direct: .table, isSlow: true)
    }

    var progress: ReadProgress? { fetch?.progress ?? exchange.progress }
    /// Memory held for it.
    var room: Int { (fetch?.bytes.storageCapacity ?? 0) + exchange.room }

    mutating func handle(_ event: Event, link: inout Link) -> Action<TableContent> {
        if case .cancel = event { return cancel(&link) }
        if case .overdue = event {
            return failed(.timedOut(waitingFor: "the rest of the \(source.name), which came too slowly"), &link)
        }
        switch exchange.handle(event, link: &link) {
        case .send(let frame, let patience): return .send(frame, patience: patience)
        case .wait(let patience): return .wait(patience: patience)
        case .succeed(let outcome): return advance(outcome, &link)
        case .fail(let error): return failed(error, &link)
        }
    }

    private mutating func advance(_ outcome: Exchange.Outcome, _ link: inout Link) -> Action<TableContent> {
        switch phase {
        case .preparing: prepared(outcome, &link)
        case .fetching: fetched(outcome, &link)
        case .legacy(let refusal): legacyAnswered(outcome, refusal, &link)
        case .freeing(let ending): end(ending, &link)
        }
    }

    private mutating func run(_ next: Exchange, _ phase: Phase, _ link: inout Link) -> Action<TableContent> {
        self.phase = phase
        exchange = next
        return handle(.start, link: &link)
    }
}

// Asking.
extension TableRead {
    private mutating func prepared(_ outcome: Exchange.Outcome, _ link: inout Link) -> Action<TableContent> {
        switch outcome {
        case .bytes(let table): return free(then: content(of: table), &link)
        case .partial(let bytes): return repeatAll(expected: nil, received: bytes.readableBytes, &link)
        case .unordered: return unordered(&link)
        case .answer(let frame) where frame.command == .ackOK:
            guard let size = BufferAnnouncement(frame.data)?.size else { return empty(&link) }
            guard size > RecordTable.prefixSize else { return free(then: .content(.empty), &link) }
            guard size <= Transfer.maximumSize else {
                return free(then: .failure(.badFrame(why: "it announces a table of \(size) bytes")), &link)
            }
            fetch = TableFetch(
                size: Int(size), resume: resume, chunk: link.chunkSize, part: inParts ? link.partSize : nil)
            return fetchMore(&link)
        case .answer(let frame):
            guard let request = source.legacy else { return refused(by: frame.command, &link) }
            return run(
                Exchange(request, direct: .table, isSlow: true), .legacy(refusal: frame.command), &link)
        }
    }

    private mutating func fetchMore(_ link: inout Link) -> Action<TableContent> {
        guard let fetch, let range = fetch.nextRange else { return finishFetch(&link) }
        let request = Request(.readBuffer, data: range.encoded)
        return run(Exchange(request, direct: .bytes(Int(range.length))), .fetching, &link)
    }

    private mutating func fetched(_ outcome: Exchange.Outcome, _ link: inout Link) -> Action<TableContent> {
        switch outcome {
        case .bytes(let bytes): fetch?.received(bytes, isWhole: true)
        case .partial(let bytes): fetch?.received(bytes, isWhole: false)
        case .unordered(let packet): fetch?.limit(toPacket: packet)
        // The end of a transfer whose beginning was lost.
        case .answer(let frame) where frame.command == .ackOK: fetch?.received(ByteBuffer(), isWhole: false)
        case .answer(let frame):
            return free(
                then: .failure(.refused(request: "a part of the \(source.name)", answer: "\(frame.command)")), &link)
        }
        guard let fetch, fetch.stalls <= link.attempts * 2 else { return truncated(&link) }
        return fetchMore(&link)
    }

    private mutating func finishFetch(_ link: inout Link) -> Action<TableContent> {
        guard let content = fetch?.content else { return truncated(&link) }
        return free(then: .content(content), &link)
    }

    private mutating func legacyAnswered(
        _ outcome: Exchange.Outcome, _ refusal: Command, _ link: inout Link
    ) -> Action<TableContent> {
        switch outcome {
        case .bytes(let table): free(then: content(of: table), &link)
        case .partial(let bytes): repeatAll(expected: nil, received: bytes.readableBytes, &link)
        case .unordered: unordered(&link)
        case .answer(let frame) where frame.command == .ackOK: empty(&link)
        case .answer: refused(by: refusal, &link)
        }
    }
}

// Ending.
extension TableRead {
    /// Every path out leads through here.
    private mutating func free(then ending: Ending, _ link: inout Link) -> Action<TableContent> {
        let isBrief = if case .failure = ending { true } else { false }
        return run(Exchange(Request(.freeBuffer), isBrief: isBrief), .freeing(ending), &link)
    }

    private mutating func end(_ ending: Ending, _ link: inout Link) -> Action<TableContent> {
        switch ending {
        case .content(let content): .succeed(content)
        case .failure(let error): .fail(error)
        case .again: run(Self.prepare(source), .preparing, &link)
        }
    }

    private mutating func failed(_ error: DeviceError, _ link: inout Link) -> Action<TableContent> {
        // A buffer that could not be freed is the terminal's loss, not a reason to throw the data away.
        if case .freeing(let ending) = phase { return end(ending, &link) }
        return free(then: .failure(error), &link)
    }

    private mutating func cancel(_ link: inout Link) -> Action<TableContent> {
        if case .freeing = phase {
            phase = .freeing(.failure(.cancelled))
            return .wait(patience: nil)
        }
        return free(then: .failure(.cancelled), &link)
    }

    /// A transfer without a buffer behind it cannot be continued, only repeated.
    private mutating func repeatAll(
        expected: Int?, received: Int, _ link: inout Link
    ) -> Action<TableContent> {
        repetitions += 1
        guard repetitions < link.attempts else {
            return free(
                then: .failure(.truncated(table: source.name, expected: expected ?? 0, received: received)), &link)
        }
        return free(then: .again, &link)
    }

    /// A bare ACK_OK says that there is nothing; over UDP it may as well be all that is left of a transfer, so that
    /// it has to be heard twice.
    private mutating func empty(_ link: inout Link) -> Action<TableContent> {
        link.isReliable || repetitions > 0
            ? free(then: .content(.empty), &link) : repeatAll(expected: nil, received: 0, &link)
    }

    private mutating func truncated(_ link: inout Link) -> Action<TableContent> {
        free(
            then: .failure(
                .truncated(
                    table: source.name, expected: fetch?.expected ?? 0, received: fetch?.bytes.readableBytes ?? 0)),
            &link)
    }

    private mutating func refused(by answer: Command, _ link: inout Link) -> Action<TableContent> {
        free(
            then: .failure(
                .unsupported(
                    what: "reading its \(source.name) over the network", answer: "\(answer)",
                    remedy: "Look in its menu for a stand-alone or push mode, or export to a USB stick.")), &link)
    }

    /// Without a buffer behind it, smaller pieces cannot be asked for.
    private mutating func unordered(_ link: inout Link) -> Action<TableContent> {
        free(
            then: .failure(
                .unsupported(
                    what: "reading its \(source.name) over UDP", answer: "packets without numbers",
                    remedy: "Set the transport of this device to TCP.")), &link)
    }

    private func content(of table: ByteBuffer) -> Ending {
        guard let content = TableContent(table: table, resume: resume) else {
            return .failure(
                .truncated(
                    table: source.name, expected: RecordTable.announcedSize(table) ?? 0,
                    received: max(0, table.readableBytes - RecordTable.prefixSize)))
        }
        return .content(content)
    }
}
