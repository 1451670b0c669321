import DeviceSimulator
import Devices
import Domain
import Logging
import Storage
import Testing

@testable import Services

/// How full a terminal is, and how long it takes to say so, while it stays connected.
struct HealthWatchTests {
    @Test func aConnectedTerminalIsAskedAgainEachQuarterOfAnHour() async throws {
        try await OrderedTerminal.with(.withPeople(), collected: true) { ordered in
            let (company, collector) = (ordered.company, try #require(ordered.collector))
            func health() async throws -> DeviceHealth? { try await company.listed(ordered.device).health }
            try await collector.until(holds: { try await health() != nil })
            let before = try #require(try await health())
            #expect(before.users == 3 && before.fingerprints == 2 && before.latency != nil)
            try await ordered.done(.deleteUser("43"))
            company.clock.advance(900)
            try await collector.until(holds: {
                await collector.collector.wake()
                return try await health()?.users == 2
            })
            let after = try #require(try await health())
            #expect(after.fingerprints == 1 && after.checkedAt > before.checkedAt)
            #expect(after.outcomeCount == before.outcomeCount, "it is one conversation")
            #expect(await ordered.terminal.status().requests(.connect) == 1)
        }
    }

    @Test func oneQuestionAtATime() async throws {
        try await withVirtualTerminal(.withPeople()) { virtual, address in
            let endpoint = DeviceEndpoint(
                host: address.host, port: address.tcpPort, transport: .tcp, timeout: .seconds(30))
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            try await ZKTerminal.with(endpoint, logger: logger) { terminal in
                var watch = HealthWatch()
                let began = Instant(seconds: 1_795_000_000)
                for (pause, isLooked) in [(Int64(0), true), (899, false), (900, true), (901, false), (-5, true)] {
                    let asked = await virtual.status().requests(.freeSizes)
                    let found = try await watch.look(at: terminal, now: began + pause, ContinuousClock())
                    #expect((found != nil) == isLooked, "\(pause)")
                    #expect(found.map { $0.sizes.users == 3 && $0.latency > .zero } ?? true)
                    #expect(await virtual.status().requests(.freeSizes) == asked + (isLooked ? 1 : 0))
                }
            }
        }
    }
}
