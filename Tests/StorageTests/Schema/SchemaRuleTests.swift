import Testing

@testable import Storage

/// Rules that somebody took away or put in by hand are found, on each database.
struct SchemaRuleTests {
    private func differences(after statements: (any Dialect) -> [String]) async throws -> [String] {
        let temporary = try await TemporaryDatabase()
        let sql = statements(temporary.database.dialect)
        try await temporary.database.alter { db in
            for statement in sql { try db.execute(db.dialect.adapted(statement)) }
        }
        let expected = try DatabaseSchema.expected()
        let found = expected.differences(from: try await LiveSchema(of: temporary.database, expected: expected))
        return found.map { "\($0.kind) \($0.subject) \($0.detail)" }
    }

    /// - Parameter rules: those of the columns and of the table.
    private static func swapDay(_ dialect: any Dialect, _ rules: String...) -> [String] {
        [
            "DROP TABLE shift_swap_day",
            """
            CREATE TABLE shift_swap_day (swap_id \(dialect.integer) NOT NULL, day \(dialect.integer) NOT NULL,
                \((["PRIMARY KEY (swap_id, day)"] + rules).joined(separator: ", ")))
            """,
        ]
    }

    @Test func aForeignKeyThatIsGone() async throws {
        let found = try await differences { Self.swapDay($0) }
        #expect(found == ["missing foreign key of shift_swap_day (swap_id) to shift_swap (id)"])
    }

    @Test func aForeignKeyToAnotherTable() async throws {
        let found = try await differences { Self.swapDay($0, "FOREIGN KEY (swap_id) REFERENCES shift (id)") }
        #expect(
            found == [
                "different foreign key of shift_swap_day (swap_id) to shift (id) instead of (swap_id) to shift_swap (id)"
            ])
    }

    @Test func rulesThatNobodyExpects() async throws {
        let found = try await differences {
            Self.swapDay(
                $0, "FOREIGN KEY (swap_id) REFERENCES shift_swap (id)", "FOREIGN KEY (day) REFERENCES shift (id)",
                "CHECK (day > 0 AND swap_id <> 1)")
        }
        #expect(found.count == 2)
        #expect(found.first == "extra foreign key of shift_swap_day (day) to shift (id)")
        #expect(found.last?.hasPrefix("extra check of shift_swap_day ") == true)
    }

    private static func off(_ dialect: any Dialect, _ rules: String...) -> [String] {
        [
            "DROP TABLE rotation_off",
            """
            CREATE TABLE rotation_off (
                rotation_id \(dialect.integer) NOT NULL, weekday \(dialect.integer) NOT NULL,
                weeks_of_month \(dialect.integer) NOT NULL, PRIMARY KEY (rotation_id, weekday),
                \((["FOREIGN KEY (rotation_id) REFERENCES rotation (id)"] + rules).joined(separator: ", ")))
            """,
        ]
    }

    @Test func aCheckThatIsGone() async throws {
        let found = try await differences { Self.off($0, "CHECK (weekday BETWEEN 0 AND 6)") }
        #expect(found == ["missing check of rotation_off weeks_of_month BETWEEN 0 AND 31"])
    }

    /// Every server writes a condition down in words of its own, SQLite as it was given.
    @Test func aCheckOfTheSameColumnThatSaysSomethingElse() async throws {
        let found = try await differences {
            Self.off($0, "CHECK (weekday BETWEEN 0 AND 7)", "CHECK (weeks_of_month BETWEEN 0 AND 31)")
        }
        #expect(found == (TestServer.isSQLite ? ["different check of rotation_off weekday BETWEEN 0 AND 6"] : []))
    }

    /// SQLite changes no column, and its texts have no length: none of them is too short.
    @Test func aTextThatIsTooShortAndANotNullThatIsGone() async throws {
        if TestServer.isSQLite {
            #expect(try await differences { _ in [] }.isEmpty)
            return
        }
        let found = try await differences { dialect in
            dialect.name == "MariaDB"
                ? [
                    "ALTER TABLE employee MODIFY code VARCHAR(8) NOT NULL",
                    "ALTER TABLE kept_case MODIFY name VARCHAR(250) NOT NULL",
                    "ALTER TABLE shift_swap MODIFY reason VARCHAR(400)",
                    "ALTER TABLE setting MODIFY value TINYTEXT NOT NULL",
                ]
                : [
                    "ALTER TABLE employee ALTER COLUMN code TYPE VARCHAR(8)",
                    "ALTER TABLE kept_case ALTER COLUMN name TYPE VARCHAR(250)",
                    "ALTER TABLE shift_swap ALTER COLUMN reason DROP NOT NULL",
                    "ALTER TABLE setting ALTER COLUMN value TYPE VARCHAR(255)",
                ]
        }
        #expect(
            found == [
                "different column employee.code holds 8 characters instead of 32",
                "different column setting.value holds 255 characters instead of any number of them",
                "different column shift_swap.reason may be NULL, where it must not",
            ])
    }

    @Test func viewsWithOtherColumnsAndOnesThatNobodyExpects() async throws {
        let found = try await differences { _ in
            [
                "CREATE VIEW late AS SELECT id FROM employee", "DROP VIEW placed_punch",
                "CREATE VIEW placed_punch AS SELECT id, batch_id FROM punch",
            ]
        }
        #expect(found.count == 2)
        #expect(
            found.first?.hasPrefix("different view placed_punch has (id, batch_id) instead of (id, batch_id, ") == true)
        #expect(found.last == "extra view late ")
    }

    /// PostgreSQL keeps what a view needs.
    @Test func aViewOfSomethingThatIsGone() async throws {
        let drop = ["DROP TABLE punch_placement"]
        if TestServer.address?.hasPrefix("postgresql") == true {
            await #expect(throws: StorageError.self) { _ = try await differences { _ in drop } }
            return
        }
        let found = try await differences { _ in drop }
        #expect(found.first == "missing table punch_placement ")
        #expect(found.last?.hasPrefix("different view placed_punch cannot be read instead of (id, ") == true)
    }
}

/// How the conditions are read that the servers write.
struct SchemaCheckTests {
    @Test(arguments: [
        "CHECK (((turn >= 0) AND (turn <= 2)))", "CHECK (`turn` between 0 and 2)",
        "CHECK ([turn]>=(0) AND [turn]<=(2))",
        "CHECK (\"TURN\" BETWEEN 0 AND 2)", "CHECK ((turn)::text <> 'name'::text)",
        "CHECK (turn = '(name' OR (turn) = 1)",
        "CREATE TABLE t (name TEXT, turn INTEGER CHECK (turn > 0))",
    ])
    func tellsTheColumns(declaration: String) {
        let checks = SchemaCheck.all(in: declaration, columns: ["turn", "name", "text"])
        #expect(checks.map(\.columns) == [["turn"]])
    }

    @Test func tellsEachOfSeveral() {
        let text =
            "CREATE TABLE t (a INTEGER CHECK (a >  0), b TEXT, CHECK (a IS NULL OR b IS NULL), unchecked INTEGER)"
        let checks = SchemaCheck.all(in: text, columns: ["a", "b", "unchecked"])
        #expect(checks.map(\.condition) == ["a > 0", "a IS NULL OR b IS NULL"])
        #expect(checks.map(\.columns) == [["a"], ["a", "b"]])
    }
}
