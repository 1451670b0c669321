import Domain
package import Services

/// The punches that came in last, as they come.
package final class FeedModel {
    /// The newest first.
    package private(set) var lines: [PunchLine] = []
    package private(set) var problem: Problem?
    package private(set) var isLoaded = false
    package var onChange: () -> Void = {}
    /// Another program brought punches in.
    package var onFound: () -> Void = {}
    /// Whether anybody looks.
    package var isWatched: () -> Bool = { true }
    /// When the first notice came that led to the lines that are shown.
    package private(set) var noticed: ContinuousClock.Instant?

    private let session: Session
    private let limit: Int
    private var isReading = false
    private var pending: ContinuousClock.Instant?

    package init(session: Session, limit: Int = 50) {
        self.session = session
        self.limit = limit
    }

    /// Follows the punches until the task is cancelled.
    ///
    /// - Parameter pace: between two looks for what other programs collected.
    package func follow(pace: Duration = .milliseconds(200)) async {
        let changes = session.services.changes()
        let looking = Task { [weak self] in
            while (try? await Task.sleep(for: pace)) != nil { await self?.look() }
        }
        await read()
        await withTaskCancellationHandler {
            for await change in changes {
                if case .punches = change { touch() }
                if change == .employees { touch() }
            }
        } onCancel: {
            looking.cancel()
        }
        looking.cancel()
    }

    /// Many notices while one reading is under way come to one more reading.
    private func touch() {
        pending = pending ?? .now
        guard !isReading else { return }
        Task { await readPending() }
    }

    private func readPending() async {
        guard !isReading else { return }
        isReading = true
        defer { isReading = false }
        while let since = pending {
            pending = nil
            await read(since: since)
        }
    }

    private func look() async {
        guard isWatched(), !isReading else { return }
        guard let newest = try? await session.services.fleet.newestPunch(by: session.actor), newest != lines.first?.id,
            pending == nil, !isReading
        else { return }
        touch()
        onFound()
    }

    private func read(since: ContinuousClock.Instant? = nil) async {
        do {
            let found = try await session.services.fleet.latestPunches(limit: limit, by: session.actor)
            guard found != lines || problem != nil || !isLoaded else { return }
            (lines, problem, noticed) = (found, nil, since)
        } catch is CancellationError {
            return
        } catch {
            problem = Problem("The latest punches could not be read", error, consequence: "None is lost.")
        }
        isLoaded = true
        onChange()
    }
}
