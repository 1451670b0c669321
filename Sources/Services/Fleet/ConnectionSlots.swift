/// How many terminals may be connected at the same time. Whoever waits longest comes first; who has a slot is asked to
/// give it up when others wait.
actor ConnectionSlots {
    private var capacity: Int
    private var taken = 0
    private var waiting: [(id: Int, continuation: CheckedContinuation<Bool, Never>)] = []
    private var nextID = 0

    init(_ capacity: Int) { self.capacity = max(1, capacity) }

    var isWanted: Bool { !waiting.isEmpty || taken > capacity }
    var inUse: Int { taken }

    /// - Throws: `CancellationError` where the task is cancelled while it waits.
    nonisolated func withSlot<T>(_ body: () async throws -> T) async throws -> T {
        try await take()
        do {
            let result = try await body()
            await giveBack()
            return result
        } catch {
            await giveBack()
            throw error
        }
    }

    private func take() async throws {
        try Task.checkCancellation()
        if taken < capacity {
            taken += 1
            return
        }
        let id = nextID
        nextID += 1
        let isMine = await withTaskCancellationHandler {
            await withCheckedContinuation { waiting.append((id, $0)) }
        } onCancel: {
            Task { await self.leave(id) }
        }
        if !isMine { throw CancellationError() }
    }

    private func leave(_ id: Int) {
        guard let index = waiting.firstIndex(where: { $0.id == id }) else { return }
        waiting.remove(at: index).continuation.resume(returning: false)
    }

    /// With fewer, who has one too many is asked to give it up.
    func resize(_ capacity: Int) {
        self.capacity = max(1, capacity)
        while taken < self.capacity, !waiting.isEmpty {
            taken += 1
            waiting.removeFirst().continuation.resume(returning: true)
        }
    }

    private func giveBack() {
        if waiting.isEmpty || taken > capacity {
            taken -= 1
        } else {
            waiting.removeFirst().continuation.resume(returning: true)
        }
    }
}
