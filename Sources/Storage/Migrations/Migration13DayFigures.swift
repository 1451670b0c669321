extension Migration {
    /// Where people work and to whom they report; and the figures of a day that leave, duty and overtime by tier need.
    static let dayFigures = Migration(number: 13, name: "day-figures") { db in
        let dialect = db.dialect
        try db.execute("ALTER TABLE employee ADD location \(dialect.text(200)) NOT NULL DEFAULT ''")
        try db.execute("ALTER TABLE employee ADD gender \(dialect.integer) CHECK (gender BETWEEN 1 AND 3)")
        try db.execute("ALTER TABLE employee ADD manager_id \(dialect.integer) REFERENCES employee (id)")
        for table in ["day_result", "day_revision"] {
            for column in ["policy_id", "first_half_leave_id", "second_half_leave_id"] {
                try db.execute("ALTER TABLE \(table) ADD \(column) \(dialect.integer)")
            }
            for column in [
                "overtime_1_s", "overtime_2_s", "overtime_3_s", "weekly_overtime_s", "payable_overtime_s",
                "hourly_leave_s", "duty_s", "penalty_half_days",
            ] {
                try db.execute("ALTER TABLE \(table) ADD \(column) \(dialect.integer) NOT NULL DEFAULT 0")
            }
            // Until now there was one tier, and all of it was paid.
            try db.execute("UPDATE \(table) SET overtime_1_s = overtime_s, payable_overtime_s = overtime_s")
        }
    }
}
