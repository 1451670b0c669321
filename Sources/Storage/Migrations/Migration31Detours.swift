extension Migration {
    /// Whether a terminal is reached by the way that is meant, or only by another one.
    static let detours = Migration(number: 31, name: "device-detours") { db in
        try db.execute("ALTER TABLE device_health ADD detour \(db.dialect.text(400))")
    }
}
