extension Migration {
    /// Where people belong and work becomes dated. What was said until now holds from the first day of employment.
    static let postings = Migration(number: 21, name: "postings") { db in
        let dialect = db.dialect
        try db.execute(
            """
            CREATE TABLE employee_posting (
                employee_id \(dialect.integer) NOT NULL REFERENCES employee (id),
                from_day \(dialect.integer) NOT NULL,
                department \(dialect.text(200)) NOT NULL,
                location \(dialect.text(200)) NOT NULL,
                PRIMARY KEY (employee_id, from_day)
            ) \(dialect.tableOptions(clustered: true))
            """)
        try db.execute(
            """
            INSERT INTO employee_posting (employee_id, from_day, department, location)
            SELECT id, joined_day, department, location FROM employee
            """)
        for column in ["department", "location"] {
            for statement in dialect.dropColumn(column, of: "employee") { try db.execute(statement) }
        }
    }
}
