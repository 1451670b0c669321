import Devices
import Domain
import Storage

extension OrderWork {
    /// Nothing is cleared that the ledger does not hold: the whole log is read once more, stored, and the terminal's chain
    /// held against its seals; the terminal then clears only what ends where that reading ended.
    func clearLog() async throws -> String {
        if let push = terminal as? PushAdapter { return try await clearPushedLog(push) }
        // What this program read of the log while the database was away comes first.
        try await tools.intake.drain()
        guard await tools.intake.spool.waiting == 0 else { throw OrderWaits() }
        let reading = try await readWhole()
        let intake = ReadingIntake(context: tools.context, record: record, actor: CollectorTools.actor)
        let report = try await intake.store(reading) { try LeaseStore($0).check(lease) }
        tools.daysBell.ring()
        guard let position = reading.log.position else { return try await nothingToClear() }
        try await clear(through: position)
        return "\(Count.punches(position.recordCount)) cleared, \(report.newPunches) of them stored just before."
    }

    /// Says how far it is, each second: a long log takes minutes.
    private func readWhole() async throws -> TerminalReading {
        let (stages, told) = AsyncStream.makeStream(of: SyncProgress.self, bufferingPolicy: .bufferingNewest(1))
        let reader = try TerminalReader(record, now: tools.context.now) { told.yield($0) }
        let telling = Task { await tell(stages) }
        defer { telling.cancel() }
        return try await reader.read(terminal, from: ReadingStart())
    }

    private func tell(_ stages: AsyncStream<SyncProgress>) async {
        for await stage in stages {
            guard case .reading(let done, let total) = stage, total > 0 else { continue }
            await checkpoint.tell("\(done) of \(Count.punches(total)) read so far")
            guard (try? await tools.clock.sleep(for: .seconds(1))) != nil else { return }
        }
    }

    private func clearPushedLog(_ terminal: PushAdapter) async throws -> String {
        let log = PushedLog(context: tools.context, record: record, terminal: terminal)
        guard let position = try await log.keptWhole() else { return try await nothingToClear() }
        try await clear(through: position)
        return "\(Count.punches(position.recordCount)) cleared, after it had sent all of them once more."
    }

    private func clear(through position: LogPosition) async throws {
        let statement = LogClearing.Statement(punches: position.recordCount, run: run.rawValue)
        let stamp = tools.context.stamp(try await asker)
        let broken = try await tools.context.database.read { db in
            try PunchLedger(db).verify().breaks.first { $0.device == record.id || $0.device.rawValue == 0 }
        }
        if let broken { throw ServiceError.notCleared(device: record.name, why: broken.description) }
        try await note { try $0.begin(statement, by: stamp) }
        do { try await terminal.clearAttendance(through: position) } catch {
            // Of what was broken off nobody knows whether it was done.
            if !error.endsConnection { try await note { try $0.giveUp(statement, by: stamp) } }
            throw error
        }
        try await note {
            try $0.forgetPosition()
            try $0.end(statement, by: stamp)
        }
    }

    /// Unless this very order has cleared it, and the answer or what was to be noted of it got lost.
    private func nothingToClear() async throws -> String {
        let stamp = tools.context.stamp(try await asker)
        let cleared = try await note { [run] clearing -> LogClearing.Statement? in
            guard let open = try clearing.open() else { return try clearing.done(by: run) }
            try clearing.end(open, by: stamp)
            return open
        }
        return cleared.map { "\(Count.punches($0.punches)) cleared." } ?? "There was nothing to clear."
    }

    @discardableResult
    private func note<Result: Sendable>(
        _ body: @escaping @Sendable (LogClearing) throws -> Result
    ) async throws -> Result {
        try await tools.context.database.write { try body(LogClearing($0, of: record.id)) }
    }
}
