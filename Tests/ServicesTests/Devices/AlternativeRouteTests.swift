import DeviceSimulator
import DeviceTesting
import Devices
import Domain
import Storage
import Testing

@testable import Services

struct AlternativeRouteTests {
    /// Nobody is at its first address.
    @Test(arguments: [DeviceTransport.tcp, .udp])
    func aTerminalIsReachedByItsSecondWay(transport: DeviceTransport) async throws {
        try await TestCompany.open(now: "2026-11-20 19:00:00") { company in
            let terminal = configuration(at: "2026-11-20 19:00:00", ["42 2026-11-20 09:00:00"])
            try await withVirtualTerminal(terminal) { _, address in
                var draft = DeviceDraft(name: "Gate", host: LoopbackAddress.unused(), port: "4370", transport: .tcp)
                let port = transport == .udp ? address.udpPort : address.tcpPort
                draft.connection.alternatives = [.init(host: address.host, port: port, transport: transport)]
                let device = try await company.services.devices.add(draft, by: company.actor)
                #expect(try await company.sync(device).newPunches == 1)
                draft.connection.alternatives = []
                try await company.services.devices.update(device.id, to: draft, by: company.actor)
                await #expect(throws: DeviceError.self) { try await company.sync(device) }
            }
        }
    }

    /// A first way that nobody answers stays unseen as long as the second one works.
    @Test func theWayIsToldWhileItIsNotTheFirst() async throws {
        try await TestCompany.open(now: "2026-11-20 19:00:00") { company in
            let terminal = configuration(at: "2026-11-20 19:00:00", ["42 2026-11-20 09:00:00"])
            try await withVirtualTerminal(terminal) { _, address in
                var draft = DeviceDraft(name: "Gate", host: LoopbackAddress.unused(), port: "4370", transport: .tcp)
                draft.connection.alternatives = [.init(host: address.host, port: address.tcpPort, transport: .tcp)]
                let device = try await company.services.devices.add(draft, by: company.actor)
                let run = try await RunningCollector(company)
                try await run.until(holds: { try await company.listed(device).health?.detour != nil })
                let told = "It is reached by \(address.host):\(address.tcpPort) over TCP only:"
                #expect(try await company.listed(device).conditions.contains { $0.hasPrefix(told) })
                (draft.host, draft.port) = (address.host, String(address.tcpPort))
                draft.connection.alternatives = []
                try await company.services.devices.update(device.id, to: draft, by: company.actor)
                try await run.until(holds: {
                    let health = try #require(try await company.listed(device).health)
                    return health.detour == nil && health.failingSince == nil
                })
                try await run.stop()
            }
        }
    }

    /// Nobody collects meanwhile who could find out.
    @Test func theWayIsForgottenWithTheAddress() async throws {
        try await TestCompany.open(now: "2026-11-20 19:00:00") { company in
            let device = try await company.services.devices.add(
                DeviceDraft(name: "Gate", host: "10.0.0.5", port: "4370"), by: company.actor)
            func told() async throws -> Bool {
                try await company.listed(device).conditions.contains { $0.hasPrefix("It is reached by") }
            }
            var health = DeviceHealth(device: device.id, checkedAt: Instant(seconds: 1_795_000_000))
            health.detour = "10.0.0.7:4370 over UDP"
            let reached = health
            try await company.database.write { try DeviceHealthStore($0).save(reached) }
            #expect(try await told())
            health.failingSince = health.checkedAt
            let failing = health
            try await company.database.write { try DeviceHealthStore($0).save(failing) }
            #expect(try await !told(), "it is not reached at all")
            try await company.database.write { try DeviceHealthStore($0).save(reached) }
            var draft = try await company.services.devices.draft(of: device.id, by: company.actor)
            draft.name = "Main gate"
            try await company.services.devices.update(device.id, to: draft, by: company.actor)
            #expect(try await told())
            draft.host = "10.0.0.7"
            try await company.services.devices.update(device.id, to: draft, by: company.actor)
            #expect(try await !told())
        }
    }
}
