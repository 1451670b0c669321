import Foundation

/// Finds out, before anything is written, whether one database can be copied to the other.
struct CopyStart: Sendable {
    let source: any Database
    let target: any Database
    let plan: CopyPlan

    /// - Throws: ``CopyError``, ``StorageError``
    func checkSource() async throws {
        let name = source.url.description
        if Self.place(source.url) == Self.place(target.url) { throw CopyError.sameDatabase(name) }
        let steps = try await Migrator(source).status()
        let found = steps.prefix { $0.appliedAt != nil }.count
        if found == 0 { throw CopyError.sourceEmpty(name) }
        if found < steps.count { throw CopyError.sourceNotMigrated(name, found: found, known: steps.count) }
        let (isUnfinished, table) = try await source.read { db in
            (try CopyProgressStore.isThere(db), try tableWithRows(db))
        }
        if isUnfinished { throw CopyError.sourceUnfinished(name) }
        if table == nil { throw CopyError.sourceEmpty(name) }
    }

    /// - Returns: whether an interrupted copy is gone on with.
    /// - Throws: ``CopyError``, ``StorageError``
    func begin() async throws -> Bool {
        let fingerprint = try await source.read { try Self.fingerprint($0) }
        let name = target.url.description
        if try await target.read({ try CopyProgressStore.isThere($0) }) {
            // Without one, the copy stopped before its first row.
            if let known = try await target.read({ try CopyProgressStore(db: $0).fingerprint() }) {
                if known != fingerprint { throw CopyError.targetHoldsOther(name) }
                return true
            }
        } else {
            if let table = try await target.read({ try tableWithRows($0) }) {
                throw CopyError.targetHoldsCompany(name, table: table)
            }
            try await target.alter { db in _ = try db.execute(CopyProgressStore.definition(db.dialect)) }
        }
        let tables = plan.tables.map(\.name)
        try await target.write { try CopyProgressStore(db: $0).begin(fingerprint, tables: tables) }
        return false
    }

    private func tableWithRows(_ db: any SQLConnection) throws -> String? {
        try plan.tables.first { table in
            let key = table.keyNames.joined(separator: ", ")
            let first = "SELECT \(key) FROM \(table.name) ORDER BY \(key) \(db.dialect.page(limit: 1, offset: 0))"
            return try db.first(first) { _ in true } ?? false
        }?.name
    }

    /// What never changes in a company: when its schema was made, and how its journal and its ledger began.
    private static func fingerprint(_ db: any SQLConnection) throws -> String {
        var bytes = RowBytes()
        try db.query("SELECT number, applied_at FROM schema_migration ORDER BY number", []) { row in
            bytes.append([.int64(row.integer(0)), .int64(row.integer(1))])
        }
        for table in ["journal", "punch_batch"] {
            let first = "SELECT hash FROM \(table) WHERE id = (SELECT MIN(id) FROM \(table))"
            try db.query(first, []) { bytes.append([.blob($0.blob(0))]) }
        }
        return bytes.hash().hexadecimal
    }

    /// The same for two addresses of one database that are written differently; several names of one server are not known
    /// to be one, and then the target already holds a company.
    private static func place(_ url: DatabaseURL) -> String {
        guard case .sqlite(let path) = url.location else { return url.description }
        return URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().path
    }
}
