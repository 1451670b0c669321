import Dispatch
import Storage
import Synchronization

/// Works on passwords on a thread of its own, one at a time: each takes a core for a tenth of a second, and many at once would
/// take all of them, and the memory.
final class PasswordWork: Sendable {
    private static let queue = DispatchQueue(label: "etime.passwords")
    /// Those that wait; beyond this many it would be quicker to try again.
    private static let mostWaiting = 64
    private let waiting = Mutex(0)
    /// Of nobody's password (it is `nobody`, which helps nobody): that a name is unknown takes as long as that a password is
    /// wrong.
    static let nobodys = PasswordHash(
        text: "$argon2id$v=19$m=65536,t=4,p=1$bm9ib2R5cyBwYXNzd29yZA$XDY+0ljaiLkZPBAvIMg5lCxZrntV1mfLVWbSkQJ5dWY")

    func hash(_ password: Secret) async throws -> PasswordHash {
        try await run { () throws(PasswordMemoryError) in try PasswordHash(of: password) }
    }

    /// - Parameter hash: nil: there is none, which takes as long.
    func isRight(_ password: Secret, for hash: PasswordHash?) async throws -> Bool {
        let isSame = try await run { () throws(PasswordMemoryError) in try (hash ?? Self.nobodys).matches(password) }
        return isSame && hash != nil
    }

    func seal(_ bytes: [UInt8], by password: Secret, context: String) async throws -> [UInt8] {
        try await run { () throws(PasswordMemoryError) in
            try PasswordKey.seal(bytes, by: password, context: context)
        }
    }

    /// - Returns: nil where it was sealed by another password.
    func open(_ sealed: [UInt8], by password: Secret, context: String) async throws -> [UInt8]? {
        try await run { () throws(PasswordMemoryError) in
            try PasswordKey.open(sealed, by: password, context: context)
        }
    }

    /// - Throws: ``ServiceError/tooManySignIns`` where too many wait already.
    private func run<T: Sendable>(
        _ body: @Sendable @escaping () throws(PasswordMemoryError) -> T
    ) async throws -> T {
        let isRoom = waiting.withLock { waiting in
            guard waiting < Self.mostWaiting else { return false }
            waiting += 1
            return true
        }
        guard isRoom else { throw ServiceError.tooManySignIns }
        defer { waiting.withLock { $0 -= 1 } }
        return try await withCheckedContinuation { continuation in
            Self.queue.async { continuation.resume(returning: Result { () throws(PasswordMemoryError) in try body() }) }
        }.get()
    }
}
