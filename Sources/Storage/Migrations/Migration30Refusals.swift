extension Migration {
    /// What a person may accept of a terminal whose collection was refused: whoever looks later can do it too.
    static let refusals = Migration(number: 30, name: "device-refusals") { db in
        try db.execute("ALTER TABLE device ADD last_refusal \(db.dialect.integer)")
    }
}
