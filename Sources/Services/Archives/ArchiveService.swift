package import Domain
package import Storage

/// Moves the punches of old years to a database of their own, so that the company's stays small.
///
/// The archive is a whole copy of the company, which every command can read. Here the headers of the batches stay, so that
/// the chains stay whole, and what the days came to, so that reports and leave go on as before.
package struct ArchiveService: Sendable {
    let context: ServiceContext

    /// The latest first.
    package func list(by actor: Actor) async throws -> [Archive] {
        try actor.requires(.readAttendance)
        return try await context.database.read { try ArchiveStore($0).all() }
    }

    /// What would be moved.
    /// - Throws: ``ServiceError/archiveRefused(_:)``
    package func preview(before day: CivilDate, by actor: Actor) async throws -> ArchivePreview {
        try actor.requires(.archivePunches)
        let now = context.now()
        return try await context.database.read { ArchivePreview(day, try Self.batches(before: day, $0, now: now)) }
    }

    /// Copies the company to an empty database, checks the copy, marks it as an archive, and takes the old punches away
    /// here. Interrupted anywhere, the same call goes on; nothing is taken away that the archive has not been found to hold.
    ///
    /// - Throws: ``ServiceError/archiveRefused(_:)``, `CopyError`, `StorageError`.
    package func make(
        before day: CivilDate, in target: any Database, by actor: Actor,
        progress: @escaping @Sendable (ArchiveProgress) -> Void = { _ in }
    ) async throws -> ArchiveReport {
        try actor.requires(.archivePunches)
        try await AttendanceService(context: context).recomputePending()
        let stamp = context.stamp(actor)
        let archive: Archive
        if let unfinished = try await unfinished(before: day, in: target) {
            archive = unfinished
        } else {
            _ = try await preview(before: day, by: actor)
            try await copy(to: target, before: day, by: stamp, progress)
            archive = try await note(before: day, in: target, by: stamp, progress)
        }
        let removed = try await remove(progress)
        context.hub.send(.inbox)
        return ArchiveReport(archive: archive, removed: removed)
    }

    private static func batches(
        before day: CivilDate, _ db: any SQLConnection, now: Instant
    ) throws -> [ArchivableBatch] {
        let today = try SettingStore(db).companyZone().local(at: now).date
        return try ArchivePlanning(db: db, day: day, today: today).batches()
    }

    /// An archive that is noted here, and some of whose punches may not have been taken away yet.
    private func unfinished(before day: CivilDate, in target: any Database) async throws -> Archive? {
        let place = target.url.description
        return try await context.database.read { db in
            try ArchiveStore(db).all().first { $0.before == day && $0.place == place }
        }
    }

    /// Nothing where an earlier call has done it.
    private func copy(
        to target: any Database, before day: CivilDate, by stamp: Stamp,
        _ tell: @escaping @Sendable (ArchiveProgress) -> Void
    ) async throws {
        let place = context.database.url.description
        let mark = ArchiveMark(before: day, of: place)
        if try await mark.isOn(target) { return }
        let report = try await CompanyCopy(from: context.database, to: target, at: stamp.at) { tell(.copying($0)) }
            .run()
        guard report.isSealWhole else {
            throw ServiceError.archiveRefused(
                "The ledger is not whole (see “etime ledger verify”), so nothing was archived. Restore a backup, and ask "
                    + "support to compare them.")
        }
        try await mark.set(on: target, by: stamp)
    }

    /// Only what the archive has been found to hold, seal for seal, is noted as archived.
    private func note(
        before day: CivilDate, in target: any Database, by stamp: Stamp,
        _ tell: @escaping @Sendable (ArchiveProgress) -> Void
    ) async throws -> Archive {
        tell(.checking)
        let (verdict, seals) = try await target.read { db in
            (try PunchLedger(db).verify(), try ArchiveStore(db).seals())
        }
        return try await context.database.write { db in
            let batches = try Self.batches(before: day, db, now: stamp.at)
            guard verdict.isIntact, batches.allSatisfy({ seals[$0.id] == $0.hash }) else {
                throw ServiceError.archiveRefused(
                    "\(target.url) does not hold all of these punches as they were sealed, so none was taken away here. Name "
                        + "an empty database, close all other programs, and archive again.")
            }
            let archive = try ArchiveStore(db).insert(before: day, place: target.url.description, batches, by: stamp)
            try ArchivedPunches(db).settleCounts()
            return archive
        }
    }

    private func remove(_ tell: @escaping @Sendable (ArchiveProgress) -> Void) async throws -> Int {
        let database = context.database
        var removed = 0
        var next = Int64.min
        while let ids = try await database.read({ [next] in try ArchivedPunches($0).portion(from: next) }) {
            try Task.checkCancellation()
            removed += try await database.write { try ArchivedPunches($0).remove(ids) }
            next = ids.upperBound + 1
            tell(.removing(removed))
        }
        return removed
    }
}

/// What archiving would move.
package struct ArchivePreview: Hashable, Sendable {
    package var before: CivilDate
    /// Punches that the terminals dated from here on stay, whichever day is named.
    package var firstKept: CivilDate
    package var batches: Int
    package var punches: Int

    init(_ day: CivilDate, _ batches: [ArchivableBatch]) {
        before = day
        firstKept = Archive.firstKept(before: day)
        self.batches = batches.count
        punches = batches.reduce(0) { $0 + $1.punchCount }
    }
}

package struct ArchiveReport: Hashable, Sendable {
    package var archive: Archive
    /// Punches taken away by this call; fewer than the archive's where an earlier one had begun.
    package var removed: Int
}

/// Where archiving stands.
package enum ArchiveProgress: Hashable, Sendable {
    case copying(CopyProgress)
    case checking
    /// Punches taken away.
    case removing(Int)
}
