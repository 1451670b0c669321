import DeviceSimulator
import Devices
import Domain
import Storage
import Testing

@testable import Server
@testable import Services

/// What becomes of what a terminal was asked when the program ends that was at it.
struct PushInterruptionTests {
    private typealias Office = PushOffice

    /// Nothing waits but what a program had begun that was killed.
    @Test func whatADeadProgramWasAtIsRepeatedOrToldOf() async throws {
        try await Office.withYard { office, device in
            let orders: [DeviceOrder] = [.openDoor(seconds: 3), .deleteUser("2")]
            let asked = try await office.services.fleet.ask("Two", orders.map { (device.id, $0) }, by: Office.actor)
            try await office.database.write { db in
                for task in asked.tasks { _ = try DeviceTaskStore(db).begin(task.id, at: office.clock.now) }
            }
            let terminal = office.terminal()
            let ended = try await office.ended(asked, at: terminal)
            #expect(ended.tasks.map(\.task.state) == [.failed, .done])
            #expect(ended.tasks[0].sentence.contains("look at the terminal"))
            #expect(await terminal.doorOpenings == 0)
            #expect(await terminal.users.map(\.userID) == ["1"])
        }
    }

    /// One that is stopped leaves the terminal to the next at once.
    @Test func whatAStoppedProgramWasAtIsDoneByTheNext() async throws {
        try await Office.withCompany { company in
            var asked: FleetRun?
            try await company.collecting { office in
                let device = try await office.services.devices.adopt(Office.serial, as: "Yard", by: Office.actor)
                let run = try await office.services.fleet.ask(.deleteUser("2"), of: [device.id], by: Office.actor)
                // It calls, and is gone before it answers.
                while try await office.services.fleet.run(run.id, by: Office.actor).tasks[0].task.state == .waiting {
                    _ = try await office.server.get("/iclock/getrequest?SN=\(Office.serial)")
                }
                asked = run
            }
            let run = try #require(asked)
            try await company.collecting { office in
                let holders = try await office.database.read { try CollectorLease.holders($0) }
                #expect(holders.isEmpty)
                let terminal = office.terminal()
                let ended = try await office.ended(run, at: terminal)
                #expect(ended.tasks.map(\.task.state) == [.done])
                #expect(await terminal.users.map(\.userID) == ["1"])
            }
        }
    }
}
