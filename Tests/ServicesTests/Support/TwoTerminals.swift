import DeviceSimulator
import Devices
import Domain
import Foundation
import Storage
import Testing

@testable import Services

/// Asha agreed to her fingers being kept; nobody has asked Bina.
struct TwoTerminals {
    let company: TestCompany
    let (gate, yard): (VirtualTerminal, VirtualTerminal)
    let (gateID, yardID): (ID<Device>, ID<Device>)
    let asha: Employee
    let collector: RunningCollector?

    func copy(_ users: [String]) async throws -> FleetRun {
        let run = try await company.services.fleet.copy(users, from: gateID, to: [yardID], by: company.actor)
        return try await company.finish(run, collector)
    }

    @discardableResult
    func ended(_ order: DeviceOrder, at device: ID<Device>) async throws -> FleetTask {
        let run = try await company.services.fleet.ask(order, of: [device], by: company.actor)
        return try await company.finish(run, collector).tasks[0]
    }

    /// Does what waits there, and nothing elsewhere: a later order ends after those before it.
    func visit(_ device: ID<Device>) async throws { try await ended(.clearDisplay, at: device) }

    func outcome(of task: ID<DeviceTask>) async throws -> String? {
        try await company.database.read { try DeviceTaskStore($0).find(task)?.outcome }
    }

    func keptFingers() async throws -> [ID<Employee>: Int] {
        try await company.database.read { try FingerTemplateStore($0).counts() }
    }
}

/// The yard knows nobody yet.
func withTwoTerminals(
    collected: Bool = false, gateUsers: UserRecord.Width = .standard, yardUsers: UserRecord.Width = .standard,
    _ body: (TwoTerminals) async throws -> Void
) async throws {
    try await TestCompany.open(now: OrderedTerminal.now) { company in
        try await company.addShift()
        let asha = try await company.add("42", "Asha")
        _ = try await company.add("43", "Bina")
        try await company.services.biometrics.recordConsent(
            of: asha.id, on: CivilDate(daysSinceEpoch: 20_759), statement: "Sheet 7", by: company.actor)
        var empty = VirtualTerminalConfiguration.withPeople(serialNumber: "B2")
        (empty.users, empty.templates) = ([], [])
        empty.layout.users = yardUsers
        let yardConfiguration = empty
        var full = VirtualTerminalConfiguration.withPeople()
        full.layout.users = gateUsers
        try await withVirtualTerminal(full) { gate, gateAddress in
            try await withVirtualTerminal(yardConfiguration) { yard, yardAddress in
                let first = try await company.addDevice("Gate", port: gateAddress.tcpPort)
                let second = try await company.addDevice("Yard", port: yardAddress.tcpPort)
                for device in [first, second] { _ = try await company.sync(device) }
                let collector = collected ? try await RunningCollector(company) : nil
                let two = TwoTerminals(
                    company: company, gate: gate, yard: yard, gateID: first.id, yardID: second.id, asha: asha,
                    collector: collector)
                do { try await body(two) } catch {
                    try await collector?.stop()
                    throw error
                }
                try await collector?.stop()
                try await company.removeVault()
            }
        }
    }
}

extension TestCompany {
    /// Where this company's key is; no other company has one of the same name.
    func vaultFile() async throws -> VaultFile {
        VaultFile(
            folder: VaultFile.folder, identity: try await services.attendance.context.databaseIdentity())
    }

    func removeVault() async throws { try? FileManager.default.removeItem(atPath: try await vaultFile().path) }
}
