import DeviceTesting
import Devices
import Testing

@testable import DeviceSimulator

/// Waiting for something to happen at the terminal ends, whatever happens.
@Suite(.timeLimit(.minutes(1)))
struct WaitingTests {
    @Test func whatIsSoAlreadyIsNotWaitedFor() async throws {
        let terminal = VirtualTerminal(SampleLog(punches: 3).configuration)
        #expect(try await terminal.status { $0.records == 3 }.records == 3)
    }

    /// Two who wait for different things, and each hears of its own.
    @Test func endsWithWhatHappens() async throws {
        let terminal = VirtualTerminal(SampleLog(punches: 0).configuration)
        async let first = terminal.status { $0.records >= 1 }
        async let second = terminal.status { $0.records >= 2 }
        for _ in 0..<2 { await terminal.punch(userID: "1001") }
        #expect(try await first.records >= 1)
        #expect(try await second.records == 2)
    }

    @Test func endsAtItsLimit() async throws {
        try await withVirtualTime(VirtualTerminalConfiguration()) { terminal, _ in
            let error = await #expect(throws: SimulatorError.self) {
                try await terminal.status(within: .seconds(60)) { $0.sessions == 1 }
            }
            guard case .neverHappened(let status) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(status.contains("sessions 0"))
        }
    }

    @Test func endsWithItsTask() async throws {
        let terminal = VirtualTerminal()
        let waiting = await Self.waiting(at: terminal)
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
    }

    @Test func aCancelledTaskDoesNotWait() async throws {
        let terminal = VirtualTerminal()
        let waiting = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await terminal.status { $0.records == 1 }
        }
        await #expect(throws: CancellationError.self) { try await waiting.value }
    }

    @Test func endsWithTheTerminal() async throws {
        let terminal = VirtualTerminal()
        _ = try await terminal.start()
        let waiting = await Self.waiting(at: terminal)
        await terminal.stop()
        await #expect(throws: SimulatorError.self) { try await waiting.value }
        await #expect(throws: SimulatorError.self) { try await terminal.status { $0.records == 1 } }
    }

    /// Somebody who waits for what never happens, and has begun to.
    private static func waiting(at terminal: VirtualTerminal) async -> Task<VirtualTerminalStatus, any Error> {
        let (asked, signal) = AsyncStream.makeStream(of: Void.self)
        let waiting = Task {
            defer { signal.finish() }
            return try await terminal.status(within: .seconds(600)) { _ in
                signal.yield()
                return false
            }
        }
        for await _ in asked { break }
        return waiting
    }

    /// What waits for an answer when the terminal goes away hears of it.
    @Test func aClientOfAStoppedTerminalIsNotLeftWaiting() async throws {
        var configuration = SampleLog(punches: 30).configuration
        configuration.faults.silentAfterRequests = 3
        let terminal = VirtualTerminal(configuration)
        let address = try await terminal.start()
        let reading = Task { try await readLog(address.endpoint(.tcp)) }
        try await terminal.status { $0.requests(.freeSizes) == 1 && $0.requests >= 4 }
        await terminal.stop()
        await #expect(throws: DeviceError.self) { try await reading.value }
    }
}
