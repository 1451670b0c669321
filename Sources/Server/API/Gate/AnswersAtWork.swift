import Synchronization

/// What is being worked out, and who waits for it.
final class AnswersAtWork: Sendable {
    private typealias Waiting = CheckedContinuation<Bool, Never>

    private let waiting = Mutex<[KeptAnswers.Question: [Waiting]]>([:])

    /// - Returns: true for whoever is to work it out, and to call ``end(_:)`` whatever comes of it; false where somebody else
    ///   was at it, and has ended.
    func begin(_ question: KeptAnswers.Question) async -> Bool {
        await withCheckedContinuation { continuation in
            if hasBegun(question, continuation) { continuation.resume(returning: true) }
        }
    }

    private func hasBegun(_ question: KeptAnswers.Question, _ continuation: Waiting) -> Bool {
        waiting.withLock { waiting in
            guard waiting[question] != nil else {
                waiting[question] = []
                return true
            }
            waiting[question]?.append(continuation)
            return false
        }
    }

    /// How many wait.
    func waiting(for question: KeptAnswers.Question) -> Int { waiting.withLock { $0[question]?.count ?? 0 } }

    func end(_ question: KeptAnswers.Question) {
        let waited = waiting.withLock { $0.removeValue(forKey: question) } ?? []
        for continuation in waited { continuation.resume(returning: false) }
    }
}
