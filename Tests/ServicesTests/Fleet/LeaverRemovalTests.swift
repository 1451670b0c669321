import DeviceSimulator
import Devices
import Domain
import Storage
import Testing

@testable import Services

/// Whoever leaves is gone from every terminal, whatever has been read of it.
struct LeaverRemovalTests {
    @Test func alsoWhereNobodyPunched() async throws {
        try await withTwoTerminals { two in
            let company = two.company
            #expect(try await two.copy(["42"]).failed == 0)
            let noted = try await company.database.read { try DeviceUserStore($0).find(two.yardID, "42") }
            #expect(noted?.employee == two.asha.id)
            let removed = try await company.finish(
                try await company.services.fleet.removeEverywhere(two.asha.id, by: company.actor))
            #expect(removed.tasks.map(\.deviceName) == ["Gate", "Yard"] && removed.failed == 0)
            #expect(await two.yard.users().isEmpty)
            #expect(await two.gate.users().map(\.name) == ["Bina", "Ravi"])
        }
    }

    @Test func alsoWhereNobodyHasRead() async throws {
        try await withTwoTerminals { two in
            let company = two.company
            let context = company.services.attendance.context
            let record = try await context.device(two.yardID)
            _ = try await context.terminals.with(record) { try await $0.write(UserProfile(userID: "42", name: "Asha")) }
            let removed = try await company.finish(
                try await company.services.fleet.removeEverywhere(two.asha.id, by: company.actor))
            #expect(removed.tasks.map(\.deviceName) == ["Gate", "Yard"] && removed.failed == 0)
            #expect(await two.yard.users().isEmpty)
        }
    }

    /// Bina's: somebody said so by hand. A visitor's: the terminal says so, though the number alone makes the user Asha's.
    @Test(arguments: [false, true]) func butNotWhereTheNumberIsSomebodyElses(byHand: Bool) async throws {
        try await withTwoTerminals { two in
            let company = two.company
            try await Self.write("42", byHand ? "" : "Visitor", at: two)
            if byHand {
                let bina = try #require(try await company.services.employees.find(code: "43", by: company.actor))
                _ = try await company.services.inbox.map(
                    UnknownUser.ID(device: two.yardID, user: "42"), to: bina.employee.id, .all, by: company.actor)
            }
            let removed = try await Self.remove(two.asha, two)
            // Whom only the name speaks for might be a leaver all the same.
            #expect(removed.map(\.task.state) == [.done, byHand ? .done : .failed])
            let other = byHand ? "somebody else" : "“Visitor”"
            #expect(removed[1].sentence.hasPrefix("Was not on it. User 42 is \(other) there and stays."))
            #expect(removed[1].sentence.contains("etime inbox same-person") == !byHand)
            #expect(await two.yard.users().map(\.userID) == ["42"])
            #expect(removed[0].sentence == "Removed as user 42.")
        }
    }

    /// Asha had Bina's number at the gate; at the yard it has no name, and is Bina's by the number.
    @Test func whoHasNoNameIsWhoeverHasTheNumber() async throws {
        try await withTwoTerminals { two in
            let (company, context) = (two.company, two.company.services.attendance.context)
            _ = try await company.database.write { db in
                try DeviceUserStore(db).hold(
                    [("43", [Holding(two.asha.id, HeldTime(from: nil, until: nil))])], on: two.gateID,
                    by: Stamp(actor: "test", at: company.clock.now))
            }
            let record = try await context.device(two.yardID)
            try await context.terminals.with(record) { terminal in
                for user in ["42", "43"] { try await terminal.write(UserProfile(userID: DeviceUserID(user), name: "")) }
            }
            let sentence = try await Self.remove(two.asha, two)[1].sentence
            #expect(sentence == "Removed as user 42. User 43 is somebody else there and stays.")
            #expect(await two.yard.users().map(\.userID) == ["43"])
        }
    }

    /// Some terminals leave them out.
    @Test func alsoWhereLeadingZerosDiffer() async throws {
        try await withTwoTerminals { two in
            let context = two.company.services.attendance.context
            let record = try await context.device(two.yardID)
            let asha = UserProfile(userID: "0042", name: "Asha")
            _ = try await context.terminals.with(record) { try await $0.write(asha) }
            #expect(try await Self.remove(two.asha, two)[1].sentence == "Removed as user 0042.")
            #expect(await two.yard.users().isEmpty)
        }
    }

