import Domain
import Storage
import Testing

@testable import Services

struct KnownUserTests {
    @Test func whomATerminalToldOfAndWhoPunchedThereIsKnown() async throws {
        try await TestCompany.open(now: OrderedTerminal.now) { company in
            let gate = try await company.addDevice("Gate", port: 1)
            #expect(try await company.services.devices.users(of: gate.id, by: company.actor) == [])
            try await company.addShift()
            let asha = try await company.add("42", "Asha Verma")
            try await company.database.write { db in
                let store = DeviceUserStore(db)
                for (user, name) in [("100", "NEHA"), ("42", ""), ("7", "RAVI")] {
                    try store.note(name: name, of: user, on: gate.id)
                }
                try store.map("42", on: gate.id, to: asha.id, by: Stamp(actor: "test", at: company.clock.now))
            }
            #expect(
                try await company.services.devices.users(of: gate.id, by: company.actor) == [
                    KnownUser(user: "7", name: "RAVI"), KnownUser(user: "42", name: "", employee: "Asha Verma"),
                    KnownUser(user: "100", name: "NEHA"),
                ])
            await #expect(throws: ServiceError.self) {
                _ = try await company.services.devices.users(of: ID(99), by: company.actor)
            }
        }
    }
}
