import Logging
import Synchronization

/// Something that fails each time it is tried: the log is told once, again when the reason is another, and when it is over.
final class LastingFault: Sendable {
    private let sentence: Logger.Message
    private let over: Logger.Message
    private let last = Mutex<String?>(nil)

    init(_ sentence: Logger.Message, over: Logger.Message) { (self.sentence, self.over) = (sentence, over) }

    func occurs(_ error: any Error, _ logger: Logger) {
        guard !(error is CancellationError) else { return }
        let why = String(describing: error)
        let isNews = last.withLock { last in
            defer { last = why }
            return last != why
        }
        if isNews { logger.warning(sentence, metadata: ["why": "\(why)"]) }
    }

    func ends(_ logger: Logger) {
        let wasThere = last.withLock { last in
            defer { last = nil }
            return last != nil
        }
        if wasThere { logger.notice(over) }
    }
}
