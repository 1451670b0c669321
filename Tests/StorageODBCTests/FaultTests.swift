import Foundation
import Storage
import Testing

@testable import StorageODBC

/// Connections that are lost at the worst moment.
@Suite(.serialized) struct FaultTests {
    /// Opens a database through a proxy, and past it.
    private func opened(_ server: PoolServer, _ rule: FaultProxy.Rule, linger: Double = 0) async throws -> (
        proxy: FaultProxy, through: ServerDatabase, past: ServerDatabase
    ) {
        let url = try await server.newDatabase()
        guard case .server(var address) = url.location else { throw StorageError.unsupportedScheme("") }
        let proxy = try FaultProxy(to: address.hosts[0], rule, marker: "INTO marked", linger: linger)
        let past = try await ServerDatabase(url)
        try await past.create("marked")
        try await past.create("other")
        address.hosts[0].port = proxy.port
        // In clear, so that the proxy can read along.
        address.transport.mode = .disable
        return (proxy, try await ServerDatabase(DatabaseURL(.server(address))), past)
    }

    /// COMMIT does not arrive, or its answer does not; meanwhile others of the same program wait to write. Each row is there
    /// once: had the work been done again that was kept, its key would be there already.
    @Test(arguments: PoolServer.allCases, [FaultProxy.Rule.before, .after])
    func aCommitThatIsLostIsNeitherLostNorDoubled(server: PoolServer, rule: FaultProxy.Rule) async throws {
        let (proxy, through, past) = try await opened(server, rule)
        let tries = Noted(0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                let next = try await through.write { db in
                    tries.next()
                    let last = try db.integer("SELECT max(id) FROM marked") ?? 0
                    try db.execute("INSERT INTO marked (id) VALUES (?)", [.int64(last + 1)])
                    return last + 1
                }
                #expect(next == 1)
            }
            for id in 1...20 as ClosedRange<Int64> { group.addTask { try await through.insert("other", id) } }
            try await group.waitForAll()
        }
        proxy.waitUntilStruck()
        #expect(try await past.count("marked") == 1)
        #expect(try await past.count("other") == 20)
        #expect(tries.value == (rule == .before ? 2 : 1))
        try await through.close()
        try await past.close()
    }

    /// The server goes on holding the locks of a connection that it does not know to be gone.
    @Test(arguments: PoolServer.allCases, [FaultProxy.Rule.before, .after])
    func theServerLearnsOfItLater(server: PoolServer, rule: FaultProxy.Rule) async throws {
        let (proxy, through, past) = try await opened(server, rule, linger: 1)
        try await through.insert("marked", 1)
        proxy.waitUntilStruck()
        #expect(try await past.count("marked") == 1)
        try await through.close()
        try await past.close()
    }

    /// The server is away for longer than anybody waits for it: whether the work was kept is not known, and that is said.
    @Test(arguments: PoolServer.allCases)
    func whatCannotBeFoundOutIsNotDoneAgain(server: PoolServer) async throws {
        let (proxy, through, past) = try await opened(server, .gone)
        let url = through.url
        let impatient = try await ServerDatabase(url, patience: Patience(absence: .milliseconds(300)))
        try await through.close()
        let error = await #expect(throws: StorageError.self) { try await impatient.insert("marked", 1) }
        guard case .server(let error) = error else { return }
        #expect(error.kind == .outcomeUnknown)
        #expect(error.description.contains("look whether the change is there"))
        proxy.waitUntilStruck()
        #expect(try await past.count("marked") == 1)
        try await past.close()
    }

    /// Two programs lock each other's rows in turn: one of them is told to give way, and does so by itself.
    @Test(arguments: PoolServer.allCases)
    func whoeverIsChosenInADeadlockTriesAgain(server: PoolServer) async throws {
        let database = try await server.open()
        let intruder = try await ServerDatabase(database.url)
        try await database.create("t")
        for id in [1, 2] as [Int64] { try await database.insert("t", id) }
        let step = Noted(0)
        let tries = Noted(0)
        let first = Task {
            try await database.write { db in
                let isFirst = tries.next() == 1
                try db.execute("UPDATE t SET word = 'program' WHERE id = 1")
                if isFirst { step.set(1) }
                while isFirst, step.value < 2 { try db.query("SELECT 1", []) { _ in } }
                try db.execute("UPDATE t SET word = 'program' WHERE id = 2")
            }
        }
        // Without the turn that programs take, as somebody does who works on the database by hand.
        let second = Task {
            try await intruder.alter { db in
                while true {
                    do {
                        try db.transaction {
                            try db.execute("UPDATE t SET word = 'intruder' WHERE id = 2")
                            while step.value < 1 { try db.query("SELECT 1", []) { _ in } }
                            step.set(2)
                            try db.execute("UPDATE t SET word = 'intruder' WHERE id = 1")
                        }
                        return false
                    } catch StorageError.server(let error) where error.kind == .conflict { return true }
                }
            }
        }
        try await first.value
        let intruderGaveWay = try await second.value
        #expect((tries.value == 2) != intruderGaveWay)
        let words = try await database.read { try $0.all("SELECT word FROM t") { $0.text(0) } }
        #expect(Set(words).count == 1)
        try await database.close()
        try await intruder.close()
    }
}
