import Foundation
import Storage

/// One transaction writes at a time, on whichever host it runs: each begins by counting one row up, which the next one waits
/// for. So what a store reads in a write stays true until it is committed, on databases that promise no more than that a
/// committed change is seen and that two changes of one row do not pass each other: clusters too.
///
/// The same transaction notes in a row of this program how far it got. When a connection is lost while committing, that row
/// says whether the commit was kept.
struct WriteTurn: Sendable {
    static let tables = ["write_turn", "write_outcome"]

    /// Of this program as long as it runs.
    let client = UUID().uuidString.lowercased()

    func take(_ number: Int64, _ db: any SQLConnection) throws {
        guard try db.execute("UPDATE write_turn SET turn = turn + 1 WHERE id = 1") == 1 else {
            throw StorageError.unreadable("no row that says whose turn it is to write")
        }
        let noted = try db.execute(
            "UPDATE write_outcome SET last_write = ?, noted_at = \(db.dialect.serverClock) WHERE client = ?",
            [.int64(number), .text(client)])
        if noted == 0 {
            try db.execute(
                "INSERT INTO write_outcome (client, last_write, noted_at) VALUES (?, ?, \(db.dialect.serverClock))",
                [.text(client), .int64(number)])
        }
    }

    /// Whether the transaction that is open is the one that took this turn.
    func isHeld(_ number: Int64, _ db: any SQLConnection) throws -> Bool {
        try db.integer("SELECT last_write FROM write_outcome WHERE client = ?", [.text(client)]) == number
    }

    /// Whether the transaction of this number was kept. Waits for one that is still being committed.
    func wasKept(_ number: Int64, _ db: any SQLConnection) throws -> Bool {
        try db.execute("UPDATE write_turn SET turn = turn + 1 WHERE id = 1")
        return try isHeld(number, db)
    }

    static func isPrepared(_ db: any SQLConnection) throws -> Bool {
        let there = Set(try db.all(db.dialect.listTables) { $0.text(0) })
        guard there.isSuperset(of: tables) else { return false }
        return try db.integer("SELECT turn FROM write_turn WHERE id = 1") != nil
    }

    /// Makes what is missing; another program may be doing the same.
    static func prepare(_ db: any SQLConnection) throws {
        for (table, statement) in zip(tables, statements(db.dialect)) { try db.make(table, by: statement) }
        try db.execute(
            db.dialect.insertIgnoring(into: "write_turn", ["id", "turn"], key: ["id"]), [.integer(1), .integer(0)])
        // Programs that ended long ago.
        try db.execute("DELETE FROM write_outcome WHERE noted_at < \(db.dialect.serverClock) - 2592000")
    }

    private static func statements(_ dialect: any Dialect) -> [String] {
        [
            """
            CREATE TABLE write_turn (
                id \(dialect.integer) NOT NULL PRIMARY KEY,
                turn \(dialect.integer) NOT NULL
            ) \(dialect.tableOptions(clustered: false))
            """,
            """
            CREATE TABLE write_outcome (
                client \(dialect.text(64)) NOT NULL PRIMARY KEY,
                last_write \(dialect.integer) NOT NULL,
                noted_at \(dialect.integer) NOT NULL
            ) \(dialect.tableOptions(clustered: false))
            """,
        ]
    }
}
