import Devices
import Domain
import Storage
import Testing

@testable import Services

/// Fingerprints that a terminal sends unasked: it forgets what it was told is kept.
struct PushedFingersTests {
    @Test func whatTheDatabaseCannotTakeIsSentAgain() async throws {
        try await TestCompany.open(now: "2026-11-20 19:00:00") { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            try await company.services.biometrics.recordConsent(
                of: asha.id, on: asha.joined, statement: "Sheet 7", by: company.actor)
            _ = try await company.services.devices.adopt("CJ9Z000001", as: "Yard", by: company.actor)
            let database = FlakyDatabase(company.database)
            let run = try await RunningCollector(company, on: database)
            let desk = run.collector.push
            let knock = PushKnock(serialNumber: "CJ9Z000001", address: "192.0.2.7")
            let terminal = try #require(try await desk.terminal(knocking: knock))
            try await desk.keep(PushUpload(users: [DeviceUser(userID: "42", name: "Asha", uid: 1)]), of: terminal)
            func send(_ user: DeviceUserID) async throws {
                let finger = FingerTemplate(userID: user, finger: 6, bytes: [1, 2, 3, 4, 5])
                try await desk.keep(PushUpload(templates: [finger], table: .operations), of: terminal)
            }
            func kept() async throws -> [ID<Employee>: Int] {
                try await company.database.read { try FingerTemplateStore($0).counts() }
            }
            database.become(.away)
            for user: DeviceUserID in ["42", "43"] {
                await #expect(throws: StorageError.self) { try await send(user) }
            }
            database.become(.there)
            for _ in 0..<2 { try await send("42") }
            #expect(try await kept() == [asha.id: 1])
            // Nobody agreed: that is said in the log, and is no reason to send it for ever.
            try await send("43")
            #expect(try await kept() == [asha.id: 1])
            try await run.stop()
            try await company.removeVault()
        }
    }
}
