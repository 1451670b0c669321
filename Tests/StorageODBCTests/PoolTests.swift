import Foundation
import Storage
import Testing

@testable import StorageODBC

@Suite(.serialized) struct PoolTests {
    private func failure<T>(_ body: () async throws -> T) async -> ServerError? {
        do {
            _ = try await body()
        } catch StorageError.server(let error) { return error } catch { Issue.record(error) }
        return nil
    }

    @Test(arguments: PoolServer.allCases)
    func whoeverFindsAllConnectionsBusyIsToldSo(server: PoolServer) async throws {
        let database = try await server.open { ($0.pool.size, $0.pool.timeout) = (1, 1) }
        let isBusy = Noted(false)
        let busy = Task {
            try await database.read { db in
                isBusy.set(true)
                try db.query(server.sleep(100), []) { _ in }
            }
        }
        try await until { isBusy.value }
        let error = await failure { try await database.read { try $0.integer("SELECT 1") } }
        #expect(error?.kind == .poolExhausted)
        #expect(error?.description.contains("pool_size") == true)
        busy.cancel()
        await #expect(throws: CancellationError.self) { try await busy.value }
        #expect(try await database.read { try $0.integer("SELECT 1") } == 1)
        try await database.close()
    }

    @Test(arguments: PoolServer.allCases)
    func aStatementIsInterruptedAndItsConnectionGoesOn(server: PoolServer) async throws {
        let database = try await server.open { $0.pool.size = 1 }
        try await database.create("t")
        for isWriting in [false, true] {
            let number = Noted<Int64?>(nil)
            let body = { @Sendable (db: any SQLConnection) in
                if isWriting { try db.execute("INSERT INTO t (id) VALUES (1)") }
                let own = try db.integer(server.ownNumber)
                number.set(own)
                try db.query(server.sleep(100), []) { _ in }
            }
            let task = Task { try await isWriting ? database.write(body) : database.read(body) }
            try await until { number.value != nil }
            // The statement may not have reached the server yet; then the check before it ends the task.
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            let own = { @Sendable (db: any SQLConnection) in try db.integer(server.ownNumber) }
            let next = try await isWriting ? database.write(own) : database.read(own)
            #expect(next == number.value)
        }
        #expect(try await database.count("t") == 0)
        try await database.close()
    }

    @Test(arguments: PoolServer.allCases)
    func aConnectionThatWasCutIsReplaced(server: PoolServer) async throws {
        let database = try await server.open()
        let other = try await server.open()
        try await database.create("t")
        try await database.insert("t", 0)
        for id in 1...5 as ClosedRange<Int64> {
            let numbers = try await [
                database.read { try $0.integer(server.ownNumber) }, database.write { try $0.integer(server.ownNumber) },
            ]
            try await other.alter { db in
                for number in numbers.compactMap(\.self) { try db.query(server.cut(number), []) { _ in } }
            }
            try await database.insert("t", id)
            #expect(try await database.count("t") == id + 1)
        }
        try await database.close()
        try await other.close()
    }

    @Test(arguments: PoolServer.allCases)
    func aTransactionThatIsCutIsRunAgainFromItsStart(server: PoolServer) async throws {
        let database = try await server.open()
        let other = try await server.open()
        try await database.create("t")
        let tries = Noted(0)
        let number = Noted<Int64?>(nil)
        let killer = Task {
            try await until { number.value != nil }
            let number = number.value ?? 0
            try await other.alter { try $0.query(server.cut(number), []) { _ in } }
        }
        try await database.write { db in
            try db.execute("INSERT INTO t (id) VALUES (1)")
            let isFirst = tries.next() == 1
            guard isFirst else { return }
            let own = try db.integer(server.ownNumber)
            number.set(own)
            try db.query(server.sleep(100), []) { _ in }
        }
        try await killer.value
        #expect(tries.value == 2)
        #expect(try await database.count("t") == 1)
        try await database.close()
        try await other.close()
    }

