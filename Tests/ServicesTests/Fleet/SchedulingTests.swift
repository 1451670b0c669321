import Domain
import Foundation
import SeededRandom
import Synchronization
import Testing

@testable import Services

struct SchedulingTests {
    @Test(arguments: [
        (5, [1.0, 2, 4, 8, 15, 30, 60, 120, 300, 300]), (3, [1, 2, 15, 30, 60, 120, 300, 300]),
        (9, [1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60, 120, 300]),
    ])
    func aTerminalThatFailsIsTriedLaterAndLater(attempts: Int, expected: [Double]) {
        var chance = SeededGenerator(seed: 7)
        var reconnection = Reconnection(maxRetryAttempts: attempts)
        for (index, expected) in expected.enumerated() {
            let pause = reconnection.failed(&chance) / .seconds(1)
            #expect((expected * 0.75...expected * 1.25).contains(pause))
            #expect((reconnection.state == .dead) == (index + 1 >= attempts))
        }
        reconnection.succeeded()
        #expect(reconnection.state == .well)
        #expect(reconnection.failed(&chance) < .seconds(2))
    }

    @Test func whereEachMomentCountsItIsTriedEveryFewSecondsForEver() {
        var chance = SeededGenerator(seed: 7)
        var reconnection = Reconnection(maxRetryAttempts: 3, isUrgent: true)
        for _ in 0..<1000 { #expect(reconnection.failed(&chance) <= .seconds(5)) }
        #expect(reconnection.state == .dead)
    }

    @Test func fiftyThatFailTogetherDoNotComeBackTogether() {
        var chance = SeededGenerator(seed: 1)
        let pauses = (0..<50).map { _ in
            var reconnection = Reconnection(maxRetryAttempts: 3)
            return reconnection.failed(&chance)
        }
        #expect(Set(pauses).count == 50)
        #expect((pauses.max() ?? .zero) - (pauses.min() ?? .zero) > .milliseconds(300))
    }

    @Test func aRunningCollectorFollowsWhatIsSet() async throws {
        try await TestCompany.open(now: "2026-11-20 19:00:00") { company in
            let (stored, folder) = (
                FleetSettings(scanInterval: .seconds(7), maxConcurrentDevices: 2), NSTemporaryDirectory()
            )
            for follows in [true, false] {
                let tools = CollectorTools(
                    company.services.attendance.context, FleetSettings(), followsStored: follows, spool: folder,
                    clock: ContinuousClock())
                await tools.follow(stored)
                #expect(tools.settings == (follows ? stored : FleetSettings()))
            }
        }
    }

    @Test func slotsThatAreFewerAreAskedForAndMoreAreGivenAtOnce() async throws {
        let slots = ConnectionSlots(1)
        let (held, release) = AsyncStream<Void>.makeStream()
        let (entered, enter) = AsyncStream<Int>.makeStream()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<2 {
                group.addTask {
                    try await slots.withSlot {
                        enter.yield(number)
                        for await _ in held { break }
                    }
                }
            }
            var who = entered.makeAsyncIterator()
            _ = await who.next()
            while await !slots.isWanted { await Task.yield() }
            await slots.resize(2)
            _ = await who.next()
            #expect(await slots.inUse == 2)
            #expect(await !slots.isWanted)
            await slots.resize(1)
            #expect(await slots.isWanted)
            release.yield()
            release.yield()
            try await group.waitForAll()
        }
        #expect(await slots.inUse == 0)
    }

