import DeviceSimulator
import Domain
import Foundation
import SeededRandom
import Services

/// A day and a night of collecting in some minutes: people punch, lines break, terminals are away. Memory and open files
/// are looked at all the time, and must not grow. All clocks run fast alike, so that what is done now and then is done as
/// often as in a day; only what the database times by its own clock, the leases, is not.
struct MemoryBench {
    private static let day = 86_400.0
    /// How much faster the collector's pauses pass.
    private static let haste = 600.0
    private static let samples = 90

    static func run() async throws -> [BenchLine] {
        let began = Date().timeIntervalSince1970
        let now: @Sendable () -> Double = { began + (Date().timeIntervalSince1970 - began) * haste }
        let zone = Double(TimeZone.current.secondsFromGMT())
        let configurations = (0..<4).map { number in
            var made = VirtualTerminalConfiguration(users: SampleCompany.users(100))
            made.identity.serialNumber = "M\(number)"
            made.clock = TerminalClock { now() + zone }
            return made
        }
        return try await BenchFleet.with(configurations, now: { Instant(seconds: Int64(now())) }) { fleet in
            let readings = try await fleet.collecting(clock: HastyClock(factor: haste)) { try await watch(fleet) }
            let third = samples / 3
            func growth(_ path: KeyPath<Reading, Double>) -> Double {
                let middle = readings[third..<2 * third].map { $0[keyPath: path] }.max() ?? 1
                return (readings.suffix(third).map { $0[keyPath: path] }.max() ?? 1) / middle
            }
            let punches = try await fleet.punches()
            print(
                "memory: \(readings.map { Int($0.resident) >> 20 }) MiB, \(readings.map { Int($0.files) }) files, \(punches) punches"
            )
            return [
                BenchLine(name: "soak-memory", value: growth(\.resident), unit: "last-third/middle", bar: .atMost(1.1)),
                BenchLine(name: "soak-files", value: growth(\.files), unit: "last-third/middle", bar: .atMost(1.1)),
            ]
        }
    }

    private struct Reading {
        var resident: Double
        var files: Double

        static func now() throws -> Reading {
            let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
            let files = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
            return Reading(resident: Double(pages[1]).map { $0 * 4096 } ?? 0, files: Double(files))
        }
    }

    private static func watch(_ fleet: BenchFleet) async throws -> [Reading] {
        var chance = SeededGenerator(seed: 24)
        var readings: [Reading] = []
        for _ in 0..<samples {
            let until = ContinuousClock.now + .seconds(day / haste / Double(samples))
            while ContinuousClock.now < until {
                let terminal = fleet.terminals[chance.between(0, fleet.terminals.count - 1)]
                if chance.happens(percent: 5) { await terminal.dropConnections() }
                if chance.happens(percent: 3) { await terminal.setFaults(faults(&chance)) }
                await terminal.punch(userID: String(1000 + chance.between(1, 100)))
                try await Task.sleep(for: .milliseconds(50))
            }
            readings.append(try Reading.now())
        }
        return readings
    }

    private static func faults(_ chance: inout SeededGenerator) -> Faults {
        var faults = Faults()
        switch chance.between(0, 3) {
        case 0: faults.cutAfterBytes = chance.between(0, 2000)
        case 1: faults.badChecksums = 0.05
        case 2: faults.wrongCounter = 1
        default: break
        }
        faults.cutConnections = 2
        return faults
    }
}

/// Sleeps a part of what it is asked for.
struct HastyClock: Clock {
    var factor: Double

    var now: ContinuousClock.Instant { ContinuousClock.now }
    var minimumResolution: Duration { .nanoseconds(1) }

    func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
        try await ContinuousClock().sleep(for: (deadline - now) / factor)
    }
}
