import Storage

/// Proves that nobody has changed the punches, or the journal of changes, behind the program's back.
package struct LedgerService: Sendable {
    let context: ServiceContext

    /// - Parameter progress: punches looked at, now and then.
    package func verify(
        by actor: Actor, progress: (@Sendable (_ punches: Int) -> Void)? = nil
    ) async throws -> LedgerReport {
        try actor.requires(.verifyLedger)
        return try await context.database.read { db in
            let verdict = try PunchLedger(db).verify { progress?($0) }
            let journal = try JournalStore(db).verify()
            let names = Dictionary(uniqueKeysWithValues: try DeviceStore(db).all().map { ($0.id, $0.name) })
            let breaks = verdict.breaks.map { found in
                [names[found.device].map { "\($0): " } ?? "", found.description].joined()
            }
            return LedgerReport(
                isIntact: verdict.isIntact && journal == nil, batches: verdict.batches, punches: verdict.punches,
                breaks: breaks + (journal.map { [$0.description] } ?? []))
        }
    }
}

/// The outcome of a verification.
package struct LedgerReport: Hashable, Sendable {
    package var isIntact: Bool
    package var batches: Int
    package var punches: Int
    /// One sentence each: the first broken batch of each terminal, then the first broken entry of the journal.
    package var breaks: [String]

    package init(isIntact: Bool, batches: Int, punches: Int, breaks: [String]) {
        self.isIntact = isIntact
        self.batches = batches
        self.punches = punches
        self.breaks = breaks
    }

    private func count(_ number: Int, _ one: String, _ many: String) -> String {
        "\(number) \(number == 1 ? one : many)"
    }

    /// One sentence.
    package var sentence: String {
        isIntact
            ? "The ledger is whole: \(count(punches, "punch", "punches")) in "
                + "\(count(batches, "sealed batch", "sealed batches")), and the journal beside them."
            : "The ledger was changed from outside: \(breaks.first ?? "")"
    }
}
