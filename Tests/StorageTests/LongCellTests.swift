import Testing

@testable import Storage

/// Texts far longer than the room that a driver fetches rows into.
struct LongCellTests {
    @Test func rowsOfAnyLengthTogether() async throws {
        let (database, folder) = try await TestServer.emptyDatabase()
        let lengths = [3, 2_000, 0, 254, 255, 256, 257, 300, 5, 70_000, 1_602, 12]
        try await database.alter { db in
            let dialect = db.dialect
            try db.execute(
                """
                CREATE TABLE long_cell (
                    name \(dialect.text(64)) NOT NULL PRIMARY KEY, words \(dialect.longText) NOT NULL,
                    size \(dialect.integer) NOT NULL, bytes \(dialect.blob) NOT NULL
                ) \(dialect.tableOptions(clustered: false))
                """)
        }
        try await database.write { db in
            _ = try db.bulk(.insert(into: "long_cell", ["name", "words", "size", "bytes"])) { rows in
                for (number, length) in lengths.enumerated() {
                    rows.bind("row \(100 + number)", 0)
                    rows.bind(String(repeating: "x", count: length), 1)
                    rows.bind(Int64(length), 2)
                    rows.bind(Array(repeating: UInt8(number), count: length), 3)
                    try rows.send()
                }
            }
        }
        let found = try await database.read { db in
            try db.all("SELECT name, words, size, bytes FROM long_cell ORDER BY name") {
                [$0.text(1).utf8.count, Int($0.integer(2)), $0.blob(3).count]
            }
        }
        #expect(found == lengths.map { [$0, $0, $0] })
        withExtendedLifetime(folder) {}
    }
}
