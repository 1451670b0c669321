/// What a table is for, in one sentence, and what of its columns the names do not say: for `docs/DATABASE_SCHEMA.md`.
///
/// A new table gets its note here with its migration.
struct SchemaNote: Sendable {
    var table: String
    var purpose: String
    var columns: [String: String] = [:]

    init(_ table: String, _ purpose: String, _ columns: [String: String] = [:]) {
        self.table = table
        self.purpose = purpose
        self.columns = columns
    }
}

/// Tables that are read together.
struct SchemaArea: Sendable {
    var title: String
    var notes: [SchemaNote]

    static let all: [SchemaArea] = [
        .people, .access, .rosters, .punches, .days, .requests, .leave, .own,
    ]
}
