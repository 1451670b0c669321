package import Logging
import Synchronization

/// Tells of refused requests once per address and kind in an hour: a flood must not become a flood in the log.
package final class RefusalLog: Sendable {
    private struct Key: Hashable {
        var address: String
        var kind: String
    }

    /// Addresses and kinds that are remembered. When there are more, the rest of the hour is silent about new ones.
    package static let capacity = 2048
    private static let period = Duration.seconds(3600)

    private let told = Mutex<[Key: ContinuousClock.Instant]>([:])
    private let logger: Logger

    package init(_ logger: Logger) {
        self.logger = logger
    }

    /// - Parameter detail: Of this one case; it makes no other kind.
    package func note(
        _ kind: String, _ detail: String? = nil, from address: String, at now: ContinuousClock.Instant = .now
    ) {
        guard isNew(Key(address: address, kind: kind), now) else { return }
        let reason = detail.map { "\(kind) (\($0))" } ?? kind
        logger.warning("Refused a request: \(reason).", metadata: ["address": "\(address)"])
    }

    private func isNew(_ key: Key, _ now: ContinuousClock.Instant) -> Bool {
        told.withLock { told in
            if let last = told[key], now - last < Self.period { return false }
            if told.count >= Self.capacity { told = told.filter { now - $0.value < Self.period } }
            guard told.count < Self.capacity || told[key] != nil else { return false }
            told[key] = now
            return true
        }
    }
}
