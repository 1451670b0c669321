import Testing

@testable import Storage

/// What somebody changed by hand is found, on each database.
struct SchemaDifferenceTests {
    private func differences(after statements: [(any Dialect) -> String]) async throws -> [SchemaDifference] {
        let temporary = try await TemporaryDatabase()
        // The tables of a server's own work are there after the first write.
        try await temporary.write { db in _ = try db.execute("DELETE FROM setting") }
        let sql = statements.map { $0(temporary.database.dialect) }
        try await temporary.database.alter { db in for statement in sql { try db.execute(statement) } }
        let expected = try DatabaseSchema.expected()
        return expected.differences(from: try await LiveSchema(of: temporary.database, expected: expected))
    }

    @Test func noneInWhatTheMigrationsMade() async throws {
        #expect(try await differences(after: []).isEmpty)
    }

    @Test func tablesAndColumns() async throws {
        let found = try await differences(after: [
            { "CREATE TABLE stray (id \($0.integer) NOT NULL PRIMARY KEY)" },
            { _ in "DROP TABLE pending_day" },
            { _ in "ALTER TABLE device DROP COLUMN retired_at" },
            { "ALTER TABLE device ADD colour \($0.integer)" },
        ])
        #expect(
            found.map { "\($0.kind) \($0.subject)" } == [
                "missing column device.retired_at", "extra column device.colour", "missing table pending_day",
                "extra table stray",
            ])
    }

    @Test func whatColumnsHold() async throws {
        let found = try await differences(after: [
            { _ in "DROP TABLE setting" },
            { "CREATE TABLE setting (name \($0.text(64)) NOT NULL PRIMARY KEY, value \($0.longText))" },
            { _ in "DROP TABLE device_note" },
            {
                """
                CREATE TABLE device_note (id \($0.identity), device_id \($0.integer) NOT NULL, noted_at \($0.text(20)) NOT NULL,
                topic \($0.integer) NOT NULL, sentence \($0.blob) NOT NULL)
                """
            },
            { _ in "CREATE INDEX device_note_by_device ON device_note (device_id)" },
        ])
        let columns = found.filter { $0.subject.hasPrefix("column") }
        #expect(
            columns.map(\.subject) == [
                "column device_note.noted_at", "column device_note.sentence", "column setting.value",
            ])
        #expect(columns.last?.detail == "may be NULL, where it must not")
        #expect(columns.first?.detail.hasSuffix("instead of integer") == true)
    }

    @Test func keysIndexesAndViews() async throws {
        let found = try await differences(after: [
            { "DROP INDEX journal_by_entity\($0.name == "MariaDB" ? " ON journal" : "")" },
            { _ in "CREATE INDEX journal_by_actor ON journal (actor)" },
            { "DROP INDEX approval_request_by_state\($0.name == "MariaDB" ? " ON approval_request" : "")" },
            { _ in "CREATE UNIQUE INDEX approval_request_by_state ON approval_request (level)" },
            { _ in "DROP TABLE penalty_leave_type" },
            {
                "CREATE TABLE penalty_leave_type (position \($0.integer) NOT NULL PRIMARY KEY, type_id \($0.integer) NOT NULL)"
            },
            { _ in "DROP VIEW placed_punch" },
        ])
        #expect(
            found.map { "\($0.kind) \($0.subject) \($0.detail)" } == [
                "different index approval_request_by_state on unique (level) instead of (state)",
                "missing index journal_by_entity on journal (entity, entity_id)",
                "extra index journal_by_actor (actor)", "missing key of penalty_leave_type (type_id)",
                "missing foreign key of penalty_leave_type (type_id) to leave_type (id)",
                "missing check of penalty_leave_type position > 0", "missing view placed_punch ",
            ])
    }

    @Test func anInterruptedCopyIsNamed() async throws {
        let found = try await differences(after: [{ CopyProgressStore.definition($0) }])
        #expect(found == [SchemaDifference(.extra, "table copy_progress", "a copy was interrupted; copy again")])
    }
}
