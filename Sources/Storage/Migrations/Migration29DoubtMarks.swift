import Domain

extension Migration {
    /// Punches in doubt are found without reading the ledger.
    static let doubtMarks = Migration(number: 29, name: "doubt-marks") { db in
        let dialect = db.dialect
        // No foreign key: derived from the ledger, and gone with a punch that goes into an archive.
        try db.execute(
            """
            CREATE TABLE doubtful_punch (
                punch_id \(dialect.integer) NOT NULL PRIMARY KEY,
                back_s \(dialect.integer)
            ) \(dialect.tableOptions(clustered: false))
            """)
        try db.execute(
            """
            INSERT INTO doubtful_punch (punch_id, back_s)
            SELECT id, NULL FROM placed_punch WHERE quarantine IS NOT NULL
            """)
        try DoubtMarks.save(try stepsBack(db), db)
    }

    /// Where clocks went back, batch by batch: a batch's ids stand side by side.
    private static func stepsBack(_ db: any SQLConnection) throws -> [(punch: ID<Punch>, back: Int64?)] {
        var (marks, batch, trace): ([(punch: ID<Punch>, back: Int64?)], Int64, ClockTrace) = ([], 0, ClockTrace())
        try db.query("SELECT batch_id, id, utc_s FROM punch WHERE quarantine IS NULL ORDER BY id", []) { row in
            if row.integer(0) != batch {
                marks += trace.setBack.map { ($0.punch, $0.back) }
                (batch, trace) = (row.integer(0), ClockTrace())
            }
            trace.add(row.id(1), at: row.instant(2))
        }
        return marks + trace.setBack.map { ($0.punch, $0.back) }
    }
}
