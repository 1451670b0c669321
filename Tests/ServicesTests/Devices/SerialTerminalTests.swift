import DeviceSimulator
import DeviceTesting
import Devices
import Domain
import Storage
import Testing

@testable import Services

/// A terminal behind a cable goes the way of all others: watermark, ledger, collector and orders.
struct SerialTerminalTests {
    private static let now = "2026-11-20 19:00:00"

    @Test(.timeLimit(.minutes(5))) func aTerminalBehindACableIsCollectedLikeAnother() async throws {
        try await TestCompany.open(now: Self.now) { company in
            let configuration = configuration(
                at: Self.now, users: [("42", "Asha")], ["42 2026-11-20 09:00:00", "42 2026-11-20 18:00:00"])
            try await SerialTerminal.with(configuration) { cable in
                var connection = DeviceConnection()
                connection.serial = SerialPort(path: cable.port, speed: 115_200)
                let device = try await company.services.devices.add(
                    DeviceDraft(name: "Gate", host: cable.port, connection: connection), by: company.actor)
                #expect(try await company.sync(device).newPunches == 2)
                #expect(try await company.sync(device).newPunches == 0)
                let run = try await RunningCollector(company)
                try await run.until { if case .connected = $0 { true } else { false } }
                #expect(await cable.virtual.punch(virtual(["42 2026-11-20 18:59:59"])[0]))
                try await run.until(holds: { try await company.punchCount() == 3 })
                let order = DeviceOrder.changeUser(UserChange(user: "42", name: "Asha Verma"))
                let asked = try await company.services.fleet.ask(order, of: [device.id], by: company.actor)
                #expect(try await company.finish(asked, run).failed == 0)
                #expect(await cable.virtual.users().map(\.name) == ["Asha Verma"])
                try await run.stop()
                #expect(try await company.services.ledger.verify(by: company.actor).isIntact)
            }
        }
    }
}
