import Foundation
import Testing

@testable import Storage

/// `docs/DATABASE_SCHEMA.md` says what the migrations make.
struct SchemaDocumentTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/DATABASE_SCHEMA.md")

    @Test func eachTableHasItsSentence() throws {
        #expect(try SchemaDocument().gaps.isEmpty)
    }

    @Test func theDocumentIsWhatTheMigrationsMake() throws {
        let text = try SchemaDocument().text
        if ProcessInfo.processInfo.environment["ETIME_DOCUMENT"] == "write" { try Data(text.utf8).write(to: Self.file) }
        #expect(
            try String(contentsOf: Self.file, encoding: .utf8) == text,
            "ETIME_DOCUMENT=write in the environment of this test writes it.")
    }

    @Test func tellsKeysAndReferences() throws {
        let text = try SchemaDocument().text
        for line in [
            "| id | integer, counted up |  |  |", "| code | text(32) |  | the company's own number of the person |",
            "- (manager_id) → employee (id)", "- Unique: (device_id, number)",
            "- Index journal_by_entity: (entity, entity_id)",
            "    employee |o--o{ employee : \"manager_id\"", "    device ||--o| watermark : \"device_id\"",
            "- (employee_id, type_id, lot_number) → leave_lot (employee_id, type_id, number)",
        ] { #expect(text.contains("\n\(line)\n"), "\(line)") }
        #expect(text.contains("- placed_punch (id, batch_id, "))
    }
}
