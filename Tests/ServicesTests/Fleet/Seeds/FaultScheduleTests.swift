import Foundation
import Synchronization
import Testing

@testable import Services

/// Whatever happens to terminals, network, database and collectors: in the end the ledger has what the terminals
/// recorded, each punch once.
///
/// `ETIME_SEED=7` repeats one schedule and tells what happened in it; `ETIME_SEEDS=0-9999` runs many (`make soak`).
struct FaultScheduleTests {
    @Test func nothingIsLostAndNothingIsDoubled() async throws {
        let seeds = try Seeds(ProcessInfo.processInfo.environment)
        let queue = SeedQueue(seeds.range)
        await withTaskGroup(of: Void.self) { group in
            // Each waits a while for its files: more than there are cores keep these busy.
            for _ in 0..<2 * ProcessInfo.processInfo.activeProcessorCount {
                group.addTask {
                    while let seed = queue.next() { await Self.check(seed, seeds) }
                }
            }
        }
    }

    private static func check(_ seed: UInt64, _ seeds: Seeds) async {
        let schedule = FaultSchedule(seed: seed)
        if seeds.isOne { print(schedule) }
        do {
            let problems = try await SeededFleet.run(schedule)
            if !problems.isEmpty { Issue.record("Seed \(seed) (repeat it with ETIME_SEED=\(seed)): \(problems)") }
        } catch {
            Issue.record("Seed \(seed) (repeat it with ETIME_SEED=\(seed)): \(error)")
        }
        if seeds.tells, seed % 100 == 99 { print("seed \(seed) of \(seeds.range.upperBound)") }
    }
}

/// Which schedules are run.
private struct Seeds {
    var range: ClosedRange<UInt64> = 0...199
    var isOne = false
    var tells = false

    init(_ environment: [String: String]) throws {
        if let one = environment["ETIME_SEED"].flatMap(UInt64.init) {
            (range, isOne) = (one...one, true)
        } else if let text = environment["ETIME_SEEDS"] {
            let bounds = text.split(separator: "-").compactMap { UInt64($0) }
            guard bounds.count == 2, bounds[0] <= bounds[1] else { throw WrongSeeds(text: text) }
            (range, tells) = (bounds[0]...bounds[1], true)
        }
    }

    struct WrongSeeds: Error {
        var text: String
    }
}

private final class SeedQueue: Sendable {
    private let left: Mutex<[UInt64]>

    init(_ range: ClosedRange<UInt64>) { left = Mutex(range.reversed()) }

    func next() -> UInt64? { left.withLock { $0.popLast() } }
}
