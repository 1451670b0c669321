import Domain
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
            let names = try DeviceStore(db).byID().mapValues(\.name)
            let breaks =
                verdict.breaks.map { found in
                    [names[found.device].map { "\($0): " } ?? "", found.description].joined()
                } + (try ArchiveStore(db).verify())
            let owners = PunchOwners(db)
            return LedgerReport(
                batches: verdict.batches, punches: verdict.punches, archivedPunches: verdict.archivedPunches,
                breaks: breaks + (journal.map { [$0.description] } ?? []), strayOwners: try owners.strayCount(),
                sharedOwners: try owners.sharedCount())
        }
    }

    /// Works out anew whose punch is whose, and every day that this changes. The punches themselves are left as they are.
    /// - Returns: how many punches were not with the person they belong to.
    @discardableResult
    package func rebuildOwners(by actor: Actor) async throws -> OwnersReport {
        try actor.requires(.recalculateAttendance)
        let moved = try await context.database.write { try PunchOwners($0).rebuild() }
        context.hub.send(.inbox)
        return OwnersReport(
            punches: moved, daysComputed: try await AttendanceService(context: context).recomputeTouched())
    }
}

/// What working out anew whose punch is whose brought to light.
package struct OwnersReport: Hashable, Sendable {
    /// Those that were not with the person they belong to.
    package var punches: Int
    package var daysComputed: Int
}

/// The outcome of a verification.
package struct LedgerReport: Hashable, Sendable {
    package var batches: Int
    package var punches: Int
    /// Those in archives; of them only the headers are here.
    package var archivedPunches: Int
    /// One sentence each: the first broken batch of each terminal, then the first broken entry of the journal.
    package var breaks: [String]
    /// Punches that are not with the person they belong to. Derived, so it can be put right.
    package var strayOwners: Int
    /// Punches that are with several people, because a terminal's user has several holders at one time.
    package var sharedOwners: Int

    package init(
        batches: Int, punches: Int, archivedPunches: Int = 0, breaks: [String], strayOwners: Int = 0,
        sharedOwners: Int = 0
    ) {
        self.batches = batches
        self.punches = punches
        self.archivedPunches = archivedPunches
        self.breaks = breaks
        self.strayOwners = strayOwners
        self.sharedOwners = sharedOwners
    }

    /// The sealed records are what was written. Whose punch is whose is not sealed.
    package var isSealWhole: Bool { breaks.isEmpty }
    package var isIntact: Bool { isSealWhole && strayOwners == 0 && sharedOwners == 0 }

    private func count(_ number: Int, _ one: String, _ many: String) -> String {
        "\(number) \(number == 1 ? one : many)"
    }

    /// One sentence.
    package var sentence: String {
        if let first = breaks.first { return "The ledger was changed from outside: \(first)" }
        if strayOwners > 0 {
            return "\(count(strayOwners, "punch is", "punches are")) not with the person they belong to; the punches "
                + "themselves are as they were collected."
        }
        if sharedOwners > 0 {
            return
                "\(count(sharedOwners, "punch is", "punches are")) with two people at once, because a terminal’s user "
                + "has two holders at one time."
        }
        let archived =
            archivedPunches > 0 ? " (\(count(archivedPunches, "punch", "punches")) of them in archives)" : ""
        return "The ledger is whole: \(count(punches + archivedPunches, "punch", "punches"))\(archived) in "
            + "\(count(batches, "sealed batch", "sealed batches")), and the journal beside them."
    }
}
