/// What a mailbox holds under its lock: what is asked of the terminal, and who waits for it.
struct PushMailboxState {
    var queue: PushQueue
    var waiting: [String: CheckedContinuation<PushMailbox.Answer, Never>] = [:]
    var gatherings: [String: PushGathering] = [:]
    var information: PushInformation?
    var options: [String: String] = [:]
    var openUploads = 0

    init(queue: PushQueue) {
        self.queue = queue
    }

    /// Commands that nobody waits for are not sent for ever.
    private static let mostTimes = 3
    private static let mostOptions = 1024

    mutating func handedOut(_ entry: PushQueue.Entry, now: Duration) {
        if entry.command.gathers, waiting[entry.id] != nil, gatherings[entry.id] == nil {
            gatherings[entry.id] = PushGathering(entry.command, now: now)
        }
        if waiting[entry.id] == nil, entry.timesSent >= Self.mostTimes { queue.remove(entry.id) }
    }

    mutating func polled(now: Duration) -> [(String, PushMailbox.Answer)] {
        guard openUploads == 0 else { return [] }
        var finished: [(String, PushMailbox.Answer)] = []
        for id in gatherings.keys {
            if let outcome = gatherings[id]?.polled(now: now) { finished.append((id, .success(outcome))) }
        }
        return finished
    }

    /// The outcome, where that is all that was waited for.
    mutating func answered(_ result: PushResult, now: Duration) -> PushOutcome? {
        guard result.succeeded, gatherings[result.id] != nil else {
            return queue.entries.contains { $0.id == result.id } ? PushOutcome(result: result) : nil
        }
        gatherings[result.id]?.answered(result, now: now)
        queue.answered(result.id)
        return nil
    }

    mutating func received(_ content: PushContent, now: Duration) -> [String] {
        if !content.options.isEmpty {
            if options.count > Self.mostOptions { options = [:] }
            options.merge(content.options) { _, new in new }
        }
        for id in gatherings.keys {
            gatherings[id]?.add(content, now: now)
            queue.touch(id, now: now)
        }
        return gatherings.filter(\.value.isOverfull).map(\.key)
    }
}
