import NIOCore

/// An open channel with its handler: where conversations are handed in.
struct Connection: Sendable {
    let channel: any Channel
    let handler: NIOLoopBound<TerminalHandler>
    /// What a request gets, for those that are repeated by hand.
    let attempts: Int
    /// Whether the terminal asked for the comm key, and took it.
    var tookCommKey = false
    /// `10.0.0.7:4370 over UDP`
    var way = ""
    /// The way, where another one had been tried in vain before it.
    var detour: String?

    /// Waits for a conversation's end. Cancelling the task asks the conversation to end cleanly first.
    func perform<C: Conversation>(
        _ conversation: C, ticket: Ticket = Ticket(), progress: (@Sendable (ReadProgress) -> Void)? = nil
    ) async throws(DeviceError) -> C.Output {
        // Before it is handed in: the handler below may come too late to keep the first request from being sent.
        if Task.isCancelled { ticket.cancel() }
        let future = submit(conversation, ticket: ticket, progress: progress)
        do {
            return try await withTaskCancellationHandler {
                try await future.get()
            } onCancel: {
                ticket.cancel()
                channel.eventLoop.execute { handler.value.cancel(ticket) }
            }
        } catch let error as DeviceError {
            throw error
        } catch {
            throw .closed(during: conversation.name)
        }
    }

    /// Ends a conversation, if it has not ended by then.
    func cancel(_ ticket: Ticket, at end: NIODeadline) -> Scheduled<Void> {
        channel.eventLoop.scheduleTask(deadline: end) {
            ticket.cancel()
            handler.value.cancel(ticket)
        }
    }

    /// Waits for a conversation's end also where the task is cancelled: for what must not be left half done.
    func finish<C: Conversation>(_ conversation: C) async throws(DeviceError) -> C.Output {
        do { return try await submit(conversation).get() } catch let error as DeviceError { throw error } catch {
            throw .closed(during: conversation.name)
        }
    }

    /// Hands a conversation in that runs to its end whatever happens to the caller.
    func submit<C: Conversation>(
        _ conversation: C, ticket: Ticket = Ticket(), progress: (@Sendable (ReadProgress) -> Void)? = nil
    ) -> EventLoopFuture<C.Output> {
        let promise = channel.eventLoop.makePromise(of: C.Output.self)
        let turn = Turn.ticket(on: channel)
        channel.eventLoop.execute {
            handler.value.submit(
                Pending(conversation, ticket: ticket, turn: turn, promise: promise, onProgress: progress))
        }
        return promise.futureResult
    }

    /// EXIT where there is a session, then close. A terminal whose session was left open may refuse the next one.
    func hangUp() async {
        let hasSession = channel.eventLoop.submit { handler.value.link.session != 0 }
        if (try? await hasSession.get()) == true { try? await submit(Farewell(.exit)).get() }
        await close()
    }

    func close() async {
        let closed = channel.eventLoop.flatSubmit {
            handler.value.close(because: .disconnected, isOurs: true)
            return channel.close()
        }
        try? await closed.get()
    }
}
