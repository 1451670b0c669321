import Domain
import NIOCore
import Services
import Storage
import Synchronization

/// Answers that were given, for who asks the same while the database stands where it stood.
///
/// Pages of days are asked for again and again, by programs that wait for a change and by each who opens the same month; working one
/// out reads a dozen tables. An answer is given again only where nobody has committed anything since before it was worked out, and as
/// long as it lasts: a page of days that go on, of which the time is a part, for a second. Who asks what is being worked out waits for it.
final class KeptAnswers: Sendable {
    /// Who asks what, and when: of these, nothing but the database and the time decides what is answered.
    struct Question: Hashable {
        var operation: String
        /// With its query.
        var address: String
        var accepts: String
        var grants: Grants
        var employee: ID<Employee>?
        var mark: DatabaseMark
    }

    private struct Kept {
        var bytes: [UInt8]
        /// A clock that is put back makes it a thing of the future.
        var lasts: Range<Instant>
    }

    private struct Shelf {
        var mark: DatabaseMark?
        var answers: [Question: Kept] = [:]
        var size = 0

        /// Of what has had its time.
        mutating func clear(of now: Instant) {
            answers = answers.filter { $0.value.lasts.contains(now) }
            size = answers.values.reduce(0) { $0 + $1.bytes.count }
        }
    }

    /// Bytes.
    private static let capacity = 32_000_000

    private let shelf = Mutex(Shelf())
    let atWork = AnswersAtWork()

    /// - Parameters:
    ///   - question: with the mark from before this is called.
    ///   - work: answers it.
    func answer(
        _ question: Question, now: () -> Instant, _ work: () async throws -> Reply
    ) async throws -> Reply {
        if let kept = find(question, now: now()) { return kept }
        let isFirst = await atWork.begin(question)
        defer { if isFirst { atWork.end(question) } }
        // Waited for in vain, it is worked out without waiting again: what failed, or is not kept, would keep all in a row.
        if !isFirst, let kept = find(question, now: now()) { return kept }
        let begun = now()
        return keeping(try await work(), to: question, begun)
    }

    private func find(_ question: Question, now: Instant) -> Reply? {
        shelf.withLock { shelf in
            guard shelf.mark == question.mark, let kept = shelf.answers[question], kept.lasts.contains(now) else {
                return nil
            }
            return Reply(200, .bytes(kept.bytes, type: "application/json"))
        }
    }

    /// - Returns: the reply, in bytes where it was kept.
    private func keeping(_ reply: Reply, to question: Question, _ now: Instant) -> Reply {
        guard let lasts = reply.lasts, now < lasts, reply.status == 200, reply.headers.isEmpty, reply.version == nil,
            case .json(let value) = reply.content
        else { return reply }
        let bytes = JSONWriter.bytes(value)
        shelf.withLock { shelf in
            // What was known at another mark is of no use to anybody any more.
            if shelf.mark != question.mark { shelf = Shelf(mark: question.mark) }
            if shelf.size + bytes.count > Self.capacity { shelf.clear(of: now) }
            guard shelf.size + bytes.count <= Self.capacity else { return }
            let old = shelf.answers.updateValue(Kept(bytes: bytes, lasts: now..<lasts), forKey: question)
            shelf.size += bytes.count - (old?.bytes.count ?? 0)
        }
        return Reply(200, .bytes(bytes, type: "application/json"))
    }
}
