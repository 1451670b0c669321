import Domain
import Storage

/// Requests that their senders may send again: each is done once, and answered the same way each time.
package struct RepeatService: Sendable {
    package enum Begin: Hashable, Sendable {
        /// It is new; whoever has asked finishes it, or forgets it.
        case new
        /// It was done, and answered so.
        case known(status: Int, answer: String)
        /// Something else was sent under the same key.
        case otherRequest
        /// It is at work, or the server stopped in the middle: whether it was done has to be looked up.
        case unfinished
    }

    let context: ServiceContext

    /// Seconds after which a key is forgotten.
    package static let memory: Int64 = 86_400

    /// - Parameters:
    ///   - key: of the sender, the operation and the sender's own key, at most 64 characters.
    ///   - hash: of all that was sent.
    package func begin(_ key: String, hash: String) async throws -> Begin {
        let now = context.now()
        do {
            return try await context.database.write { db in
                let store = RepeatableRequestStore(db)
                try store.forget(before: now + -Self.memory)
                if let known = try store.find(key) {
                    return known.hash == hash ? Self.outcome(of: known) : .otherRequest
                }
                try store.begin(key, hash: hash, at: now)
                return .new
            }
        } catch StorageError.constraint(.unique, _, _) {
            return .unfinished
        }
    }

    private static func outcome(of known: RepeatableRequest) -> Begin {
        guard let status = known.status else { return .unfinished }
        return .known(status: status, answer: known.answer ?? "")
    }

    package func finish(_ key: String, status: Int, answer: String) async throws {
        try await context.database.write { try RepeatableRequestStore($0).finish(key, status: status, answer: answer) }
    }

    /// It was refused, and nothing was done.
    package func forget(_ key: String) async throws {
        try await context.database.write { try RepeatableRequestStore($0).forget(key) }
    }
}
