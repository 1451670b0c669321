import Storage

/// How often, and how long, a transaction that failed through no fault of its own is run again.
struct Patience: Sendable {
    /// Tries of a transaction that others got in the way of.
    var tries = 12
    /// How long a server may be away: it restarts, or another takes its place.
    var absence = Duration.seconds(60)
    /// How long a server that is there may refuse changes: another is on its way to take over, or somebody wants it so.
    var refusal = Duration.seconds(10)
    var firstPause = Duration.milliseconds(10)
    var longestPause = Duration.seconds(2)

    /// Runs `body` until it succeeds or fails for good.
    /// - Parameter wasThere: the server has answered before; else a connection that fails is a wrong address.
    func retrying<T>(wasThere: Bool, _ body: () async throws -> T) async throws -> T {
        // From the first failure on: what was under way may have taken long to fail.
        var away: ContinuousClock.Instant?
        var tries = 0
        while true {
            do {
                return try await body()
            } catch StorageError.server(let error) {
                tries += 1
                let mayPass = error.isWorthAnotherTry && tries < self.tries
                if error.isAbsence, away == nil { away = .now }
                let limit = error.kind == .readOnly ? min(refusal, absence) : absence
                let mayReturn = wasThere && error.isAbsence && away.map { ContinuousClock.now - $0 < limit } == true
                guard mayPass || mayReturn else { throw StorageError.server(error) }
                try await Task.sleep(for: pause(after: tries))
            }
        }
    }

    // Random, so that two that got in each other's way do not do so again.
    private func pause(after tries: Int) -> Duration {
        let longest = min(longestPause, firstPause * (1 << min(tries, 10)))
        return longest * Double.random(in: 0.5...1)
    }
}

extension ServerError {
    fileprivate var isAbsence: Bool {
        endsConnection && kind != .outcomeUnknown || kind == .noAnswer || kind == .unknownHost
    }
}
