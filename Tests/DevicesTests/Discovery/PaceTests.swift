import Testing

@testable import Devices

struct PaceTests {
    /// However many ask at once, and also where time passed in which nobody did.
    @Test func noMoreTurnsThanItGives() async throws {
        let (pace, began) = (Pace(perSecond: 100), ContinuousClock.now)
        try await withThrowingTaskGroup { group in
            for _ in 0..<31 { group.addTask { try await pace.turn() } }
            try await group.waitForAll()
        }
        #expect(.now - began >= .milliseconds(300))
        try await Task.sleep(for: .milliseconds(100))
        let again = ContinuousClock.now
        for _ in 0..<11 { try await pace.turn() }
        #expect(.now - again >= .milliseconds(100), "what was not used is not made up for")
    }
}
