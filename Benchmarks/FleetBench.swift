import DeviceSimulator
import Domain
import Foundation
import Services

/// Fifty terminals with full memories, among them one at which nobody is and one that hardly gets anywhere: as fast as the
/// terminals are, and as fast as the ledger takes them in.
struct FleetBench {
    static let well = 48
    static let records = 50_000

    static func run() async throws -> [BenchLine] {
        let users = SampleCompany.users(300)
        let punches = SampleCompany.punches(records, of: users, until: LocalTime(seconds: 1_780_000_000))
        func terminals(_ count: Int, _ pace: Pace?) -> [VirtualTerminalConfiguration] {
            (0..<count).map { number in
                var made = VirtualTerminalConfiguration(users: users, punches: punches)
                made.identity.serialNumber = "B\(number)"
                made.pace = pace
                return made
            }
        }
        let alone = try await BenchFleet.with(terminals(1, .likeK20)) { try await $0.seconds(until: records) }
        let together = try await time(terminals(well, .likeK20), slow: terminals(1, Pace(bytesPerSecond: 500)))
        let quick = try await time(terminals(well, nil), slow: terminals(1, Pace(bytesPerSecond: 500)))
        print("fleet: one alone \(alone) s, \(well) together \(together) s, without a line between \(quick) s")
        return [
            BenchLine(name: "fleet-parallel", value: together / alone, unit: "slowest-alone", bar: .atMost(1.2)),
            BenchLine(
                name: "fleet-throughput", value: Double(well * records) / quick, unit: "punches/s",
                bar: .atLeast(200_000)),
        ]
    }

    private static func time(
        _ terminals: [VirtualTerminalConfiguration], slow: [VirtualTerminalConfiguration]
    ) async throws -> Double {
        // Nobody listens on the port of discarding.
        try await BenchFleet.with(slow + terminals, beside: [("127.0.0.1", 9)]) { fleet in
            try await fleet.seconds(until: terminals.count * records)
        }
    }
}

/// From a punch at the terminal to the notice that its row is stored.
struct LivePunchBench {
    private static let rounds = 40

    static func run() async throws -> [BenchLine] {
        let configuration = VirtualTerminalConfiguration(users: SampleCompany.users(10))
        return try await BenchFleet.with([configuration]) { fleet in
            let terminal = fleet.terminals[0]
            // Nobody looks by himself: what is measured is what the terminal's report brings.
            let worst = try await fleet.collecting(FleetSettings(scanInterval: .seconds(3600))) {
                try await terminal.status { $0.listeners == 1 }
                var worst = 0.0
                for round in 0..<rounds { worst = max(worst, try await punch(round, fleet, terminal)) }
                return worst
            }
            return [BenchLine(name: "live-punch", value: worst * 1000, unit: "ms", bar: .atMost(300))]
        }
    }

    private static func punch(_ round: Int, _ fleet: BenchFleet, _ terminal: VirtualTerminal) async throws -> Double {
        let changes = fleet.services.changes()
        let start = ContinuousClock.now
        let time = LocalTime(seconds: await terminal.time().seconds - 1000 + Int64(round))
        let isTaken = await terminal.punch(VirtualPunch(userID: "1001", time: time))
        precondition(isTaken)
        for await change in changes {
            if case .punches = change, try await fleet.punches() == round + 1 { break }
        }
        return (ContinuousClock.now - start) / .seconds(1)
    }
}
