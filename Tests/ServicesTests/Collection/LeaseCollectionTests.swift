import DeviceSimulator
import Domain
import Storage
import Testing

@testable import Services

/// Two programs on one database never collect from one terminal together, and a dead one is taken over.
struct LeaseCollectionTests {
    private let now = "2026-11-20 19:00:00"

    private func prepared(_ body: (TestCompany, DeviceSummary, any Database) async throws -> Void) async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            try await company.add("42", "Asha")
            try await withVirtualTerminal(configuration(at: now, ["42 2026-11-20 09:00:00"])) { _, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                let database = try await openDatabase(try DatabaseURL(company.path))
                try await body(company, device, database)
                try await database.close()
            }
        }
    }

    private func acquire(_ device: DeviceSummary, _ database: any Database) async throws -> Lease {
        try await database.write { try LeaseStore($0).acquire("collect/\(device.id.rawValue)", for: "other").get() }
    }

    @Test func aTerminalThatAnotherProgramReadsIsRefused() async throws {
        try await prepared { company, device, database in
            let lease = try await acquire(device, database)
            await #expect(throws: ServiceError.collectedElsewhere(device: "Gate", by: "other")) {
                try await company.sync(device)
            }
            #expect(try await company.punchCount() == 0)
            try await database.write { try LeaseStore($0).release(lease) }
            #expect(try await company.sync(device).newPunches == 1)
            // Its own lease was given back.
            _ = try await acquire(device, database)
        }
    }

    @Test func aDeadProgramIsTakenOver() async throws {
        try await prepared { company, device, database in
            _ = try await acquire(device, database)
            _ = try await database.write { try $0.execute("UPDATE lease SET expires_at = 5") }
            #expect(try await company.sync(device).newPunches == 1)
        }
    }

    /// A program that was killed on this computer is known to be dead: nobody waits for its lease to run out.
    @Test func aKilledProgramKeepsNobodyWaiting() async throws {
        try await prepared { company, device, database in
            var gone = ProcessIdentity.own
            // Above the greatest number that Linux gives.
            gone.process = 0x4000_0001
            #expect(gone.isGone && !ProcessIdentity.own.isGone)
            #expect(ProcessIdentity(gone.description) == gone)
            let name = "collect/\(device.id.rawValue)"
            let here = gone.description
            _ = try await database.write { try LeaseStore($0).acquire(name, for: here).get() }
            #expect(try await company.sync(device).newPunches == 1)
            // Of a process on another computer nothing is known.
            gone.host = "elsewhere"
            let there = gone.description
            _ = try await database.write { try LeaseStore($0).acquire(name, for: there).get() }
            await #expect(throws: ServiceError.collectedElsewhere(device: "Gate", by: gone.words)) {
                try await company.sync(device)
            }
        }
    }

    /// A program that ends leaves what it is still at to others, who need not know that it is gone.
    @Test func aProgramThatEndsLeavesWhatItHoldsToOthers() async throws {
        try await prepared { company, device, database in
            let name = "collect/\(device.id.rawValue)"
            let own = ProcessIdentity.own.description
            let lease = try await database.write { try LeaseStore($0).acquire(name, for: own).get() }
            let others = try await database.write { try LeaseStore($0).acquire("collect/0", for: "other").get() }
            try await company.services.fleet.letGo()
            _ = try await acquire(device, database)
            await #expect(throws: StorageError.leaseLost(name)) {
                try await database.read { try LeaseStore($0).check(lease) }
            }
            try await database.read { try LeaseStore($0).check(others) }
            #expect(try await database.read { try LeaseStore($0).holders(of: "collect/0") } == ["collect/0": "other"])
        }
    }

    /// Whoever was away for too long finds out in the transaction that would store.
    @Test func whatWasTakenOverStoresNothing() async throws {
        try await prepared { company, device, database in
            await #expect(throws: StorageError.leaseLost("collect/\(device.id.rawValue)")) {
                try await collect(device, company, takenOverBy: database)
            }
            let stored = try await company.punchCount()
            #expect(stored == 0)
        }
    }

    private func collect(
        _ device: DeviceSummary, _ company: TestCompany, takenOverBy database: any Database
    ) async throws {
        for try await progress in company.services.collection.sync(device: device.id, by: company.actor) {
            guard case .connecting = progress else { continue }
            _ = try await database.write { try $0.execute("UPDATE lease SET expires_at = 5") }
            _ = try await acquire(device, database)
        }
    }

    @Test(.timeLimit(.minutes(5))) func aCancelledCollectionGivesItsLeaseBack() async throws {
        try await prepared { company, device, database in
            let collecting = company.services.collection.sync(device: device.id, by: company.actor)
            let task = Task {
                for try await progress in collecting {
                    if case .connecting = progress { withUnsafeCurrentTask { $0?.cancel() } }
                }
            }
            _ = try? await task.value
            // The collection ends by itself after its reader has gone.
            while try await database.read({ try $0.integer("SELECT MAX(expires_at) FROM lease") }) != 0 {
                try await Task.sleep(for: .milliseconds(10))
            }
            _ = try await acquire(device, database)
        }
    }
}
