import Logging
import NIOCore

/// The end of the pipeline: runs one conversation after the other, and tells subscribers what happens at the
/// terminal meanwhile. All decisions about the protocol are the conversations'.
final class TerminalHandler: ChannelInboundHandler {
    typealias InboundIn = ReceivedFrame
    typealias OutboundOut = Frame

    private let logger: Logger
    private(set) var link: Link
    private var context: ChannelHandlerContext?
    private var current: (any PendingConversation)?
    private var waiting = CircularBuffer<any PendingConversation>()
    /// Who has the line for several conversations; those of others wait until it is given back.
    private var turn: Ticket?
    private var inTurn = CircularBuffer<any PendingConversation>()
    private var failure: DeviceError?
    private var deadline = NIODeadline.distantFuture
    private var allowance: TimeAllowance?
    private var timer: Scheduled<Void>?
    private var timerDue = NIODeadline.distantFuture
    private var subscribers: [ObjectIdentifier: AsyncThrowingStream<LiveEvent, any Error>.Continuation] = [:]
    private var heartbeat: RepeatedTask?

    init(link: Link, logger: Logger) {
        self.link = link
        self.logger = logger
    }

    func submit(_ conversation: any PendingConversation) {
        if conversation.ticket.isCancelled { return conversation.fail(.cancelled) }
        if let failure { return conversation.fail(failure) }
        if let turn, conversation.turn === turn { inTurn.append(conversation) } else { waiting.append(conversation) }
        startNext()
    }

    /// Lets the others go on. What still belongs to the turn takes its place behind them.
    func endTurn(_ ticket: Ticket) {
        guard turn === ticket else { return }
        turn = nil
        waiting += inTurn
        inTurn.removeAll()
        startNext()
    }

    func cancel(_ ticket: Ticket) {
        if current?.ticket === ticket {
            advance(.cancel)
        } else if let index = waiting.firstIndex(where: { $0.ticket === ticket }) {
            waiting.remove(at: index).fail(.cancelled)
        } else if let index = inTurn.firstIndex(where: { $0.ticket === ticket }) {
            inTurn.remove(at: index).fail(.cancelled)
        }
    }

    private func startNext() {
        guard current == nil, context != nil, let next = turn == nil ? waiting.popFirst() : inTurn.popFirst()
        else { return }
        if next.takesTurn { turn = next.ticket }
        current = next
        allowance = TimeAllowance(patience: link.timeout, least: next.leastTime, from: now)
        advance(.start)
    }

    private func advance(_ event: Event) {
        guard let conversation = current else { return }
        let dropped = link.dropped
        let effect = conversation.handle(event, link: &link)
        if link.dropped > dropped {
            logger.debug("dropped a packet that was stale or damaged", metadata: ["during": "\(conversation.name)"])
        }
        switch effect {
        case .send(let frame, let patience):
            expect(within: patience)
            write(frame)
        case .wait(let patience):
            if let patience { expect(within: patience) }
        case .done:
            current = nil
            deadline = .distantFuture
            startNext()
        }
    }

    /// A peer that always says a little more keeps every deadline away: the whole has one of its own.
    private func hear(_ event: Event) {
        switch allowance?.judge(current?.progress, at: now) {
        case .some(.overdue): advance(.overdue)
        case .some(.hopeless): lost(DeviceError.timedOut(waitingFor: "the end of \(current?.name ?? "an answer")"))
        case .some(.inTime), .none: advance(event)
        }
    }

    private func write(_ frame: Frame) {
        context?.writeAndFlush(wrapOutboundOut(frame), promise: nil)
    }
}

// Patience. A transfer moves its deadline with each packet; the timer is set again only when it fires early.
extension TerminalHandler {
    /// By the loop's clock, so that a test need not wait for a timeout.
    private var now: NIODeadline { context?.eventLoop.now ?? .now() }

