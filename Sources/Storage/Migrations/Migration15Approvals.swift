extension Migration {
    /// Requests and who decides them; corrections over the ledger, work elsewhere and overtime that were approved.
    static let approvals = Migration(number: 15, name: "approvals") { db in
        let dialect = db.dialect
        for statement in chains(dialect) + requests(dialect) + outcomes(dialect) { try db.execute(statement) }
    }

    // Conditions, levels and plans are JSON: no query looks into them.
    private static func chains(_ dialect: any Dialect) -> [String] {
        [
            """
            CREATE TABLE approval_chain (
                id \(dialect.identity),
                name \(dialect.text(120)) NOT NULL UNIQUE CHECK (name <> ''),
                priority \(dialect.integer) NOT NULL,
                conditions_json \(dialect.longText) NOT NULL,
                levels_json \(dialect.longText) NOT NULL,
                cancelling_needs_approval \(dialect.integer) NOT NULL CHECK (cancelling_needs_approval IN (0, 1))
            ) \(dialect.tableOptions(clustered: false))
            """,
            """
            CREATE TABLE department_head (
                department \(dialect.text(200)) NOT NULL PRIMARY KEY CHECK (department <> ''),
                employee_id \(dialect.integer) NOT NULL REFERENCES employee (id)
            ) \(dialect.tableOptions(clustered: false))
            """,
            """
            CREATE TABLE delegation (
                id \(dialect.identity),
                approver_id \(dialect.integer) NOT NULL REFERENCES employee (id),
                delegate_id \(dialect.integer) NOT NULL REFERENCES employee (id),
                first_day \(dialect.integer) NOT NULL,
                last_day \(dialect.integer) CHECK (last_day IS NULL OR last_day >= first_day),
                only_while_away \(dialect.integer) NOT NULL CHECK (only_while_away IN (0, 1)),
                CHECK (approver_id <> delegate_id)
            ) \(dialect.tableOptions(clustered: false))
            """,
        ]
    }

    private static func requests(_ dialect: any Dialect) -> [String] {
        [
            """
            CREATE TABLE approval_request (
                id \(dialect.identity),
                kind \(dialect.integer) NOT NULL CHECK (kind BETWEEN 1 AND 255),
                requester_id \(dialect.integer) NOT NULL REFERENCES employee (id),
                first_day \(dialect.integer) NOT NULL,
                last_day \(dialect.integer) NOT NULL,
                why \(dialect.longText) NOT NULL,
                details_json \(dialect.longText) NOT NULL,
                plan_json \(dialect.longText) NOT NULL,
                submitted_at \(dialect.integer) NOT NULL,
                state \(dialect.integer) NOT NULL CHECK (state BETWEEN 1 AND 7),
                level \(dialect.integer),
                asked_at \(dialect.integer),
                is_escalated \(dialect.integer) NOT NULL CHECK (is_escalated IN (0, 1)),
                yes_json \(dialect.longText) NOT NULL,
                CHECK (last_day >= first_day)
            ) \(dialect.tableOptions(clustered: false))
            """,
            "CREATE INDEX approval_request_by_requester ON approval_request (requester_id, first_day)",
            "CREATE INDEX approval_request_by_state ON approval_request (state)",
            """
            CREATE TABLE approval_waiting (
                employee_id \(dialect.integer) NOT NULL REFERENCES employee (id),
                request_id \(dialect.integer) NOT NULL REFERENCES approval_request (id),
                PRIMARY KEY (employee_id, request_id)
            ) \(dialect.tableOptions(clustered: true))
            """,
            "CREATE INDEX approval_waiting_by_request ON approval_waiting (request_id)",
            """
            CREATE TABLE approval_step (
                id \(dialect.identity),
                request_id \(dialect.integer) NOT NULL REFERENCES approval_request (id),
                action \(dialect.integer) NOT NULL CHECK (action BETWEEN 1 AND 255),
                level \(dialect.integer),
                employee_id \(dialect.integer) REFERENCES employee (id),
                behalf_id \(dialect.integer) REFERENCES employee (id),
                actor \(dialect.text(200)) NOT NULL,
                at \(dialect.integer) NOT NULL,
                remark \(dialect.longText) NOT NULL
            ) \(dialect.tableOptions(clustered: false))
            """,
            "CREATE INDEX approval_step_by_request ON approval_step (request_id, id)",
            """
            CREATE TABLE attachment (
                id \(dialect.identity),
                request_id \(dialect.integer) NOT NULL REFERENCES approval_request (id),
                name \(dialect.text(255)) NOT NULL CHECK (name <> ''),
                size \(dialect.integer) NOT NULL CHECK (size >= 0),
                sha256 \(dialect.blob) NOT NULL,
                bytes \(dialect.blob) NOT NULL
            ) \(dialect.tableOptions(clustered: false))
            """,
            "CREATE INDEX attachment_by_request ON attachment (request_id)",
        ]
    }

    private static func outcomes(_ dialect: any Dialect) -> [String] {
        let hours = "from_s IS NOT NULL AND until_s IS NOT NULL AND until_s > from_s"
        return [
            // employee_id and utc_s of an overlay over a terminal's punch follow its owner and placement.
            """
            CREATE TABLE punch_overlay (
                id \(dialect.identity),
                employee_id \(dialect.integer) NOT NULL REFERENCES employee (id),
                utc_s \(dialect.integer) NOT NULL,
                offset_s \(dialect.integer) NOT NULL,
                kind \(dialect.integer) NOT NULL CHECK (kind BETWEEN 1 AND 3),
                punch_id \(dialect.integer) REFERENCES punch (id),
                way \(dialect.integer) NOT NULL CHECK (way BETWEEN 0 AND 2),
                why \(dialect.longText) NOT NULL,
                made_by \(dialect.text(200)) NOT NULL,
                made_at \(dialect.integer) NOT NULL,
                request_id \(dialect.integer) REFERENCES approval_request (id),
                revoked_by \(dialect.text(200)),
                revoked_at \(dialect.integer),
                revoked_why \(dialect.longText),
                CHECK (\(dialect.equivalence("kind = 1", "punch_id IS NULL")))
            ) \(dialect.tableOptions(clustered: false))
            """,
            "CREATE INDEX punch_overlay_by_employee ON punch_overlay (employee_id, utc_s)",
            "CREATE INDEX punch_overlay_by_punch ON punch_overlay (punch_id)",
            """
            CREATE TABLE outside_work (
                id \(dialect.identity),
                employee_id \(dialect.integer) NOT NULL REFERENCES employee (id),
                kind \(dialect.integer) NOT NULL CHECK (kind BETWEEN 0 AND 1),
                first_day \(dialect.integer) NOT NULL,
                last_day \(dialect.integer) NOT NULL,
                portion \(dialect.integer) NOT NULL CHECK (portion BETWEEN 0 AND 3),
                from_s \(dialect.integer),
                until_s \(dialect.integer),
                request_id \(dialect.integer) NOT NULL REFERENCES approval_request (id),
                CHECK (last_day >= first_day),
                CHECK (\(dialect.equivalence("portion = 3", hours)))
            ) \(dialect.tableOptions(clustered: false))
            """,
            "CREATE INDEX outside_work_by_employee ON outside_work (employee_id, first_day)",
            """
            CREATE TABLE overtime_approval (
                employee_id \(dialect.integer) NOT NULL REFERENCES employee (id),
                day \(dialect.integer) NOT NULL,
                request_id \(dialect.integer) NOT NULL REFERENCES approval_request (id),
                seconds \(dialect.integer) NOT NULL CHECK (seconds > 0),
                PRIMARY KEY (employee_id, day, request_id)
            ) \(dialect.tableOptions(clustered: true))
            """,
        ]
    }
}
