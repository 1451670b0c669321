import Storage

/// Connections that are opened as they are needed, handed out one at a time, and closed when nobody needs them.
actor ConnectionPool {
    struct Limits: Sendable {
        var size = 8
        /// How long a task waits for a free connection.
        var wait = Duration.seconds(30)
        /// How long an unused connection is kept.
        var idle = Duration.seconds(300)
        /// A connection unused for so long is asked whether it still lives before it is handed out.
        var trust = Duration.seconds(20)
        /// How long it may take to answer that.
        var answer = Duration.seconds(5)
    }

    private struct Idle {
        var session: ServerSession
        var since: ContinuousClock.Instant
    }

    private let limits: Limits
    private let connector: ServerConnector
    private let turnstile: Turnstile
    // The last one was used most recently, so that the others come to be old.
    private var idle: [Idle] = []
    private var isClosed = false
    private(set) var opened = 0

    init(_ limits: Limits, connector: ServerConnector) {
        self.limits = limits
        self.connector = connector
        turnstile = Turnstile(permits: limits.size)
    }

    /// Waits for a connection; give it back with ``release(_:broken:)``.
    /// - Throws: ``StorageError``, `CancellationError`
    func acquire() async throws -> ServerSession {
        guard try await turnstile.enter(within: limits.wait) else {
            throw StorageError.server(ServerError(.poolExhausted, database: connector.database))
        }
        do {
            return try await liveSession()
        } catch {
            turnstile.leave()
            throw error
        }
    }

    private func liveSession() async throws -> ServerSession {
        while let last = idle.popLast() {
            if ContinuousClock.now - last.since < limits.trust { return last.session }
            let session = last.session
            if try await within(limits.answer, { await session.isAlive() }) == true { return session }
        }
        if isClosed { throw StorageError.server(ServerError(.closed, database: connector.database)) }
        opened += 1
        return try await connector.connect()
    }

    func release(_ session: ServerSession, broken: Bool) {
        // What one connection met the others will meet too: those that lie idle are not worth another failure each.
        if broken { idle.removeAll() } else if !isClosed { idle.append(Idle(session: session, since: .now)) }
        turnstile.leave()
    }

    /// Closes connections that nobody has used for long.
    func reap() {
        let now = ContinuousClock.now
        idle.removeAll { now - $0.since > limits.idle }
    }

    var idleCount: Int { idle.count }

    /// Waits until every connection has come back, and closes them.
    func drain() async {
        isClosed = true
        for _ in 0..<limits.size { _ = try? await turnstile.enter(within: limits.wait) }
        idle.removeAll()
        for _ in 0..<limits.size { turnstile.leave() }
    }
}
