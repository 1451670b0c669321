extension Migration {
    /// Breaks that move, that must be punched, that divide a split shift or are partly paid; shifts found by the punch.
    static let shiftBreaks = Migration(number: 16, name: "shift-breaks") { db in
        let integer = db.dialect.integer
        try db.execute("ALTER TABLE shift_break ADD kind \(integer) NOT NULL DEFAULT 0 CHECK (kind BETWEEN 0 AND 3)")
        try db.execute("ALTER TABLE shift_break ADD length_s \(integer) NOT NULL DEFAULT 0 CHECK (length_s >= 0)")
        try db.execute("ALTER TABLE shift_break ADD paid_s \(integer) NOT NULL DEFAULT 0 CHECK (paid_s >= 0)")
        try db.execute(
            "ALTER TABLE shift ADD is_automatic \(integer) NOT NULL DEFAULT 0 CHECK (is_automatic IN (0, 1))")
    }
}
