import Domain
import NIOCore
import Services
import Storage
import Synchronization

/// Answers that were given, for who asks the same while the database stands where it stood.
///
/// Pages of days that are over are asked for again and again, by programs that wait for a change and by each who opens the same
/// month; working one out reads a dozen tables. An answer is given again only where nobody has committed anything since before it was
/// worked out.
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
        var lasts: Instant
    }

    private struct Shelf {
        var mark: DatabaseMark?
        var answers: [Question: Kept] = [:]
        var size = 0
    }

    /// Bytes.
    private static let capacity = 32_000_000

    private let shelf = Mutex(Shelf())

    func find(_ question: Question, now: Instant) -> Reply? {
        shelf.withLock { shelf in
            guard shelf.mark == question.mark, let kept = shelf.answers[question], now < kept.lasts else { return nil }
            return Reply(200, .bytes(kept.bytes, type: "application/json"))
        }
    }

    /// - Parameter question: with the mark from before the reply was worked out.
    /// - Returns: the reply, in bytes where it was kept.
    func keeping(_ reply: Reply, to question: Question) -> Reply {
        guard let lasts = reply.lasts, reply.status == 200, reply.headers.isEmpty, reply.version == nil,
            case .json(let value) = reply.content
        else { return reply }
        let bytes = JSONWriter.bytes(value)
        shelf.withLock { shelf in
            // What was known at another mark is of no use to anybody any more.
            if shelf.mark != question.mark { shelf = Shelf(mark: question.mark) }
            guard shelf.size + bytes.count <= Self.capacity else { return }
            if shelf.answers.updateValue(Kept(bytes: bytes, lasts: lasts), forKey: question) == nil {
                shelf.size += bytes.count
            }
        }
        return Reply(200, .bytes(bytes, type: "application/json"))
    }
}
