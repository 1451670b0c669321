import Domain
import Storage
import Testing

@testable import Services

/// What was asked of several terminals is taken back at one of them, and goes on at the others.
struct CancelTests {
    private struct Scene {
        let company: TestCompany
        let (gate, yard, plant): (ID<Device>, ID<Device>, ID<Device>)

        func states(_ run: FleetRun) async throws -> [DeviceTask.State] {
            try await company.services.fleet.run(run.id, by: company.actor).tasks.map(\.task.state)
        }
        func cancel(_ run: FleetRun, at device: ID<Device>?) async throws -> Int {
            try await company.services.fleet.cancel(run.id, at: device, by: company.actor)
        }
    }

    private func with(_ body: (Scene) async throws -> Void) async throws {
        try await TestCompany.open(now: OrderedTerminal.now) { company in
            var devices: [ID<Device>] = []
            for (port, name) in ["Gate", "Yard", "Plant"].enumerated() {
                devices.append(try await company.addDevice(name, port: port + 1).id)
            }
            try await body(Scene(company: company, gate: devices[0], yard: devices[1], plant: devices[2]))
        }
    }

    @Test func onlyOneTerminalsTasksAreTakenBack() async throws {
        try await with { scene in
            let run = try await scene.company.services.fleet.ask(
                "Two lines each",
                [(scene.gate, .show(text: "a", line: 1)), (scene.yard, .clearDisplay), (scene.gate, .clearDisplay)],
                by: scene.company.actor)
            #expect(try await scene.cancel(run, at: scene.gate) == 2)
            #expect(try await scene.states(run) == [.cancelled, .waiting, .cancelled])
            #expect(try await scene.cancel(run, at: scene.gate) == 0)
            #expect(try await scene.cancel(run, at: scene.plant) == 0)
            #expect(try await scene.cancel(run, at: nil) == 1)
            #expect(try await scene.states(run) == [.cancelled, .cancelled, .cancelled])
        }
    }

    /// Somebody begins between the look and the taking back.
    @Test func whatHasBegunIsNotTakenBack() async throws {
        try await with { scene in
            let run = try await scene.company.services.fleet.ask(.restart, of: [scene.gate], by: scene.company.actor)
            let (id, now) = (run.tasks[0].id, scene.company.clock.now)
            let outcomes = try await scene.company.database.write { db in
                let store = DeviceTaskStore(db)
                return [try store.begin(id, at: now), try store.withdraw(id, .cancelled, outcome: nil, at: now)]
            }
            #expect(outcomes == [true, false])
            #expect(try await scene.states(run) == [.running])
            #expect(try await scene.cancel(run, at: nil) == 0)
        }
    }

    /// Who was to take what will never be read would wait for nothing.
    @Test func withTheTerminalThatIsCopiedFromGoThoseThatAreCopiedTo() async throws {
        try await with { scene in
            let run = try await scene.company.services.fleet.copy(
                ["42"], from: scene.gate, to: [scene.yard, scene.plant], by: scene.company.actor)
            #expect(try await scene.cancel(run, at: scene.yard) == 1)
            #expect(try await scene.states(run) == [.waiting, .cancelled, .waiting])
            #expect(try await scene.cancel(run, at: scene.gate) == 2)
            #expect(try await scene.states(run) == [.cancelled, .cancelled, .cancelled])
        }
    }
}
