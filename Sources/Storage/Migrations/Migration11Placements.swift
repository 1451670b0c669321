extension Migration {
    /// What punches mean where the zone that they were sealed with was wrong.
    static let placements = Migration(number: 11, name: "placements") { db in
        let dialect = db.dialect
        try db.execute("ALTER TABLE device ADD zone_since_punch \(dialect.integer)")
        // No foreign keys: derived from the sealed local time and the device's zone, and dropped at will.
        try db.execute(
            """
            CREATE TABLE punch_placement (
                punch_id \(dialect.integer) NOT NULL PRIMARY KEY,
                utc_s \(dialect.integer) NOT NULL,
                offset_s \(dialect.integer) NOT NULL,
                quarantine \(dialect.integer)
            ) \(dialect.tableOptions(clustered: false))
            """)
        try db.execute(
            """
            CREATE VIEW placed_punch AS
            SELECT punch.id, punch.batch_id, punch.device_id, punch.device_user, punch.local_s,
                COALESCE(placement.offset_s, punch.offset_s) AS offset_s,
                COALESCE(placement.utc_s, punch.utc_s) AS utc_s, punch.state, punch.verify, punch.seq, punch.work_code,
                CASE WHEN placement.punch_id IS NULL THEN punch.quarantine ELSE placement.quarantine END AS quarantine
            FROM punch LEFT JOIN punch_placement placement ON placement.punch_id = punch.id
            """)
    }
}
