extension Migration {
    static let deviceCapacity = Migration(number: 8, name: "device-capacity") { db in
        try db.execute("ALTER TABLE device ADD record_capacity \(db.dialect.integer)")
    }
}