    @Test(arguments: PoolServer.allCases)
    func connectionsThatNobodyNeedsAreClosed(server: PoolServer) async throws {
        let url = try await server.newDatabase()
        var limits = ConnectionPool.Limits()
        limits.idle = .milliseconds(1)
        let pool = ConnectionPool(limits, connector: ServerConnector(url))
        var sessions: [ServerSession] = []
        for _ in 0..<5 { sessions.append(try await pool.acquire()) }
        #expect(try await server.connections(to: url.databaseName) == 5)
        for session in sessions { await pool.release(session, broken: false) }
        sessions = []
        #expect(await pool.idleCount == 5)
        try await until {
            await pool.reap()
            return await pool.idleCount == 0
        }
        try await until { try await server.connections(to: url.databaseName) == 0 }
    }

    /// One connection after the other is used again: what is not needed comes to lie idle.
    @Test func theConnectionUsedLastIsUsedNext() async throws {
        let pool = ConnectionPool(.init(), connector: ServerConnector(try await PoolServer.postgresql.newDatabase()))
        for _ in 0..<50 { await pool.release(try await pool.acquire(), broken: false) }
        #expect(await pool.opened == 1)
        await pool.drain()
    }

    @Test(arguments: PoolServer.allCases)
    func closingWaitsForWhatIsUnderWay(server: PoolServer) async throws {
        let database = try await server.open()
        try await database.create("t")
        try await database.insert("t", 1)
        let isInside = Noted(false)
        let mayEnd = Noted(false)
        let running = Task {
            try await database.write { db in
                isInside.set(true)
                while !mayEnd.value { try db.query("SELECT 1", []) { _ in } }
                try db.execute("INSERT INTO t (id) VALUES (2)")
            }
        }
        try await until { isInside.value }
        let isClosed = Noted(false)
        let closing = Task {
            try await database.close()
            isClosed.set(true)
        }
        for _ in 0..<20 { await Task.yield() }
        #expect(!isClosed.value)
        mayEnd.set(true)
        try await running.value
        try await closing.value
        #expect(await failure { try await database.count("t") }?.kind == .closed)
        #expect(await failure { try await database.insert("t", 3) }?.kind == .closed)
        let again = try await ServerDatabase(database.url)
        #expect(try await again.count("t") == 2)
        try await again.close()
    }

    @Test(arguments: PoolServer.allCases)
    func whatWasNestedIsUndoneByItself(server: PoolServer) async throws {
        let database = try await server.open()
        try await database.create("t")
        try await database.write { db in
            try db.execute("INSERT INTO t (id) VALUES (1)")
            for id in [1, 2] as [Int64] {
                _ = try? db.nested {
                    _ = try db.nested { try db.execute("INSERT INTO t (id) VALUES (?)", [.int64(id + 10)]) }
                    try db.execute("INSERT INTO t (id) VALUES (?)", [.int64(id)])
                }
            }
        }
        #expect(try await database.read { try $0.all("SELECT id FROM t ORDER BY id") { $0.integer(0) } } == [1, 2, 12])
        try await database.close()
    }

    @Test(arguments: PoolServer.allCases)
    func aHundredThousandStatementsLeaveNothingBehind(server: PoolServer) async throws {
        let database = try await server.open { $0.pool.size = 1 }
        let run = { @Sendable (count: Int) in
            try await database.read { db in
                for number in 0..<count {
                    // Some thousand texts, so that statements are made and thrown away as well as used again.
                    let text = number % 20 == 0 ? "SELECT ? + \(number)" : "SELECT ?"
                    _ = try db.integer(text, [.int64(1)])
                }
            }
        }
        try await run(10_000)
        let before = residentPages()
        try await run(90_000)
        // 32 MiB; a leak of a handle or a buffer a statement comes to far more.
        #expect(residentPages() - before < 8192)
        try await database.close()
    }

    private func residentPages() -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        return Int(text.split(separator: " ").dropFirst().first ?? "") ?? 0
    }

    @Test func asManyStatementsStayPreparedAsTheCacheHolds() async throws {
        let database = try await PoolServer.postgresql.open { $0.pool.size = 1 }
        let prepared = try await database.read { db in
            for number in 0..<500 { _ = try db.integer("SELECT ? + \(number)", [.int64(1)]) }
            // A query inside a query of the same text needs one of its own.
            try db.query("SELECT 1", []) { _ in _ = try db.integer("SELECT 1") }
            return try db.integer("SELECT count(*) FROM pg_prepared_statements")
        }
        #expect((20...65).contains(prepared ?? 0), "\(prepared ?? 0)")
        try await database.close()
    }
}
