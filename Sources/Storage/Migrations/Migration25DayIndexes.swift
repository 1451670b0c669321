extension Migration {
    /// A day of everybody is read without the years before it.
    static let dayIndexes = Migration(number: 25, name: "day-indexes") { db in
        for (table, column) in [
            ("leave_day", "day"), ("day_booking", "day"), ("overtime_approval", "day"), ("outside_work", "last_day"),
            ("punch_overlay", "utc_s"),
        ] {
            try db.execute("CREATE INDEX \(table)_by_\(column) ON \(table) (\(column))")
        }
    }
}
