import Domain
import Storage
import Testing

@testable import Services

/// Whether a terminal's user is a person: whose number it is, and how the terminal calls the user.
struct PersonMatchTests {
    private enum Holder: String, CaseIterable { case asha, zed, nobody }

    @Test(
        arguments: [
            (.nobody, "asha ", .same), (.nobody, "", .unknown), (.nobody, "Zed", .other), (.asha, "Asha", .same),
            (.asha, "", .same), (.asha, "Zed", .other), (.zed, "Zed", .other), (.zed, "", .other),
            // Whose number was given on may be on the terminal still.
            (.zed, "Asha", .same),
        ] as [(Holder, String, PersonMatch.Verdict)])
    private func theNameCountsForMore(_ holder: Holder, _ name: String, _ verdict: PersonMatch.Verdict) async throws {
        try await TestCompany.open(now: OrderedTerminal.now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            let zed = try await company.add("90", "Zed")
            let device = try await company.addGateThatIsGone()
            let now = company.clock.now
            let people = [Holder.asha: asha.id, .zed: zed.id]
            let found = try await company.database.write { db in
                let held = people[holder].map { [Holding($0, .always)] } ?? []
                try DeviceUserStore(db).note(name: name, of: "50", on: device.id)
                try DeviceUserStore(db).hold([("50", held)], on: device.id, by: Stamp(actor: "test", at: now))
                return try PersonMatch(db, on: device.id, at: now).verdict(of: "50", called: name, is: asha)
            }
            #expect(found == verdict)
        }
    }
}
