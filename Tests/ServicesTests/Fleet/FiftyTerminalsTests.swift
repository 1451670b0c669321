import DeviceSimulator
import DeviceTesting
import Devices
import Domain
import Storage
import Testing

@testable import Services

/// Fifty terminals at one collector, of which one is dead, one slow at a crawl, and one starts again while it is read.
@Suite(.timeLimit(.minutes(10)))
struct FiftyTerminalsTests {
    private static let now = "2026-11-20 19:00:00"
    private static let punches = 100

    @Test func theHealthyOnesWaitForNobody() async throws {
        try await TestCompany.open(now: Self.now) { company in
            var (slow, restarting) = (Self.terminal(0), Self.terminal(1))
            // Seconds to each answer, of which a visit takes dozens.
            slow.faults.delay = 2000
            restarting.pace = Pace(bytesPerSecond: 8 << 10)
            let (crawler, first) = (VirtualTerminal(slow), VirtualTerminal(restarting))
            let crawling = try await Self.add("Slow", crawler, company)
            let broken = try await Self.add("Restarting", first, company)
            let dead = try await company.addDevice("Dead", host: LoopbackAddress.unused(), port: 4370)
            var healthy: [(device: DeviceSummary, terminal: VirtualTerminal)] = []
            for number in 2..<49 {
                let terminal = VirtualTerminal(Self.terminal(number))
                healthy.append((try await Self.add("Gate \(number)", terminal, company), terminal))
            }
            let run = try await RunningCollector(company)

            try await first.status { $0.requests(.readBuffer) > 0 }
            await first.stop()
            try await run.until(holds: { Self.place(of: .failed(broken.id), in: run.events) != nil })
            let second = VirtualTerminal(Self.terminal(1))
            _ = try await second.start(host: broken.host, tcpPort: 4370)

            let well = healthy.map(\.device.id) + [broken.id]
            try await run.until(holds: { well.allSatisfy { Self.place(of: .complete($0), in: run.events) != nil } })
            try await run.until(holds: { Self.place(of: .dead(dead.id), in: run.events) != nil })
            // All of them are, and the slow one is being read.
            #expect(Self.place(of: .complete(crawling.id), in: run.events) == nil)
            #expect(Self.place(of: .failed(crawling.id), in: run.events) == nil)
            #expect(await crawler.status().sessions == 1)
            #expect(try await company.punchCount() == 48 * Self.punches)
            let listed = try await company.listed(dead)
            #expect(listed.lastError?.contains(dead.host) == true)
            #expect(listed.health?.nextTryAt != nil)
            #expect(try await company.listed(crawling).lastError == nil)

            var patient = Faults()
            patient.delay = 30
            await crawler.setFaults(patient)
            try await run.until(holds: { Self.place(of: .complete(crawling.id), in: run.events) != nil })
            #expect(Self.place(of: .failed(crawling.id), in: run.events) == nil)
            #expect(try await company.punchCount() == 49 * Self.punches)
            try await run.stop()
            #expect(try await company.services.ledger.verify(by: company.actor).isIntact)
            for terminal in healthy.map(\.terminal) + [crawler, second] {
                #expect(await terminal.status().sessions == 0)
                await terminal.stop()
            }
        }
    }

    private enum Happening {
        /// All its punches came in one reading.
        case complete(ID<Device>)
        case failed(ID<Device>)
        /// It is left alone for a while.
        case dead(ID<Device>)
    }

    private static func place(of happening: Happening, in events: [FleetEvent]) -> Int? {
        events.firstIndex { event in
            switch (happening, event) {
            case (.complete(let device), .collected(let report)):
                report.device == device && report.newPunches == punches
            case (.failed(let device), .disconnected(let other, .some)): other == device
            case (.dead(let device), .dead(let other, _)): other == device
            default: false
            }
        }
    }

    private static func terminal(_ number: Int) -> VirtualTerminalConfiguration {
        let users = SampleCompany.users(5, seed: UInt64(number + 1))
        let end = LocalTime(now) ?? LocalTime(seconds: 0)
        var configuration = VirtualTerminalConfiguration(
            users: users, punches: SampleCompany.punches(punches, of: users, until: end, seed: UInt64(number + 1)))
        configuration.identity.serialNumber = "F\(number)"
        configuration.clock = .standing(at: end)
        return configuration
    }

    private static func add(
        _ name: String, _ terminal: VirtualTerminal, _ company: TestCompany
    ) async throws -> DeviceSummary {
        let address = try await terminal.start(host: LoopbackAddress.unused(), tcpPort: 4370)
        return try await company.addDevice(name, host: address.host, port: address.tcpPort)
    }
}
