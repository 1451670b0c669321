import Storage
import Testing

@testable import StorageODBC

/// How FreeTDS behaves, as far as that can be seen without a SQL Server.
struct FaultSQLServerTests {
    private let server: FakeSQLServer

    init() throws { server = try FakeSQLServer() }

    private func failure<T>(_ body: () async throws -> T) async -> StorageError? {
        do {
            _ = try await body()
        } catch let error as StorageError { return error } catch { Issue.record(error) }
        return nil
    }

    @Test func aTableIsReadInBlocks() async throws {
        let database = try await server.open()
        #expect(database.dialect.name == "SQL Server")
        let rows = try await database.read { db in
            try db.all("SELECT fake_rows 5000") { ($0.integer(0), $0.optionalText(1)) }
        }
        #expect(rows.map(\.0) == Array(1...5000))
        for (id, word) in rows { #expect(word == (id % 7 == 0 ? nil : "word \(id) é")) }
        try await database.close()
    }

    /// Of any length, and whatever stands behind them in the row.
    @Test func longCellsAreReadWhole() async throws {
        let lengths: [Int64] = [3, 0, 255, 256, 300, -1, 4_001, 32_767, 32_768, 65_536, 200_000, 1]
        let database = try await server.open()
        let sql = "SELECT fake_long " + lengths.map(String.init).joined(separator: ",")
        let rows = try await database.read { db in
            try db.all(sql) { ($0.optionalText(0), $0.optionalBlob(1), $0.integer(2)) }
        }
        #expect(rows.map(\.2) == lengths)
        for (text, bytes, length) in rows {
            let count = Int(length)
            #expect(text == (count < 0 ? nil : String(repeating: "é", count: count)), "\(count)")
            #expect(bytes == (count < 0 ? nil : Array(repeating: 7, count: count)), "\(count)")
        }
        try await database.close()
    }

    @Test func aWrongPasswordIsToldFromAllElse() async {
        guard case .server(let error) = await failure({ try await server.open(password: "wrong") }) else { return }
        #expect(error.kind == .wrongPassword)
    }

    @Test(arguments: [(2627, StorageError.Constraint.unique), (547, .foreignKey)])
    func aBrokenRuleIsNamed(number: Int, constraint: StorageError.Constraint) async throws {
        let database = try await server.open()
        let error = await failure { try await database.read { try $0.execute("UPDATE fake_failure \(number)") } }
        guard case .constraint(let found, _, let state) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(found == constraint)
        #expect(state == "23000")
        try await database.close()
    }

    private func insert(_ words: [String], _ db: any SQLConnection) throws -> Int {
        try db.bulk(.insert(into: "t", ["id", "word"])) { rows in
            for (id, word) in words.enumerated() {
                rows.bind(Int64(id), 0)
                rows.bind(word, 1)
                try rows.send()
            }
        }
    }

    /// The driver takes them as one array, the server as many calls.
    @Test(arguments: [0, 1, 2]) func aRowThatIsRefusedAmongManyIsNotLost(refused: Int) async throws {
        let session = try await ServerConnector(server.url()).connect()
        let count = try await session.write({ _ in }) { try insert(["a", "b", "c"], $0) }
        #expect(count == 3)
        var words = ["a", "b", "c"]
        words[refused] = "fake_failure 2627"
        let error = await failure { try await session.write({ _ in }) { [words] in try insert(words, $0) } }
        guard case .constraint(.unique, _, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        await session.close()
    }

    @Test(arguments: [(1205, ServerError.Kind.conflict, 3), (1105, .diskFull, 1), (3906, .readOnly, 1)])
    func whatTheServerSaysIsUnderstood(number: Int, kind: ServerError.Kind, tries: Int) async throws {
        let database = try await server.open()
        let count = Noted(0)
        let error = await failure {
            try await database.read { db in
                count.next()
                try db.execute("UPDATE fake_failure \(number)")
            }
        }
        guard case .server(let error) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error.kind == kind, "\(error)")
        #expect(error.code == number)
        #expect(count.value == tries)
        try await database.close()
    }

    @Test func aConnectionThatEndsIsLost() async throws {
        let database = try await server.open()
        let error = await failure { try await database.read { try $0.execute("UPDATE fake_hang_up") } }
        guard case .server(let error) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error.kind == .connectionLost)
        #expect(try await database.read { try $0.all("SELECT fake_rows 3") { $0.integer(0) } } == [1, 2, 3])
        try await database.close()
    }
}
