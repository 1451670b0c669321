import DeviceSimulator
import Devices
import Domain
import Storage
import Testing

@testable import Services

/// What was read of people for another terminal lasts no longer than their consent.
struct ParcelTests {
    @Test func nothingIsReadThatNobodyTakes() async throws {
        try await withTwoTerminals { two in
            let (company, fleet) = (two.company, two.company.services.fleet)
            let folder = try await company.services.devices.add(
                DeviceDraft(name: "Kiosk", family: .folder, host: "/srv/kiosk"), by: company.actor)
            for targets in [[folder.id], [two.yardID, folder.id], [two.gateID], []] {
                await #expect(throws: ServiceError.self) {
                    _ = try await fleet.copy(["42"], from: two.gateID, to: targets, by: company.actor)
                }
            }
            #expect(try await fleet.runs(by: company.actor).isEmpty)
        }
    }

    @Test(arguments: [false, true]) func whoAgreesNoMoreIsForgottenOnTheWay(leaves: Bool) async throws {
        try await withTwoTerminals { two in
            let (company, fleet) = (two.company, two.company.services.fleet)
            let asked = try await fleet.copy(["42"], from: two.gateID, to: [two.yardID], by: company.actor)
            let other = try await fleet.copy(["43"], from: two.gateID, to: [two.yardID], by: company.actor)
            try await two.visit(two.gateID)
            #expect(SealedParcels(stored: try await two.outcome(of: asked.tasks[0].id)) != nil)
            if leaves {
                try await company.services.employees.setLeaveDate(
                    of: two.asha.id, to: CivilDate("2026-11-19"), by: company.actor)
                try await company.services.biometrics.purgeLeavers(by: company.actor)
            } else {
                try await company.services.biometrics.withdrawConsent(of: two.asha.id, by: company.actor)
            }
            #expect(try await two.outcome(of: asked.tasks[0].id) == "1 user read.")
            #expect(SealedParcels(stored: try await two.outcome(of: other.tasks[0].id)) != nil)
            let ended = try await company.finish(asked)
            #expect(ended.tasks.map(\.task.state) == [.done, .failed])
            #expect(ended.tasks[1].sentence.hasSuffix("no longer agrees to it; copy again."))
            #expect(try await company.finish(other).failed == 0)
            #expect(await two.yard.users().map(\.name) == ["Bina"])
        }
    }

    /// Nobody has cleared up meanwhile.
    @Test func consentIsLookedAtAgainBeforeFingersAreWritten() async throws {
        try await withTwoTerminals { two in
            let company = two.company
            let asked = try await company.services.fleet.copy(
                ["42"], from: two.gateID, to: [two.yardID], by: company.actor)
            try await two.visit(two.gateID)
            try await company.database.write {
                _ = try BiometricConsentStore($0).withdraw(
                    of: two.asha.id, by: Stamp(actor: "test", at: company.clock.now))
            }
            let ended = try await company.finish(asked)
            #expect(ended.tasks[1].sentence.hasPrefix("1 user written, 0 fingers. 1 finger was left behind: "))
            #expect(await two.yard.templates().isEmpty)
        }
    }

    @Test func whoeverLeavesOnTheWayIsNotLetIn() async throws {
        try await withTwoTerminals { two in
            let company = two.company
            try await company.services.employees.setLeaveDate(
                of: two.asha.id, to: CivilDate("2026-11-20"), by: company.actor)
            let asked = try await company.services.fleet.copy(
                ["42"], from: two.gateID, to: [two.yardID], by: company.actor)
            try await two.visit(two.gateID)
            company.clock.set("2026-11-21 00:00:01")
            let ended = try await company.finish(asked)
            #expect(ended.tasks[1].sentence.contains("user 42, Asha, has left the company meanwhile"))
            #expect(await two.yard.users().isEmpty)
        }
    }

    /// As an older program left it.
    @Test func whatLiesAboutIsClearedUp() async throws {
        try await withTwoTerminals { two in
            let company = two.company
            let id = try await company.database.write { db in
                let store = DeviceTaskStore(db)
                let stamp = Stamp(actor: "test", at: company.clock.now)
                let task = try store.ask("Copy", [(two.gateID, DeviceOrder.readPeople(["42"]).stored)], by: stamp)
                    .tasks[0]
                _ = try store.end(task.id, .done, outcome: "c2VhbGVk", at: stamp.at)
                return task.id
            }
            try await company.services.biometrics.purgeLeavers(by: company.actor)
            #expect(try await two.outcome(of: id) == "1 user read.")
        }
    }
}
