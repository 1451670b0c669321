import Synchronization

/// The memory that bodies may take: together, and of each peer no more than one large one.
final class BodyBudget: Sendable {
    private struct Held {
        var bytes = 0
        /// Those who send a large one.
        var peers: Set<String> = []
    }

    private let held = Mutex(Held())
    private let limit: Int
    private let small: Int

    /// - Parameter small: Bodies of no more bytes are counted only together.
    init(_ limit: Int, small: Int = .max) {
        self.limit = limit
        self.small = small
    }

    /// - Parameter peers: Whoever the body is of: the terminal, and the address that it comes from.
    func hold(of peers: Set<String> = []) -> Hold { Hold(self, peers) }

    var total: Int { held.withLock(\.bytes) }

    /// One body's share, given back when nobody holds it any more.
    final class Hold: Sendable {
        private struct Share {
            var bytes = 0
            var isLarge = false
        }

        private let budget: BodyBudget
        private let peers: Set<String>
        private let share = Mutex(Share())

        fileprivate init(_ budget: BodyBudget, _ peers: Set<String>) {
            self.budget = budget
            self.peers = peers
        }

        func take(_ bytes: Int) -> Bool {
            share.withLock { share in
                let becomesLarge = !share.isLarge && share.bytes + bytes > budget.small
                guard budget.take(bytes, large: becomesLarge ? peers : []) else { return false }
                share.bytes += bytes
                share.isLarge = share.isLarge || becomesLarge
                return true
            }
        }

        deinit {
            let share = share.withLock { $0 }
            budget.giveBack(share.bytes, large: share.isLarge ? peers : [])
        }
    }

    private func take(_ count: Int, large peers: Set<String>) -> Bool {
        held.withLock { held in
            guard held.bytes + count <= limit, held.peers.isDisjoint(with: peers) else { return false }
            held.bytes += count
            held.peers.formUnion(peers)
            return true
        }
    }

    private func giveBack(_ count: Int, large peers: Set<String>) {
        held.withLock { held in
            held.bytes -= count
            held.peers.subtract(peers)
        }
    }
}
