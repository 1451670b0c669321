package import Domain

/// Copies a company from one database to another, of any two kinds.
///
/// The source is only read. Each chunk of rows is one transaction together with the note of it, so a copy that was interrupted
/// goes on where it stopped when it is begun again. Nobody may work on either database meanwhile: what would be lost by it
/// is found by the comparison at the end.
package struct CompanyCopy: Sendable {
    package struct Report: Hashable, Sendable {
        package var tables: Int
        package var rows: Int
        /// An interrupted copy was gone on with.
        package var isResumed: Bool
        /// Of the copy, which is the same as what was copied: a seal that does not hold did not hold there.
        package var ledger: LedgerVerdict
        package var journal: JournalBreak?

        package var isSealWhole: Bool { ledger.isIntact && journal == nil }
    }

    let source: any Database
    let target: any Database
    private let now: Instant
    private let tell: @Sendable (CopyProgress) -> Void
    /// How many rows are read and written at a time.
    var chunkRows = 50_000

    package init(
        from source: any Database, to target: any Database, at now: Instant,
        progress: @escaping @Sendable (CopyProgress) -> Void = { _ in }
    ) {
        self.source = source
        self.target = target
        self.now = now
        self.tell = progress
    }

    /// A copy into this database was interrupted.
    package static func isUnfinished(in database: any Database) async throws -> Bool {
        try await database.read { try $0.hasTable(CopyProgressStore.table) }
    }

    /// - Throws: ``CopyError``, ``StorageError``, `CancellationError`
    package func run() async throws -> Report {
        let plan = try CopyPlan(.expected())
        let start = CopyStart(source: source, target: target, plan: plan)
        try await start.checkSource()
        try await Migrator(target).migrate(at: now)
        let isResumed = try await start.begin()
        try await SuspendedReferences(database: target).suspend()
        try await copyRows(plan)
        try await SuspendedReferences(database: target).restore()
        try await settle(plan)
        let rows = try await compare(plan)
        tell(CopyProgress(stage: .checkingSeals, rows: rows))
        let (ledger, journal) = try await target.read { db in
            (try PunchLedger(db).verify(), try JournalStore(db).verify())
        }
        try await target.alter { db in _ = try db.execute("DROP TABLE \(CopyProgressStore.table)") }
        return Report(tables: plan.tables.count, rows: rows, isResumed: isResumed, ledger: ledger, journal: journal)
    }

    private func copyRows(_ plan: CopyPlan) async throws {
        let entries = try await target.read { try CopyProgressStore(db: $0).entries() }
        var progress = CopyProgress(stage: .copying, tables: plan.tables.count)
        for (index, table) in plan.tables.enumerated() {
            progress.table = table.name
            progress.number = index + 1
            let known = entries[table.name] ?? CopyProgressStore.Entry()
            let before = progress.rows
            let copied = try await copy(table, known) { rows in
                var now = progress
                now.rows = before + rows
                tell(now)
            }
            progress.rows = before + copied
            if copied > 0, !table.deferred.isEmpty { try await link(table) }
        }
    }

    /// Reads a chunk while the one before is being written.
    private func copy(
        _ table: CopyTable, _ known: CopyProgressStore.Entry, _ tell: (Int) -> Void
    ) async throws -> Int {
        let reader = TableReader(database: source, table: table, mostRows: chunkRows)
        let writer = TableWriter(table, dialect: target.dialect)
        var entry = known
        var next = try await reader.chunk(at: reader.position(after: known.key))
        while let chunk = next {
            async let following = reader.chunk(at: chunk.next)
            entry = CopyProgressStore.Entry(key: chunk.lastKey, rows: entry.rows + chunk.content.rows)
            try await target.write { [entry] db in
                try writer.insert(chunk.content, db)
                try CopyProgressStore(db: db).note(entry, of: table)
            }
            tell(entry.rows)
            next = try await following
        }
        return entry.rows
    }

    /// Done from the first row each time: doing it twice changes nothing.
    private func link(_ table: CopyTable) async throws {
        let reader = TableReader(database: source, table: table, mostRows: chunkRows)
        let writer = TableWriter(table, dialect: target.dialect)
        var next = try await reader.chunk(at: reader.position())
        while let chunk = next {
            try await target.write { db in try writer.link(chunk.content, db) }
            next = try await reader.chunk(at: chunk.next)
        }
    }

    /// Has ids go on after the greatest, and the server know what it holds now.
    private func settle(_ plan: CopyPlan) async throws {
        guard let dialect = target.dialect as? any ServerDialect else { return }
        try await target.alter { db in
            for table in plan.tables {
                let identities = table.hasIdentity ? dialect.continueIdentity(of: table.name) : []
                for statement in identities + [dialect.refreshStatistics(of: table.name)].compactMap({ $0 }) {
                    try db.execute(statement)
                }
            }
        }
    }

    /// Reads both databases from the first row to the last.
    /// - Returns: how many rows there are.
    private func compare(_ plan: CopyPlan) async throws -> Int {
        var progress = CopyProgress(stage: .comparing, tables: plan.tables.count)
        for (index, table) in plan.tables.enumerated() {
            progress.table = table.name
            progress.number = index + 1
            let comparison = TableComparison(table, source, target)
            let before = progress.rows
            progress.rows += try await comparison.run { rows in
                var now = progress
                now.rows = before + rows
                tell(now)
            }
        }
        return progress.rows
    }
}

/// Where a copy stands.
package struct CopyProgress: Hashable, Sendable {
    package enum Stage: Hashable, Sendable { case copying, comparing, checkingSeals }

    package var stage: Stage
    package var table = ""
    /// Of the table, from 1.
    package var number = 0
    package var tables = 0
    /// Of this stage, in all tables.
    package var rows = 0
}