    /// From the first of the month on the number is the next person's; Asha is on the terminal still, before it and after.
    @Test(arguments: [false, true]) func whoseNumberWasGivenOn(isLate: Bool) async throws {
        try await withTwoTerminals { two in
            let (company, actor) = (two.company, two.company.actor)
            try await company.services.employees.setLeaveDate(of: two.asha.id, to: CivilDate("2026-11-30"), by: actor)
            let bela = try await company.add("50", "Bela", joined: "2026-12-01")
            var draft = try #require(try await company.services.employees.find(code: "50", by: actor)).draft
            draft.deviceUser = "42"
            try await company.services.employees.update(bela.id, to: draft, by: actor)
            if isLate { company.clock.set("2026-12-02 09:00:00") }
            let other = try await Self.remove(bela, two)
            #expect(other[0].sentence.hasPrefix("Was not on it. User 42 is “Asha” there and stays."))
            #expect(try await Self.remove(two.asha, two)[0].sentence == "Removed as user 42.")
            #expect(await two.gate.users().map(\.name) == ["Bina", "Ravi"])
        }
    }

    @Test func underTheNumberOfAnotherTerminalWhereTheNameIsTheSame() async throws {
        try await withTwoTerminals { two in
            let company = two.company
            for (user, name) in [("7", "Asha"), ("8", "Asha")] { try await Self.write(user, name, at: two) }
            try await company.database.write { db in
                let store = DeviceUserStore(db)
                try store.note(name: "Asha", of: "7", on: two.gateID)
                try store.hold(
                    [("7", [Holding(two.asha.id, HeldTime(from: nil, until: nil))])], on: two.gateID,
                    by: Stamp(actor: "test", at: company.clock.now))
            }
            #expect(try await Self.remove(two.asha, two)[1].sentence == "Removed as user 7.")
            #expect(await two.yard.users().map(\.userID) == ["8"], "nobody has that number anywhere")
        }
    }

    /// Nobody is let in again by what one terminal still has.
    @Test func whoeverHasLeftIsCopiedNowhere() async throws {
        try await withTwoTerminals { two in
            let (company, fleet) = (two.company, two.company.services.fleet)
            try await company.services.employees.setLeaveDate(
                of: two.asha.id, to: CivilDate("2026-11-19"), by: company.actor)
            let copied = try await two.copy(["42"])
            #expect(copied.tasks.map(\.task.state) == [.failed, .failed])
            #expect(copied.tasks[0].sentence.contains("user 42, Asha, has left the company"))
            let sent = try await two.ended(.sendEmployee(two.asha.id.rawValue), at: two.yardID)
            #expect(sent.sentence == "Asha left on 2026-11-19 and is let in nowhere any more.")
            let missing = try await company.finish(
                try await fleet.copyMissing(from: two.gateID, to: [two.yardID], by: company.actor))
            #expect(missing.failed == 0)
            #expect(await two.yard.users().map(\.name) == ["Bina", "Ravi"])
        }
    }

    /// Writes a user at the yard, and reads whom it has.
    private static func write(_ user: String, _ name: String, at two: TwoTerminals) async throws {
        let (company, context) = (two.company, two.company.services.attendance.context)
        let record = try await context.device(two.yardID)
        _ = try await context.terminals.with(record) {
            try await $0.write(UserProfile(userID: DeviceUserID(user), name: name))
        }
        let yard = try #require(try await company.services.devices.find(name: "Yard", by: company.actor))
        _ = try await company.sync(yard)
    }

    private static func remove(_ person: Employee, _ two: TwoTerminals) async throws -> [FleetTask] {
        let company = two.company
        let run = try await company.services.fleet.removeEverywhere(person.id, by: company.actor)
        return try await company.finish(run).tasks
    }

    @Test func whoeverIsWrittenOrEnrolledIsNoted() async throws {
        try await withTwoTerminals { two in
            try await two.ended(.changeUser(UserChange(user: "42", name: "Asha")), at: two.yardID)
            try await two.ended(.changeUser(UserChange(user: "50", name: "")), at: two.yardID)
            try await two.company.database.write { db in
                _ = try db.execute("DELETE FROM device_user WHERE device_user = ?", [.text("50")])
            }
            try await two.ended(.enrol(user: "50", finger: 3), at: two.yardID)
            let users = try await two.company.database.read { try DeviceUserStore($0).all(of: two.yardID) }
            #expect(users.map(\.deviceUser) == ["42", "50"])
            #expect(users.first?.employee == two.asha.id)
        }
    }
}
