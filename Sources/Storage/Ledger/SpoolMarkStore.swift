/// How far the spools of collectors are in: entries up to the mark are not taken again.
package struct SpoolMarkStore {
    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// The last entry that is in; 0: none.
    package func mark(of spool: String) throws -> Int64 {
        try db.integer("SELECT entry FROM spool_mark WHERE spool = ?", [.text(spool)]) ?? 0
    }

    /// Call it in the transaction that takes the entry.
    package func save(_ entry: Int64, of spool: String) throws {
        try db.execute(
            db.dialect.upsert(into: "spool_mark", ["spool", "entry"], key: ["spool"]), [.text(spool), .int64(entry)])
    }

    /// When the spool itself is gone.
    package func forget(_ spool: String) throws {
        try db.execute("DELETE FROM spool_mark WHERE spool = ?", [.text(spool)])
    }
}
