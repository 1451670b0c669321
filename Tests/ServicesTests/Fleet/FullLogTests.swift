import DeviceSimulator
import Devices
import Domain
import Storage
import Testing

@testable import Services

/// A log that fills up while the collector is connected.
struct FullLogTests {
    private static let now = "2026-11-20 19:00:00"

    private static func full(_ records: Int, _ whenFull: FullLog, held: Int) -> VirtualTerminalConfiguration {
        var full = configuration(at: now, punches(0..<held))
        (full.capacity.records, full.capacity.whenFull) = (records, whenFull)
        return full
    }

    private static func punches(_ numbers: Range<Int>) -> [String] {
        numbers.map { "42 2026-11-20 \(10 + $0 / 60):\($0 % 60 < 10 ? "0" : "")\($0 % 60):00" }
    }

    private static func new(_ count: Int) -> @Sendable (FleetEvent) -> Bool {
        { if case .collected(let report) = $0 { report.newPunches == count } else { false } }
    }

    /// Its counter does not move any more.
    @Test(arguments: [false, true]) func oneThatDropsItsOldestIsReadAtEachPunch(isReported: Bool) async throws {
        try await TestCompany.open(now: Self.now) { company in
            try await withVirtualTerminal(Self.full(8, .dropsOldest(1), held: 8)) { terminal, address in
                _ = try await company.addDevice("Gate", port: address.tcpPort)
                let run = try await RunningCollector(company)
                try await run.until(Self.new(8))
                for punch in virtual(Self.punches(8..<28)) {
                    if isReported { #expect(await terminal.punch(punch)) } else { await terminal.store([punch]) }
                    try await run.until(Self.new(1))
                }
                try await run.stop()
                #expect(await terminal.overwritten().count == 20)
                #expect(try await company.punchCount() == 28)
                #expect(try await company.notes().isEmpty)
            }
        }
    }

    /// As many punches as there were before come in after the clearing, before anybody looks.
    @Test func aLogThatWasClearedAndIsAsLongAgainIsRead() async throws {
        try await TestCompany.open(now: Self.now) { company in
            try await withVirtualTerminal(Self.full(50_000, .grows, held: 3)) { terminal, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                // Nobody looks before he is woken, and nothing is reported.
                let run = try await RunningCollector(company, FleetSettings(scanInterval: .seconds(3600)), hasty: false)
                try await run.until(Self.new(3))
                _ = try await company.services.fleet.ask(.clearLog, of: [device.id], by: company.actor)
                await run.collector.wake()
                try await run.until { if case .taskEnded = $0 { true } else { false } }
                #expect(await terminal.status().records == 0)
                await terminal.store(virtual(Self.punches(3..<6)))
                await run.collector.wake()
                try await run.until(Self.new(3))
                try await run.stop()
                #expect(try await company.punchCount() == 6)
                #expect(try await company.notes().isEmpty)
            }
        }
    }

    @Test func oneThatRefusesPunchesIsToldOfBeforeAndServesAgainWhenItIsCleared() async throws {
        try await TestCompany.open(now: Self.now) { company in
            try await withVirtualTerminal(Self.full(20, .refuses, held: 0)) { terminal, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                let run = try await RunningCollector(company)
                try await run.until { if case .connected = $0 { true } else { false } }
                for (index, punch) in virtual(Self.punches(0..<20)).enumerated() {
                    #expect(await terminal.punch(punch))
                    try await run.until(Self.new(1))
                    let warnings = try await company.listed(device).conditions.filter { $0.contains("nearly full") }
                    #expect(warnings.count == (index + 1 >= 18 ? 1 : 0))
                }
                let late = virtual(["42 2026-11-20 18:00:00"])[0]
                #expect(await !terminal.punch(late))
                let asked = try await company.services.fleet.ask(.clearLog, of: [device.id], by: company.actor)
                #expect(try await company.finish(asked, run).tasks.map(\.task.state) == [.done])
                #expect(await terminal.punch(late))
                try await run.until(Self.new(1))
                #expect(try await company.listed(device).conditions.allSatisfy { !$0.contains("nearly full") })
                try await run.stop()
                #expect(try await company.punchCount() == 21)
            }
        }
    }
}
