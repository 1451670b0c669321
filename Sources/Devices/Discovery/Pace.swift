/// So many turns a second, however many tasks ask for one: old terminals and small switches choke on bursts.
actor Pace {
    private let gap: Duration
    private var next = ContinuousClock.now

    init(perSecond: Int) {
        gap = .seconds(1) / max(1, perSecond)
    }

    func turn() async throws {
        let turn = max(next, .now)
        next = turn + gap
        if turn > .now { try await Task.sleep(until: turn) }
        try Task.checkCancellation()
    }
}
