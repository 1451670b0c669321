import Synchronization

/// Counts who is connected, and says who may be.
package final class Doorkeeper: Sendable {
    private struct Counts {
        var all = 0
        /// Only of addresses that have a connection.
        var byAddress: [String: Int] = [:]
    }

    private let counts = Mutex(Counts())
    private let limits: GateLimits

    package init(_ limits: GateLimits) {
        self.limits = limits
    }

    package var connections: Int { counts.withLock(\.all) }

    /// Whoever is let in has to leave again.
    func admits(_ address: String) -> Bool {
        counts.withLock { counts in
            let own = counts.byAddress[address] ?? 0
            guard counts.all < limits.connections, own < limits.connectionsPerAddress else { return false }
            counts.all += 1
            counts.byAddress[address] = own + 1
            return true
        }
    }

    func leaves(_ address: String) {
        counts.withLock { counts in
            counts.all -= 1
            let left = (counts.byAddress[address] ?? 1) - 1
            counts.byAddress[address] = left == 0 ? nil : left
        }
    }
}
