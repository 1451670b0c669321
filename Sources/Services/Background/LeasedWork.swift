import Storage

/// Does something that only one program at a time may do, and keeps the right to it while it lasts.
struct LeasedWork: Sendable {
    let database: any Database
    let name: String
    var holder = ProcessIdentity.own.description
    /// How often it is renewed; a few attempts must fit its duration.
    var renewal = Duration.seconds(LeaseStore.duration / 4)
    /// By which it is renewed.
    var clock: any Clock<Duration> = ContinuousClock()

    /// - Parameter body: must call ``LeaseStore/check(_:)`` in each transaction in which it writes.
    /// - Returns: nil, and who has the right, where that is another program.
    func run<T: Sendable>(_ body: @Sendable (Lease) async throws -> T) async throws -> Result<T, LeaseHeld> {
        let lease: Lease
        // A program that was killed on this computer keeps nobody waiting for its lease to run out.
        let acquired = try await database.write { db in
            try LeaseStore(db).acquire(name, for: holder) { ProcessIdentity($0)?.isGone ?? false }
        }
        switch acquired {
        case .success(let acquired): lease = acquired
        case .failure(let held): return .failure(held)
        }
        // A lost lease is noticed by the body's own check.
        let keeper = Task { [database, renewal, clock] in
            while (try? await clock.sleep(for: renewal)) != nil {
                try? await database.write { try LeaseStore($0).renew(lease) }
            }
        }
        do {
            let result = try await body(lease)
            await end(keeper, lease)
            return .success(result)
        } catch {
            await end(keeper, lease)
            throw error
        }
    }

    private func end(_ keeper: Task<Void, Never>, _ lease: Lease) async {
        keeper.cancel()
        await keeper.value
        // Not the caller's task: a cancelled one leaves its lease too. What fails here expires by itself.
        let database = database
        await Task { try? await database.write { try LeaseStore($0).release(lease) } }.value
    }
}