    @Test func slotsAreGivenInTheOrderOfAskingAndNeverTooMany() async throws {
        let slots = ConnectionSlots(3)
        let gauge = Gauge()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    try await slots.withSlot {
                        gauge.rise()
                        for _ in 0..<20 { await Task.yield() }
                        gauge.fall()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(gauge.most == 3)
        #expect(await slots.inUse == 0)
    }

    @Test func whoeverGivesUpWaitingTakesNoSlot() async throws {
        let slots = ConnectionSlots(1)
        let (held, release) = (Bell(), Bell())
        let first = Task {
            try await slots.withSlot {
                held.ring()
                try await release.wait(atMost: .seconds(60), ContinuousClock())
            }
        }
        try await held.wait(atMost: .seconds(60), ContinuousClock())
        let second = Task { try await slots.withSlot {} }
        while !(await slots.isWanted) { await Task.yield() }
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        #expect(!(await slots.isWanted))
        release.ring()
        try await first.value
        #expect(await slots.inUse == 0)
    }

    @Test func aBellWakesAndIsRemembered() async throws {
        let bell = Bell()
        bell.ring()
        bell.ring()
        #expect(try await bell.wait(atMost: .seconds(60), ContinuousClock()))
        #expect(try await !bell.wait(atMost: .milliseconds(1), ContinuousClock()))
        let waiting = Task { try await bell.wait(atMost: .seconds(60), ContinuousClock()) }
        bell.ring()
        #expect(try await waiting.value)
        let cancelled = Task { try await bell.wait(atMost: .seconds(60), ContinuousClock()) }
        cancelled.cancel()
        await #expect(throws: CancellationError.self) { try await cancelled.value }
    }

    /// A ring is never lost, whenever it comes.
    @Test func ringsAgainstShortWaits() async throws {
        let bell = Bell()
        let unheard = Gauge()
        let ringer = Task {
            for _ in 0..<500 {
                unheard.rise()
                bell.ring()
                while unheard.now > 0 { await Task.yield() }
            }
        }
        var heard = 0
        while heard < 500 {
            if try await bell.wait(atMost: .microseconds(50), ContinuousClock()) {
                heard += 1
                unheard.fall()
            }
        }
        await ringer.value
        #expect(heard == 500)
    }

    @Test(arguments: 0..<200) func severalCollectorsComeToHaveEqualShares(seed: Int) {
        var chance = SeededGenerator(seed: UInt64(seed))
        let devices = (0..<Int.random(in: 1...60, using: &chance)).map { ID<Device>(Int64($0)) }
        var collectors = Array(repeating: Set<ID<Device>>(), count: Int.random(in: 1...6, using: &chance))
        for _ in 0..<3 * collectors.count + 6 {
            let index = Int.random(in: 0..<collectors.count, using: &chance)
            step(&collectors, index, devices)
        }
        for _ in 0..<3 { for index in collectors.indices { step(&collectors, index, devices) } }
        #expect(collectors.reduce(0) { $0 + $1.count } == devices.count)
        #expect(collectors.reduce(into: Set()) { $0.formUnion($1) } == Set(devices))
        let most = (devices.count + collectors.count - 1) / collectors.count
        #expect(collectors.allSatisfy { $0.count <= most })
        // One dies, and the others have all.
        if collectors.count > 1 { collectors.removeLast() }
        for _ in 0..<3 { for index in collectors.indices { step(&collectors, index, devices) } }
        #expect(collectors.reduce(into: Set()) { $0.formUnion($1) } == Set(devices))
    }

    private func step(_ collectors: inout [Set<ID<Device>>], _ index: Int, _ devices: [ID<Device>]) {
        let share = Share(devices: devices, collectors: collectors.count, mine: collectors[index])
        collectors[index].subtract(share.tooMany)
        let after = Share(devices: devices, collectors: collectors.count, mine: collectors[index])
        let held = collectors.reduce(into: Set()) { $0.formUnion($1) }
        collectors[index].formUnion(after.wanted { !held.contains($0) })
    }
}

/// Counts up and down, and remembers the most.
private final class Gauge: Sendable {
    private let state = Mutex((now: 0, most: 0))

    var now: Int { state.withLock { $0.now } }
    var most: Int { state.withLock { $0.most } }

    func rise() { state.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
    func fall() { state.withLock { $0.now -= 1 } }
}
