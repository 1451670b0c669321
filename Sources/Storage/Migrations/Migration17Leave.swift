extension Migration {
    /// Types of leave, what people asked for, and the ledger of lots and lines, which is only ever added to.
    static let leave = Migration(number: 17, name: "leave") { db in
        for statement in tables(db.dialect) + ledger(db.dialect) { try db.execute(statement) }
    }

    private static func tables(_ dialect: any Dialect) -> [String] {
        [
            """
            CREATE TABLE leave_type (
                id \(dialect.identity),
                code \(dialect.text(16)) NOT NULL UNIQUE CHECK (code <> ''),
                name \(dialect.text(200)) NOT NULL CHECK (name <> ''),
                kind \(dialect.integer) NOT NULL CHECK (kind BETWEEN 0 AND 255),
                rules \(dialect.longText) NOT NULL,
                closed_through_day \(dialect.integer)
            ) \(dialect.tableOptions(clustered: false))
            """,
            """
            CREATE TABLE leave_request (
                id \(dialect.identity),
                employee_id \(dialect.integer) NOT NULL REFERENCES employee (id),
                type_id \(dialect.integer) NOT NULL REFERENCES leave_type (id),
                first_day \(dialect.integer) NOT NULL,
                last_day \(dialect.integer) NOT NULL CHECK (last_day >= first_day),
                starts_at_noon \(dialect.integer) NOT NULL CHECK (starts_at_noon IN (0, 1)),
                ends_at_noon \(dialect.integer) NOT NULL CHECK (ends_at_noon IN (0, 1)),
                from_s \(dialect.integer) CHECK (from_s BETWEEN 0 AND 86399),
                to_s \(dialect.integer) CHECK (to_s BETWEEN 0 AND 86399),
                reason \(dialect.longText) NOT NULL,
                document \(dialect.longText) NOT NULL,
                accepts_excess \(dialect.integer) NOT NULL CHECK (accepts_excess IN (0, 1)),
                asked_day \(dialect.integer) NOT NULL,
                status \(dialect.integer) NOT NULL CHECK (status BETWEEN 0 AND 255),
                approval_id \(dialect.integer) NOT NULL UNIQUE REFERENCES approval_request (id)
            ) \(dialect.tableOptions(clustered: false))
            """,
            "CREATE INDEX leave_request_by_employee ON leave_request (employee_id, first_day)",
            // Derived from the confirmed requests: what the day engine reads.
            """
            CREATE TABLE leave_day (
                employee_id \(dialect.integer) NOT NULL,
                day \(dialect.integer) NOT NULL,
                request_id \(dialect.integer) NOT NULL REFERENCES leave_request (id),
                part \(dialect.integer) NOT NULL CHECK (part BETWEEN 0 AND 3),
                type_id \(dialect.integer) NOT NULL REFERENCES leave_type (id),
                amount \(dialect.integer) NOT NULL CHECK (amount > 0),
                from_at \(dialect.integer),
                until_at \(dialect.integer),
                is_rest_day \(dialect.integer) NOT NULL CHECK (is_rest_day IN (0, 1)),
                PRIMARY KEY (employee_id, day, request_id, part)
            ) \(dialect.tableOptions(clustered: true))
            """,
        ]
    }

    private static func ledger(_ dialect: any Dialect) -> [String] {
        [
            """
            CREATE TABLE leave_lot (
                employee_id \(dialect.integer) NOT NULL REFERENCES employee (id),
                type_id \(dialect.integer) NOT NULL REFERENCES leave_type (id),
                number \(dialect.integer) NOT NULL CHECK (number > 0),
                source \(dialect.integer) NOT NULL CHECK (source BETWEEN 0 AND 255),
                from_day \(dialect.integer) NOT NULL,
                through_day \(dialect.integer) CHECK (through_day >= from_day),
                carries \(dialect.integer) NOT NULL CHECK (carries IN (0, 1)),
                reference \(dialect.text(120)) NOT NULL CHECK (reference <> ''),
                PRIMARY KEY (employee_id, type_id, number),
                UNIQUE (employee_id, type_id, reference)
            ) \(dialect.tableOptions(clustered: true))
            """,
            """
            CREATE TABLE leave_entry (
                employee_id \(dialect.integer) NOT NULL,
                type_id \(dialect.integer) NOT NULL,
                number \(dialect.integer) NOT NULL CHECK (number > 0),
                lot_number \(dialect.integer) NOT NULL,
                kind \(dialect.integer) NOT NULL CHECK (kind BETWEEN 0 AND 255),
                amount \(dialect.integer) NOT NULL CHECK (amount <> 0),
                day \(dialect.integer) NOT NULL,
                reference \(dialect.text(120)) NOT NULL CHECK (reference <> ''),
                reason \(dialect.longText) NOT NULL,
                request_id \(dialect.integer) REFERENCES leave_request (id),
                actor \(dialect.text(200)) NOT NULL,
                booked_at \(dialect.integer) NOT NULL,
                PRIMARY KEY (employee_id, type_id, number),
                FOREIGN KEY (employee_id, type_id, lot_number) REFERENCES leave_lot (employee_id, type_id, number)
            ) \(dialect.tableOptions(clustered: true))
            """,
            "CREATE INDEX leave_entry_by_lot ON leave_entry (employee_id, type_id, lot_number, day, amount)",
        ]
    }
}
