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
            let parcel = try #require(SealedParcels(stored: try await two.outcome(of: reader.id)))
            #expect(parcel.fingersOf == [two.asha.id.rawValue])
            let sealed = parcel.sealed
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
            let removal = try await fleet.change(
                UserChange(user: "44"), password: "", on: [two.gateID], by: company.actor)
            #expect(try await company.finish(removal).failed == 0)
            #expect(await two.gate.users().first { $0.userID == "44" }?.password == "")
            let everything = try await company.journal().map { "\($0)" }.joined()
            #expect(!everything.contains("998877"))
        }
    }

    @Test func fingersOfThoseWhoAgreeAreKeptSentAndGoWithThePerson() async throws {
        try await withTwoTerminals { two in
            let company = two.company
            let kept = try await two.ended(.keepFingers(nil), at: two.gateID)
            #expect(kept.sentence == "1 finger kept. 1 was left there: nobody has recorded that those people agree.")
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

    @Test func whatIsKeptAlreadyIsNotKeptAgain() async throws {
        try await withTwoTerminals { two in
            for _ in 1...2 { try await two.ended(.keepFingers(nil), at: two.gateID) }
            let kept = try await two.company.journal().filter { $0.action == .keepFinger }
            #expect(kept.count == 1)
        }
    }

    @Test func waitingForAnotherTerminalIsNoAttempt() async throws {
        try await withTwoTerminals { two in
            let fleet = two.company.services.fleet
            let asked = try await fleet.copy(["42"], from: two.gateID, to: [two.yardID], by: two.company.actor)
            try await two.visit(two.yardID)
            let waiting = try await fleet.run(asked.id, by: two.company.actor).tasks[1].task
            #expect((waiting.state, waiting.attempts) == (.waiting, 0))
            #expect(waiting.startedAt != nil)
        }
    }

    /// The gate, from which is copied, is visited by nobody.
    @Test func whatHasNothingToDoWithAWaitingCopyIsDone() async throws {
        try await withTwoTerminals { two in
            let (company, fleet) = (two.company, two.company.services.fleet)
            let asked = try await fleet.copy(["42"], from: two.gateID, to: [two.yardID], by: company.actor)
            let change = DeviceOrder.changeUser(UserChange(user: "50", name: "Zoya"))
            let later = try await fleet.ask(change, of: [two.yardID], by: company.actor)
            func states() async throws -> [DeviceTask.State] {
                let (copy, change) = (asked.id, later.id)
                return [
                    try await fleet.run(copy, by: company.actor).tasks[1].task.state,
                    try await fleet.run(change, by: company.actor).tasks[0].task.state,
                ]
            }
            try await two.visit(two.yardID)
            #expect(try await states() == [.waiting, .waiting], "who is written later is written later")
            company.clock.advance(900)
            try await two.visit(two.yardID)
            #expect(try await states() == [.failed, .done])
            let sentence = try await fleet.run(asked.id, by: company.actor).tasks[1].sentence
            #expect(sentence.hasSuffix("could not be read within a quarter of an hour; copy again when it answers."))
        }
    }

    /// Of a terminal that was copied to from one that is gone.
    @Test func aCopyWaitsForWhatStandsBehindAnotherWait() async throws {
        try await withTwoTerminals { two in
            let (company, fleet) = (two.company, two.company.services.fleet)
            let dead = try await company.addDevice("Gone", port: 9).id
            let first = try await fleet.copy(["42"], from: dead, to: [two.gateID], by: company.actor)
            let second = try await fleet.copy(["43"], from: two.gateID, to: [two.yardID], by: company.actor)
            func state(_ run: ID<DeviceRun>) async throws -> DeviceTask.State {
                try await fleet.run(run, by: company.actor).tasks[1].task.state
            }
            company.clock.advance(800)
            try await two.visit(two.yardID)
            company.clock.advance(105)
            try await two.visit(two.yardID)
            #expect(try await state(second.id) == .waiting)
            try await two.visit(two.gateID)
            #expect(try await state(first.id) == .failed)
            company.clock.advance(2)
            try await two.visit(two.yardID)
            #expect(try await state(second.id) == .done)
            #expect(await two.yard.users().map(\.name) == ["Bina"])
        }
    }

    /// Whatever else waits there: whoever is to be removed at the target would be let in for as long.
    @Test func aCopyFromATerminalThatIsGoneIsGivenUp() async throws {
        try await withTwoTerminals { two in
            let (company, fleet) = (two.company, two.company.services.fleet)
            let dead = try await company.addDevice("Gone", port: 9).id
            _ = try await fleet.ask(.setClock, of: [dead], by: company.actor)
            _ = try await fleet.copy(["42"], from: dead, to: [two.gateID], by: company.actor)
            let removal = try await fleet.ask(.deleteUser("43"), of: [two.gateID], by: company.actor)
            company.clock.advance(800)
            try await two.visit(two.gateID)
            #expect(try await fleet.run(removal.id, by: company.actor).tasks[0].task.state == .waiting)
            company.clock.advance(105)
            try await two.visit(two.gateID)
            #expect(try await fleet.run(removal.id, by: company.actor).tasks[0].task.state == .done)
        }
    }

    @Test func nobodyBecomesSomebodyElseBySending() async throws {
        try await withTwoTerminals { two in
            try await two.ended(.changeUser(UserChange(user: "42", name: "Zoya", card: 5)), at: two.yardID)
            try await two.ended(.keepFingers(nil), at: two.gateID)
            let sent = try await two.ended(.sendEmployee(two.asha.id.rawValue), at: two.yardID)
            #expect(sent.task.state == .failed)
            #expect(sent.sentence.hasPrefix("User 42 of Yard is not known to be Asha: the terminal calls it “Zoya”."))
            #expect(await two.yard.users().map(\.name) == ["Zoya"])
            #expect(await two.yard.templates().isEmpty)
        }
    }

    /// The fingers of whoever had it would be the other person's, and the punches the wrong one's.
    @Test func whoTakesOverANumberHasNothingOfWhoHadIt() async throws {
        try await withTwoTerminals { two in
            let company = two.company
            let zoya = try await company.add("90", "Zoya")
            #expect(try await two.copy(["42"]).failed == 0)
            try await two.ended(.changeUser(UserChange(user: "42", name: "Zoya", card: 5)), at: two.yardID)
            _ = try await company.services.inbox.map(
                UnknownUser.ID(device: two.yardID, user: "42"), to: zoya.id, .all, by: company.actor)
            try await company.services.biometrics.withdrawConsent(of: two.asha.id, by: company.actor)
            #expect(await two.yard.templates().count == 1)

            #expect(try await two.copy(["42"]).failed == 0)
            #expect(await two.yard.users().map(\.name) == ["Asha"])
            #expect(await two.yard.templates().isEmpty)
            let user = try await company.database.read { try DeviceUserStore($0).find(two.yardID, "42") }
            #expect(user?.holders.map(\.employee) == [zoya.id, two.asha.id])
            let from = try #require(user?.holders.last?.time.from)
            #expect(try from >= #require(LocalTime(OrderedTerminal.now)))
        }
    }

    /// The number was taken off the terminal, and its list says still whose it was.
    @Test func whoIsSentToANumberThatWasAnothersHasIt() async throws {
        try await withTwoTerminals { two in
            let company = two.company
            let zoya = try await company.add("90", "Zoya")
            try await two.ended(.changeUser(UserChange(user: "42", name: "Zoya")), at: two.yardID)
            _ = try await company.services.inbox.map(
                UnknownUser.ID(device: two.yardID, user: "42"), to: zoya.id, .all, by: company.actor)
            try await two.ended(.deleteUser("42"), at: two.yardID)
            let sent = try await two.ended(.sendEmployee(two.asha.id.rawValue), at: two.yardID)
            #expect(sent.task.state == .done, "\(sent.sentence)")
            let user = try await company.database.read { try DeviceUserStore($0).find(two.yardID, "42") }
            #expect(user?.holders.map(\.employee) == [zoya.id, two.asha.id])
        }
    }

    /// The number alone makes the user hers; the terminal has somebody else under it.
    @Test func fingersOfWhomTheTerminalCallsOtherwiseAreNotKept() async throws {
        try await withTwoTerminals { two in
            let (company, actor) = (two.company, two.company.actor)
            var draft = try #require(try await company.services.employees.find(code: "42", by: actor)).draft
            draft.name = "Maria Lobo"
            try await company.services.employees.update(two.asha.id, to: draft, by: actor)
            #expect(
                try await two.ended(.keepFingers(nil), at: two.gateID).sentence.hasPrefix("0 fingers kept. 2 were left")
            )
            #expect(try await two.copy(["42"]).failed == 0)
            #expect(await two.yard.templates().isEmpty)
            // Somebody says who it is.
            _ = try await company.services.inbox.map(
                UnknownUser.ID(device: two.gateID, user: "42"), to: two.asha.id, .all, by: actor)
            #expect(
                try await two.ended(.keepFingers(nil), at: two.gateID).sentence.hasPrefix("1 finger kept. 1 was left"))
        }
    }

    /// At the gate the number alone makes Bob's user Asha's; at the yard somebody has said that it is his.
    @Test func aCopyGivesNobodysNumberToWhomTheTerminalCallsOtherwise() async throws {
        try await withTwoTerminals { two in
            let (company, actor) = (two.company, two.company.actor)
            let bob = try await company.add("90", "Bob")
            for device in [two.gateID, two.yardID] {
                try await two.ended(.changeUser(UserChange(user: "42", name: "Bob")), at: device)
            }
            _ = try await company.services.inbox.map(
                UnknownUser.ID(device: two.yardID, user: "42"), to: bob.id, .all, by: actor)
            try await two.ended(.enrol(user: "42", finger: 3), at: two.yardID)
            #expect(await two.yard.templates().count == 1)
            #expect(try await two.copy(["42"]).failed == 0)
            #expect(await two.yard.templates().count == 1, "he is who he was")
            let user = try await company.database.read { try DeviceUserStore($0).find(two.yardID, "42") }
            #expect(user?.holders.map(\.employee) == [bob.id])
        }
    }

    @Test func whoeverHasALongNameIsSentAgain() async throws {
        try await withTwoTerminals { two in
            let long = try await two.company.add("61", "Venkatanarasimharajuvaripeta Subramaniam")
            for _ in 1...2 {
                let sent = try await two.ended(.sendEmployee(long.id.rawValue), at: two.yardID)
                #expect(sent.task.state == .done, "\(sent.sentence)")
            }
            #expect(await two.yard.users().count == 1)
        }
    }

    @Test func whoeverIsThereUnderAnotherNumberIsSentThere() async throws {
        try await withTwoTerminals { two in
            let (company, actor) = (two.company, two.company.actor)
            let zoya = try await company.add("90", "Zoya")
            try await two.ended(.changeUser(UserChange(user: "7", name: "Zo")), at: two.yardID)
            _ = try await company.services.inbox.map(
                UnknownUser.ID(device: two.yardID, user: "7"), to: zoya.id, .all, by: actor)
            let sent = try await two.ended(.sendEmployee(zoya.id.rawValue), at: two.yardID)
            #expect(
                sent.sentence
                    == "Zoya is on it as user 7, with 0 fingers. None is kept: nobody has recorded that Zoya agrees.")
            #expect(await two.yard.users().map(\.name) == ["Zoya"])
        }
    }

    @Test func aMistypedNumberCopiesNobody() async throws {
        try await withTwoTerminals { two in
            let run = try await two.copy(["42", "9999"])
            #expect(run.tasks.map(\.task.state) == [.failed, .failed])
            #expect(run.tasks[0].sentence.contains("Gate has no user 9999"))
            #expect(await two.yard.users().isEmpty)
        }
    }

    @Test func whoHasLeftLeavesNoFinger() async throws {
        try await withTwoTerminals { two in
            try await two.ended(.keepFingers(["42"]), at: two.gateID)
            try await two.company.services.employees.setLeaveDate(
                of: two.asha.id, to: CivilDate("2026-11-19"), by: two.company.actor)
            #expect(try await two.keptFingers() == [:])
        }
    }

    @Test func whoAgreesNoMoreIsForgottenAtOnce() async throws {
        try await withTwoTerminals { two in
            try await two.ended(.keepFingers(["42"]), at: two.gateID)
            let removed = try await two.company.services.biometrics.withdrawConsent(
                of: two.asha.id, by: two.company.actor)
            #expect(removed.fingers == 1)
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
