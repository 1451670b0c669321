package import Domain

/// A request that its sender may send again, not knowing whether it arrived.
package struct RepeatableRequest: Hashable, Sendable {
    /// Of the sender, what was asked of and the sender's own key.
    package var key: String
    /// Of all that was sent.
    package var hash: String
    package var begunAt: Instant
    /// Nil while it is at work, or where it never came to its end.
    package var status: Int?
    package var answer: String?
}

package struct RepeatableRequestStore {
    private static let columns = ["request_key", "request_hash", "begun_at", "status", "answer"]

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    package func find(_ key: String) throws -> RepeatableRequest? {
        try db.first(
            "SELECT \(Self.columns.joined(separator: ", ")) FROM repeatable_request WHERE request_key = ?", [.text(key)]
        ) { row in
            RepeatableRequest(
                key: row.text(0), hash: row.text(1), begunAt: row.instant(2),
                status: row.optionalInteger(3).map { Int($0) }, answer: row.optionalText(4))
        }
    }

    /// - Throws: ``StorageError/constraint(_:detail:)`` `.unique` where it has begun already.
    package func begin(_ key: String, hash: String, at now: Instant) throws {
        try db.execute(
            db.dialect.insert(into: "repeatable_request", Self.columns),
            [.text(key), .text(hash), .integer(now.seconds), .null, .null])
    }

    package func finish(_ key: String, status: Int, answer: String) throws {
        try db.execute(
            "UPDATE repeatable_request SET status = ?, answer = ? WHERE request_key = ?",
            [.integer(Int64(status)), .text(answer), .text(key)])
    }

    /// It did nothing, so that it may be tried again.
    package func forget(_ key: String) throws {
        try db.execute("DELETE FROM repeatable_request WHERE request_key = ?", [.text(key)])
    }

    package func forget(before moment: Instant) throws {
        try db.execute("DELETE FROM repeatable_request WHERE begun_at < ?", [.integer(moment.seconds)])
    }
}
