import Synchronization

/// The memory that bodies may take together, whoever sends them.
final class BodyBudget: Sendable {
    private let held = Mutex(0)
    private let limit: Int

    init(_ limit: Int) {
        self.limit = limit
    }

    func hold() -> Hold { Hold(self) }

    var total: Int { held.withLock { $0 } }

    fileprivate func take(_ count: Int) -> Bool {
        held.withLock { held in
            guard held + count <= limit else { return false }
            held += count
            return true
        }
    }

    fileprivate func giveBack(_ count: Int) { held.withLock { $0 -= count } }

    /// One body's share, given back when nobody holds it any more.
    final class Hold: Sendable {
        private let budget: BodyBudget
        private let count = Mutex(0)

        fileprivate init(_ budget: BodyBudget) {
            self.budget = budget
        }

        func take(_ bytes: Int) -> Bool {
            guard budget.take(bytes) else { return false }
            count.withLock { $0 += bytes }
            return true
        }

        deinit { budget.giveBack(count.withLock { $0 }) }
    }
}
