import Domain
import Testing

@testable import Storage

struct TableComparisonTests {
    private func difference(in table: String, after statement: String) async throws -> CopyError? {
        let folder = try TemporaryFolder()
        let source = try await openDatabase(DatabaseURL(folder.file("from.db")))
        try await Migrator(source).migrate(at: Instant(seconds: 1_000))
        try await CatalogRows.fill(source)
        let (target, place) = try await TestServer.emptyDatabase()
        _ = try await CompanyCopy(from: source, to: target, at: Instant(seconds: 5_000)).run()
        try await target.write { db in _ = try db.execute(statement) }
        let plan = try CopyPlan(.expected()).tables.first { $0.name == table }
        let comparison = TableComparison(try #require(plan), source, target)
        defer { withExtendedLifetime(place) {} }
        do {
            #expect(try await comparison.run { _ in } == CatalogRows.count)
            return nil
        } catch let error as CopyError {
            return error
        }
    }

    @Test func findsWhatIsNotTheSame() async throws {
        #expect(
            try await difference(in: "punch", after: "UPDATE punch SET verify = 9 WHERE id = 2")
                == .different(table: "punch", from: "id 2", through: "id 3"))
        #expect(
            try await difference(in: "punch_owner", after: "DELETE FROM punch_owner WHERE employee_id = 3")
                == .different(
                    table: "punch_owner", from: "employee_id 3, utc_s 3, punch_id 3",
                    through: "employee_id 3, utc_s 3, punch_id 3"))
        #expect(
            try await difference(
                in: "pending_day", after: "INSERT INTO pending_day (employee_id, day, revision) VALUES (2, 3, 1)")
                == .different(table: "pending_day", from: "employee_id 2, day 3", through: "employee_id 3, day 3"))
        #expect(try await difference(in: "journal", after: "UPDATE punch SET verify = 9 WHERE id = 2") == nil)
    }
}

struct RowBytesTests {
    private static let rows: [[SQLValue]] = [
        [.int64(.min), "", .blob([])], [.null, .null, .null], [.int64(.max), "आशा👩🏽‍🔧", .blob([0, 1, 255])],
    ]

    private func bytes(_ rows: [[SQLValue]]) -> RowBytes {
        var bytes = RowBytes()
        for row in rows { bytes.append(row) }
        return bytes
    }

    @Test func giveBackWhatTheyTook() {
        var cells: [SQLValue] = []
        bytes(Self.rows).forEachCell(columns: 3) { cells.append($1.value) }
        #expect(cells == Self.rows.flatMap { $0 })
        #expect(bytes(Self.rows).lastRow(columns: 3) == Self.rows[2])
        #expect(RowBytes(cells: bytes([Self.rows[2]]).bytes)?.cells == Self.rows[2])
        #expect(RowBytes(cells: Array(bytes([Self.rows[2]]).bytes.dropLast())) == nil)
        #expect(RowBytes(cells: [4]) == nil && RowBytes(cells: [2, 255, 255, 255, 255, 255, 255, 255, 255]) == nil)
    }

    @Test func tellTheFirstDifference() {
        var others = Self.rows
        others[1] = [0, .null, .null]
        let all = bytes(Self.rows)
        #expect(all.firstDifference(from: bytes(others), columns: 3) == [Self.rows[1], others[1]])
        #expect(all.firstDifference(from: bytes(Array(Self.rows.prefix(2))), columns: 3) == [Self.rows[2]])
        #expect(bytes([]).firstDifference(from: all, columns: 3) == [Self.rows[0]])
        #expect(all.firstDifference(from: all, columns: 3).isEmpty)
        #expect(all.hash() != bytes(others).hash())
    }

    @Test func nothingAndZeroAndEmptyAreThreeThings() {
        let kinds: [SQLValue] = [.null, 0, "", .blob([])]
        #expect(Set(kinds.map { bytes([[$0]]).hash() }).count == 4)
    }
}

struct CopyPlanTests {
    @Test func eachTableComesAfterThoseItRefersTo() throws {
        let schema = try DatabaseSchema.expected()
        let order = try CopyPlan(schema).tables.map(\.name)
        #expect(
            order.sorted()
                == schema.tables.map(\.name).filter {
                    !["lease", "account_session", "sign_in_failure", "repeatable_request"].contains($0)
                })
        for (index, name) in order.enumerated() {
            for reference in schema.table(name)?.references ?? [] where reference.table != name {
                #expect(order[..<index].contains(reference.table), "\(name) before \(reference.table)")
            }
        }
        let employee = try CopyPlan(schema).tables.first { $0.name == "employee" }
        #expect(employee?.deferred.map { employee?.columns[$0].name } == ["manager_id"])
    }

    @Test func aCircleIsAMistake() throws {
        func table(_ name: String, to other: String) -> SchemaTable {
            SchemaTable(
                name: name, columns: [SchemaColumn(name: "id", kind: .integer, isNullable: false)], primaryKey: ["id"],
                hasIdentity: false, uniqueKeys: [], indexes: [],
                references: [SchemaReference(columns: ["id"], table: other, targets: ["id"])])
        }
        for tables in [[table("a", to: "b"), table("b", to: "a")], [table("c", to: "c")]] {
            #expect(throws: CopyError.circle(tables.map(\.name))) {
                try CopyPlan(DatabaseSchema(tables: tables, views: []))
            }
        }
    }
}
