import Testing

@testable import Storage

struct DialectTests {
    private let mySQL = MySQLDialect(flavour: .mySQL)

    @Test func quotesReservedNamesAndLeavesTextsAlone() {
        let sql = "SELECT a.level, size FROM t a WHERE number = 'level ''size'' number' AND LEVEL > 1"
        #expect(
            OracleDialect().adapted(sql)
                == "SELECT a.\"LEVEL\", \"SIZE\" FROM t a WHERE \"NUMBER\" = 'level ''size'' number' AND LEVEL > 1")
        #expect(mySQL.adapted("SELECT portion, position_s FROM t") == "SELECT `portion`, position_s FROM t")
        #expect(SQLServerDialect().adapted("SELECT plan, plan_json FROM t") == "SELECT [plan], plan_json FROM t")
        let postgreSQL = PostgreSQLDialect(flavour: .postgreSQL)
        #expect(postgreSQL.adapted("SELECT user FROM \"a user\"") == "SELECT \"user\" FROM \"a user\"")
    }

    @Test func quotesNamesThatHoldTheMark() {
        #expect(SQLServerDialect().quoted("a]b") == "[a]]b]")
        #expect(mySQL.quoted("a`b") == "`a``b`")
        #expect(OracleDialect().quoted("ab") == "\"AB\"")
    }

    @Test func saysRulesOfColumnsAsRulesOfTheTable() {
        let sql =
            "CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY REFERENCES p (id), n BIGINT CHECK (n IN (0, 1)), UNIQUE (n))"
        #expect(
            SQLServerDialect().adapted(sql).split(separator: "\n").map { $0.drop { $0 == " " } } == [
                "CREATE TABLE t (", "id BIGINT NOT NULL PRIMARY KEY,", "n BIGINT,", "UNIQUE (n),",
                "FOREIGN KEY (id) REFERENCES p (id),", "CHECK (n IN (0, 1))", ")",
            ])
        #expect(
            mySQL.adapted("ALTER TABLE t ADD c BIGINT REFERENCES p (id)")
                == "ALTER TABLE t ADD c BIGINT, ADD FOREIGN KEY (c) REFERENCES p (id)")
    }

    @Test func oracleIsToldOfEmptyTextsInItsOwnWay() {
        let oracle = OracleDialect()
        #expect(oracle.adapted("UPDATE t SET a = '', b = 'x'") == "UPDATE t SET a = '\u{E000}', b = 'x'")
        #expect(oracle.storedEmptyText == "\u{E000}")
        #expect(
            oracle.adapted("ALTER TABLE t ADD a NUMBER(19) NOT NULL DEFAULT 0 CHECK (a >= 0)")
                == "ALTER TABLE t ADD a NUMBER(19) DEFAULT 0 NOT NULL CHECK (a >= 0)")
        #expect(oracle.adapted("SELECT 1") == "SELECT 1 FROM DUAL")
        #expect(oracle.adapted("SELECT a FROM t EXCEPT SELECT a FROM u") == "SELECT a FROM t MINUS SELECT a FROM u")
    }

    @Test func tellsTheIDOfANewRow() {
        let sql = "INSERT INTO t (a) VALUES (?)"
        #expect(SQLServerDialect().returnedID(of: sql) == .row(sql: "INSERT INTO t (a) OUTPUT INSERTED.id VALUES (?)"))
        #expect(OracleDialect().returnedID(of: sql) == .outputParameter(sql: "\(sql) RETURNING id INTO ?"))
        #expect(mySQL.returnedID(of: sql) == .following(query: "SELECT LAST_INSERT_ID()"))
        let mariaDB = MySQLDialect(flavour: .mariaDB)
        #expect(mariaDB.returnedID(of: sql) == .following(query: "SELECT LAST_INSERT_ID()"))
    }

    /// A mark with an accent on it is one character to a reader and two to a server.
    @Test func quotesMarksUnderAccents() {
        let name = "a\"\u{301}b"
        #expect(
            PostgreSQLDialect(flavour: .postgreSQL).quoted(name).unicodeScalars.elementsEqual(
                "\"a\"\"\u{301}b\"".unicodeScalars))
        #expect(SQLiteDialect().quoted(name).unicodeScalars.elementsEqual("\"a\"\"\u{301}b\"".unicodeScalars))
    }

    @Test func onlySQLServerMustBeAllowedToTakeIDs() {
        let permissions = serverDialects.compactMap { name, dialect in
            dialect.permissionToGiveIDs(in: "shift").map { (name, $0) }
        }
        #expect(permissions.map(\.0) == ["sqlserver"])
        #expect(permissions.first?.1.grant == "SET IDENTITY_INSERT shift ON")
        #expect(permissions.first?.1.revoke == "SET IDENTITY_INSERT shift OFF")
    }

    /// Where a dropped key does not come back with its transaction, it is not dropped.
    @Test func onlyPostgreSQLLeavesForeignKeysOff() {
        let flavours = ServerFlavour.Product.allCases.filter { product in
            ServerFlavour(product, ServerVersion(99)).dialect.suspendableReferences != nil
        }
        #expect(flavours == [.postgreSQL])
    }
}
