import Storage
import Testing

@testable import StorageODBC

/// A task may be cancelled at any moment on a statement's way to the server.
struct CancellerTests {
    @Test func aStatementOfACancelledTaskIsNotBegun() async throws {
        let hasBegun = Noted(false)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try Canceller().during(ODBCEnvironment.handle()) { hasBegun.set(true) }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(!hasBegun.value)
    }

    /// The server is told to interrupt what it has not been told to do yet.
    @Test(arguments: PoolServer.allCases) func anInterruptionThatComesTooEarlyComesAgain(server: PoolServer) throws {
        let address = try server.address()
        let canceller = Canceller()
        let link = try ODBCLink(
            to: ServerEndpoint(address, host: address.hosts[0], database: "test"), canceller: canceller)
        let statement = try link.statement(for: server.sleep(100)) { $0 }
        let start = ContinuousClock.now
        #expect(throws: ODBCFailure.self) {
            try canceller.during(statement.handle) {
                canceller.cancel()
                try statement.execute([])
                try statement.forEachRow { _ in }
            }
        }
        #expect(ContinuousClock.now - start < .seconds(60))
    }
}
