extension Migration {
    /// In whose name, from where and why something was changed.
    static let audit = Migration(number: 33, name: "journal-details") { db in
        let dialect = db.dialect
        try db.execute("ALTER TABLE journal ADD behalf \(dialect.text(200))")
        try db.execute("ALTER TABLE journal ADD origin \(dialect.text(200))")
        try db.execute("ALTER TABLE journal ADD reason \(dialect.longText)")
        try db.execute("CREATE INDEX journal_by_time ON journal (at)")
    }
}
