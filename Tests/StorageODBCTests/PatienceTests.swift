import Storage
import Testing

@testable import StorageODBC

struct PatienceTests {
    private func tries(
        _ kind: ServerError.Kind, wasThere: Bool = true, succeedingAt success: Int = .max,
        absence: Duration = .seconds(600),
        refusal: Duration = .seconds(600)
    ) async -> Int {
        let count = Noted(0)
        var patience = Patience(
            tries: 4, absence: absence, firstPause: .microseconds(10), longestPause: .milliseconds(1))
        patience.refusal = refusal
        _ = try? await patience.retrying(wasThere: wasThere) {
            if count.next() < success { throw StorageError.server(ServerError(kind, database: "d")) }
        }
        return count.value
    }

    @Test(arguments: [ServerError.Kind.conflict, .lockTimeout])
    func whatOthersGotInTheWayOfIsTriedSoManyTimes(kind: ServerError.Kind) async {
        #expect(await tries(kind) == 4)
        #expect(await tries(kind, succeedingAt: 3) == 3)
    }

    @Test(arguments: [ServerError.Kind.connectionLost, .noAnswer, .unknownHost, .readOnly])
    func aServerThatWasThereIsWaitedFor(kind: ServerError.Kind) async {
        #expect(await tries(kind, succeedingAt: 20) == 20)
        #expect(await tries(kind, absence: .zero) == 1)
    }

    @Test func aServerThatRefusesChangesIsWaitedForLessLong() async {
        #expect(await tries(.readOnly, refusal: .zero) == 1)
        #expect(await tries(.connectionLost, succeedingAt: 3, refusal: .zero) == 3)
    }

    @Test(arguments: [ServerError.Kind.noAnswer, .unknownHost])
    func aWrongAddressIsToldAtOnce(kind: ServerError.Kind) async {
        #expect(await tries(kind, wasThere: false) == 1)
    }

    /// To do it again would help nobody, or would do it twice.
    @Test(arguments: [
        ServerError.Kind.outcomeUnknown, .other, .noRights, .diskFull, .wrongPassword, .databaseMissing, .poolExhausted,
        .closed, .noSecureConnection, .tooManyConnections,
    ])
    func nothingElseIsTriedAgain(kind: ServerError.Kind) async {
        #expect(await tries(kind) == 1)
    }

    @Test func absenceCountsFromItsFirstSign() async throws {
        // The first failure takes longer than a server may be away, as a question to a hung one does.
        let count = Noted(0)
        try await Patience(absence: .milliseconds(50)).retrying(wasThere: true) {
            guard count.next() == 1 else { return }
            try await Task.sleep(for: .milliseconds(60))
            throw StorageError.server(ServerError(.connectionLost, database: "d"))
        }
        #expect(count.value == 2)
    }

    @Test func whatIsCancelledIsNotTriedAgain() async {
        let task = Task {
            try await Patience(firstPause: .seconds(600), longestPause: .seconds(600)).retrying(wasThere: true) {
                throw StorageError.server(ServerError(.conflict, database: "d"))
            }
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func aCallThatBlocksIsLeftBehind() async throws {
        #expect(try await within(.seconds(60)) { 7 } == 7)
        #expect(try await within(.milliseconds(10)) { try await Task.sleep(for: .seconds(600)) } == nil)
        await #expect(throws: StorageError.self) {
            try await within(.seconds(60)) { throw StorageError.notFound("x") }
        }
        let task = Task { try await within(.seconds(600)) { try? await Task.sleep(for: .seconds(600)) } }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
