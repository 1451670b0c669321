import DeviceSimulator
import Devices
import Domain
import Foundation
import Storage
import Testing

@testable import Services

/// People go from terminal to terminal; their fingers only where they agree to it, and nothing of them lies about.
struct PeopleOrderTests {
    @Test(arguments: [false, true]) func usersAreCopiedAndFingersOfThoseWhoAgree(collected: Bool) async throws {
        try await withTwoTerminals(collected: collected) { two in
            let run = try await two.copy(["42", "43"])
            #expect(run.tasks.map(\.task.state) == [.done, .done], "\(run.tasks.map(\.sentence))")
            let users = await two.yard.users()
            #expect(users.map(\.name).sorted() == ["Asha", "Bina"])
            let asha = try #require(users.first { $0.name == "Asha" })
            #expect((asha.card, asha.password, asha.privilege) == (77_001, "4711", 14))
            let fingers = await two.yard.templates()
            #expect(fingers.map(\.bytes) == [Array(repeating: 0xA1, count: 400)])
            #expect(fingers.map(\.uid) == [asha.uid])
        }
    }

    @Test func whatWasReadIsSealedAndForgottenWhenItIsWritten() async throws {
        try await withTwoTerminals { two in
            let (company, fleet) = (two.company, two.company.services.fleet)
            let asked = try await fleet.copy(["42"], from: two.gateID, to: [two.yardID], by: company.actor)
            let reader = try #require(asked.tasks.first)
            try await two.visit(two.gateID)
            let parcel = try #require(try await two.outcome(of: reader.id))
            let sealed = try #require(Data(base64Encoded: parcel))
            for secret in ["Asha", "4711", "77001"] { #expect(sealed.range(of: Data(secret.utf8)) == nil) }
            #expect(sealed.range(of: Data(repeating: 0xA1, count: 4)) == nil)
            #expect(try await company.finish(asked).failed == 0)
            #expect(try await two.outcome(of: reader.id) == "1 user read.")
        }
    }

    @Test func whatWasReadIsForgottenWhenTheRestIsCalledOff() async throws {
        try await withTwoTerminals { two in
            let (company, fleet) = (two.company, two.company.services.fleet)
            let asked = try await fleet.copy(["42"], from: two.gateID, to: [two.yardID], by: company.actor)
            try await two.visit(two.gateID)
            #expect(try await fleet.cancel(asked.id, by: company.actor) == 1)
            #expect(try await two.outcome(of: asked.tasks[0].id) == "1 user read.")
        }
    }

    @Test func withoutTheVaultsKeyNothingIsCopiedAndItIsSaid() async throws {
        try await withTwoTerminals { two in
            #expect(try await two.copy(["42"]).failed == 0)
            let file = try await two.company.vaultFile()
            let kept = try file.read()
            let key = try #require(kept)
            try FileManager.default.removeItem(atPath: file.path)
            let missing = try await two.copy(["43"])
            #expect(missing.tasks.map(\.task.state) == [.failed, .failed])
            #expect(missing.tasks[0].sentence == "\(ServiceError.vaultKeyMissing(place: file.path))")
            try file.write(SealedBytes.newKey())
            let wrong = try await two.copy(["43"])
            #expect(wrong.tasks.map(\.task.state) == [.failed, .failed])
            #expect(wrong.tasks[0].sentence == "\(ServiceError.vaultKeyWrong(place: file.path))")
            #expect(await two.yard.users().map(\.name) == ["Asha"])
            try file.write(key)
            #expect(try await two.copy(["43"]).failed == 0)
        }
    }

    @Test func aPasswordIsSealedOnItsWay() async throws {
        try await withTwoTerminals { two in
            let (company, fleet) = (two.company, two.company.services.fleet)
            let asked = try await fleet.change(
                UserChange(user: "44"), password: "998877", on: [two.gateID], by: company.actor)
            #expect(!asked.tasks[0].task.order.contains("998877"))
            #expect(try await company.finish(asked).failed == 0)
            #expect(await two.gate.users().first { $0.userID == "44" }?.password == "998877")
            let everything = try await company.journal().map { "\($0)" }.joined()
            #expect(!everything.contains("998877"))
        }
    }

    @Test func fingersOfThoseWhoAgreeAreKeptSentAndGoWithThePerson() async throws {
        try await withTwoTerminals { two in
            let company = two.company
            let kept = try await two.ended(.keepFingers(nil), at: two.gateID)
            #expect(kept.sentence == "1 finger kept. 1 were left there: nobody has recorded that those people agree.")
            #expect(try await two.keptFingers() == [two.asha.id: 1])
            let sent = try await two.ended(.sendEmployee(two.asha.id.rawValue), at: two.yardID)
            #expect(sent.sentence == "Asha is on it as user 42, with 1 finger.")
            #expect(await two.yard.templates().map(\.bytes) == [Array(repeating: 0xA1, count: 400)])
            let stored = try await company.database.read { try FingerTemplateStore($0).all(of: two.asha.id) }
            let sealed = try #require(stored.first).sealed
            #expect(Data(sealed).range(of: Data(repeating: 0xA1, count: 4)) == nil)
            try await company.services.employees.setLeaveDate(
                of: two.asha.id, to: CivilDate("2026-11-20"), by: company.actor)
            #expect(try await company.services.biometrics.purgeLeavers(by: company.actor) == 0)
            company.clock.set("2026-11-21 00:00:01")
            // A collector does it by itself.
            let run = try await RunningCollector(company)
            try await run.until(holds: { try await two.keptFingers() == [:] })
            try await run.stop()
        }
    }

    @Test func whoAgreesNoMoreIsForgottenAtOnce() async throws {
        try await withTwoTerminals { two in
            try await two.ended(.keepFingers(["42"]), at: two.gateID)
            let removed = try await two.company.services.biometrics.withdrawConsent(
                of: two.asha.id, by: two.company.actor)
            #expect(removed == 1)
            #expect(try await two.keptFingers() == [:])
            let again = try await two.ended(.keepFingers(nil), at: two.gateID)
            #expect(again.sentence.hasPrefix("0 fingers kept. 2 were left"))
        }
    }

    @Test func terminalsAreCompared() async throws {
        try await withTwoTerminals { two in
            #expect(try await two.copy(["42"]).failed == 0)
            let people = try await two.company.services.fleet.people(
                on: [two.gateID, two.yardID], by: two.company.actor)
            let rows = PeopleComparison(people).rows
            #expect(rows.map(\.user) == ["42", "43", "44"])
            #expect(rows.map(\.differences) == [[], ["not on Yard"], ["not on Yard"]])
        }
    }
}

/// Asha agreed to her fingers being kept; nobody has asked Bina.
private struct TwoTerminals {
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

private func withTwoTerminals(collected: Bool = false, _ body: (TwoTerminals) async throws -> Void) async throws {
    try await TestCompany.open(now: OrderedTerminal.now) { company in
        try await company.addShift()
        let asha = try await company.add("42", "Asha")
        _ = try await company.add("43", "Bina")
        try await company.services.biometrics.recordConsent(
            of: asha.id, on: CivilDate(daysSinceEpoch: 20_759), statement: "Sheet 7", by: company.actor)
        var empty = VirtualTerminalConfiguration.withPeople(serialNumber: "B2")
        (empty.users, empty.templates) = ([], [])
        let yardConfiguration = empty
        try await withVirtualTerminal(.withPeople()) { gate, gateAddress in
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
                try? FileManager.default.removeItem(atPath: try await company.vaultFile().path)
            }
        }
    }
}

extension TestCompany {
    /// Where this company's key is; no other company has one of the same name.
    fileprivate func vaultFile() async throws -> VaultFile {
        VaultFile(
            folder: VaultFile.folder, identity: try await services.attendance.context.databaseIdentity())
    }
}
