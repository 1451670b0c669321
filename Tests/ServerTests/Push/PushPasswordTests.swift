import DeviceSimulator
import Devices
import Domain
import Foundation
import Storage
import Testing

@testable import Server
@testable import Services

/// Passwords at a terminal that takes them and never tells them.
struct PushPasswordTests {
    private typealias Office = PushOffice

    private func withYard(_ body: (PushOffice, DeviceSummary) async throws -> Void) async throws {
        try await Office.withYard { office, yard in
            let identity = try await office.services.attendance.context.databaseIdentity()
            defer { unlink(VaultFile(folder: VaultFile.folder, identity: identity).path) }
            try await body(office, yard)
        }
    }

    @Test func oneIsSetKeptAndTakenAway() async throws {
        try await withYard { office, yard in
            let terminal = office.terminal()
            for (change, password, expected) in [
                (UserChange(user: "1"), "4711", "4711"), (UserChange(user: "1", card: 5), nil, "4711"),
                (UserChange(user: "1"), "", ""),
            ] {
                let asked = try await office.services.fleet.change(
                    change, password: password, on: [yard.id], by: Office.actor)
                #expect(try await office.ended(asked, at: terminal).failed == 0)
                #expect(await terminal.users.first { $0.userID == "1" }?.password == expected)
            }
            #expect(await terminal.users.first { $0.userID == "1" }?.card == 5)
        }
    }

    /// What nobody knows must not be written over what is there.
    @Test func aCopyToAnotherTerminalKeepsTheOneThere() async throws {
        var configuration = VirtualTerminalConfiguration(
            users: [UserRecord(uid: 1, password: "4711", name: "A.", userID: "1")], punches: [])
        configuration.clock = .standing(at: LocalTime(seconds: Office.noon.seconds + 3600))
        try await withVirtualTerminal(configuration) { gate, address in
            try await withYard { office, yard in
                let services = office.services
                let device = try await services.devices.add(
                    DeviceDraft(name: "Gate", host: address.host, port: "\(address.tcpPort)", transport: .tcp),
                    by: Office.actor)
                let asked = try await services.fleet.copy(
                    ["1", "2"], from: yard.id, to: [device.id], by: Office.actor)
                let ended = try await office.ended(asked, at: office.terminal())
                #expect(ended.failed == 0, "\(ended.tasks.map(\.sentence))")
                let users = await gate.users()
                #expect(users.map(\.name) == ["Asha", "Ravi"])
                #expect(users.map(\.password) == ["4711", ""])
            }
        }
    }
}
