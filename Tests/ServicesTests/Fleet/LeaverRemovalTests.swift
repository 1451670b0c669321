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
            try await context.terminals.with(record) { try await $0.write(UserProfile(userID: "42", name: "Asha")) }
            let removed = try await company.finish(
                try await company.services.fleet.removeEverywhere(two.asha.id, by: company.actor))
            #expect(removed.tasks.map(\.deviceName) == ["Gate", "Yard"] && removed.failed == 0)
            #expect(await two.yard.users().isEmpty)
        }
    }

    /// Bina's: somebody said so by hand. A visitor's: the name says so, and nobody said whose it is.
    @Test(arguments: [false, true]) func butNotWhereTheNumberIsSomebodyElses(byHand: Bool) async throws {
        try await withTwoTerminals { two in
            let company = two.company
            let bina = try #require(
                try await company.database.read { try EmployeeStore($0).all() }.first { $0.name == "Bina" })
            try await company.database.write { db in
                let store = DeviceUserStore(db)
                try store.note(name: "Visitor", of: "42", on: two.yardID)
                let stamp = Stamp(actor: "test", at: company.clock.now)
                if byHand {
                    try store.hold(
                        [("42", [Holding(bina.id, HeldTime(from: nil, until: nil))])], on: two.yardID, by: stamp)
                }
            }
            let removed = try await company.services.fleet.removeEverywhere(two.asha.id, by: company.actor)
            #expect(removed.tasks.map(\.deviceName) == ["Gate"])
        }
    }

    @Test func underTheNumberOfAnotherTerminalWhereTheNameIsTheSame() async throws {
        try await withTwoTerminals { two in
            let company = two.company
            try await company.database.write { db in
                let store = DeviceUserStore(db)
                for device in [two.gateID, two.yardID] { try store.note(name: "Asha", of: "7", on: device) }
                try store.hold(
                    [("7", [Holding(two.asha.id, HeldTime(from: nil, until: nil))])], on: two.gateID,
                    by: Stamp(actor: "test", at: company.clock.now))
            }
            let removed = try await company.services.fleet.removeEverywhere(two.asha.id, by: company.actor)
            #expect(removed.tasks.map(\.order) == ["42", "7", "42", "7"].map { .deleteUser($0) })
        }
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