    private func expect(within patience: Duration) {
        deadline = now + TimeAmount(patience)
        guard let timer else { return schedule() }
        if deadline < timerDue {
            timer.cancel()
            schedule()
        }
    }

    private func schedule() {
        guard let context else { return }
        timerDue = deadline
        timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { self.timerFired() }
    }

    private func timerFired() {
        timer = nil
        guard current != nil else { return }
        if now >= deadline { advance(.deadline) } else { schedule() }
    }
}

extension TerminalHandler {
    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { self.context = context }
    }

    func channelActive(context: ChannelHandlerContext) {
        self.context = context
        startNext()
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let received = unwrapInboundIn(data)
        if received.frame.command == .event { report(received) } else { hear(.frame(received)) }
    }

    func subscribe(_ ticket: Ticket, _ continuation: AsyncThrowingStream<LiveEvent, any Error>.Continuation) {
        if let failure { return continuation.finish(throwing: failure) }
        subscribers[ObjectIdentifier(ticket)] = continuation
        startHeartbeat()
    }

    /// True when this was the last of them.
    func unsubscribe(_ ticket: Ticket) -> Bool {
        guard subscribers.removeValue(forKey: ObjectIdentifier(ticket)) != nil, subscribers.isEmpty else {
            return false
        }
        heartbeat?.cancel()
        heartbeat = nil
        return failure == nil
    }

    /// A terminal without power sends no events, and no end of them either: somebody has to ask.
    private func startHeartbeat() {
        guard heartbeat == nil, let loop = context?.eventLoop else { return }
        let pause = TimeAmount(link.timeout) * 4
        let handler = NIOLoopBound(self, eventLoop: loop)
        heartbeat = loop.scheduleRepeatedTask(initialDelay: pause, delay: pause) { _ in handler.value.beat(on: loop) }
    }

    private func beat(on loop: any EventLoop) {
        guard current == nil, waiting.isEmpty, turn == nil else { return }
        let promise = loop.makePromise(of: Frame.self)
        promise.futureResult.assumeIsolated().whenFailure { self.lost($0) }
        submit(Pending(Ask(Request(.getTime)), ticket: Ticket(), promise: promise, onProgress: nil))
    }

    private func lost(_ error: any Error) {
        close(because: error as? DeviceError ?? .timedOut(waitingFor: "a sign of life"))
        context?.close(promise: nil)
    }

    private func report(_ received: ReceivedFrame) {
        guard link.acceptsWrongChecksums || received.isIntact else { return }
        // Unacknowledged events are sent again and again by some firmwares. A peer that sends without reading must not
        // fill our memory with acknowledgements.
        if context?.channel.isWritable == true { write(Frame(.ackOK, session: link.session, reply: 0)) }
        for event in LiveEvent.events(in: received.frame) {
            for subscriber in subscribers.values {
                if case .dropped = subscriber.yield(event) { subscriber.finish(throwing: DeviceError.eventsMissed) }
            }
        }
        if current?.listens == true { hear(.happened(received.frame)) }
    }

    var hasSubscribers: Bool { !subscribers.isEmpty }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let why = (error as? FrameError).map { DeviceError.badFrame(why: "\($0)") }
        close(because: why ?? .closed(during: current?.name ?? "a pause"))
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        close(because: .closed(during: current?.name ?? "a pause"))
        self.context = nil
        context.fireChannelInactive()
    }

    /// The first reason stays: what follows a broken stream is its consequence.
    func close(because error: DeviceError, isOurs: Bool = false) {
        guard failure == nil || isOurs else { return }
        failure = error
        timer?.cancel()
        heartbeat?.cancel()
        let abandoned = [current].compactMap { $0 } + inTurn + waiting
        current = nil
        inTurn.removeAll()
        waiting.removeAll()
        for conversation in abandoned { conversation.fail(error) }
        for subscriber in subscribers.values {
            if isOurs { subscriber.finish() } else { subscriber.finish(throwing: error) }
        }
        subscribers.removeAll()
    }
}
