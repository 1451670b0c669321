import Testing

@testable import StorageODBC

struct TurnstileTests {
    /// Waits until `count` tasks wait at it.
    private func waiting(_ count: Int, at turnstile: Turnstile) async {
        while turnstile.waitingCount != count { await Task.yield() }
    }

    @Test func theFirstToComeIsTheFirstToEnter() async throws {
        let turnstile = Turnstile(permits: 1)
        #expect(try await turnstile.enter(within: nil))
        let order = Noted<[Int]>([])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<20 {
                group.addTask {
                    _ = try await turnstile.enter(within: nil)
                    order.withLock { $0.append(number) }
                    turnstile.leave()
                }
                await waiting(number + 1, at: turnstile)
            }
            turnstile.leave()
            try await group.waitForAll()
        }
        #expect(order.value == Array(0..<20))
    }

    @Test func whoeverWaitsTooLongGoesAwayAndLosesNobodysPlace() async throws {
        let turnstile = Turnstile(permits: 1)
        #expect(try await turnstile.enter(within: nil))
        #expect(try await !turnstile.enter(within: .milliseconds(20)))
        async let patient = turnstile.enter(within: .seconds(60))
        await waiting(1, at: turnstile)
        turnstile.leave()
        #expect(try await patient)
    }

    @Test func aCancelledTaskGoesAwayAtOnce() async throws {
        let turnstile = Turnstile(permits: 1)
        #expect(try await turnstile.enter(within: nil))
        let task = Task { try await turnstile.enter(within: .seconds(600)) }
        await waiting(1, at: turnstile)
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(turnstile.waitingCount == 0)
        turnstile.leave()
        #expect(try await turnstile.enter(within: .zero))
    }

    /// However those who enter, give up and are cancelled meet: as many may enter afterwards as before, and never more.
    @Test func noPermitIsLostOrMadeUp() async throws {
        let turnstile = Turnstile(permits: 3)
        let inside = Noted(0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<3000 {
                group.addTask {
                    let limit: Duration? = number % 3 == 0 ? .microseconds(number % 50) : nil
                    guard (try? await turnstile.enter(within: limit)) == true else { return }
                    inside.withLock { $0 += 1 }
                    #expect(inside.value <= 3)
                    await Task.yield()
                    inside.withLock { $0 -= 1 }
                    turnstile.leave()
                }
                if number % 7 == 0 {
                    let task = Task { if try await turnstile.enter(within: nil) { turnstile.leave() } }
                    group.addTask {
                        task.cancel()
                        _ = try? await task.value
                    }
                }
            }
            try await group.waitForAll()
        }
        for _ in 0..<3 { #expect(try await turnstile.enter(within: .zero)) }
        #expect(try await !turnstile.enter(within: .zero))
    }
}
