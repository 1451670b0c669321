import DeviceSimulator
import Devices
import Domain
import Storage
import Testing

@testable import Services

/// Orders of one terminal are carried out by whoever has it, one after the other: where two did it at a time, a user that was
/// deleted could be written once more.
struct OrderLeaseTests {
    private static let writing = DeviceOrder.changeUser(UserChange(user: "44", name: "Ravi K."))

    @Test func whoeverHasLostTheTerminalBeginsNothing() async throws {
        try await withVisit { visit in
            let task = try await visit.ask(Self.writing)
            let own = try await visit.acquire(for: "A")
            try await visit.passOn(own, to: "B")
            await #expect(throws: StorageError.leaseLost(own.name)) { try await visit.perform(own) }
            #expect(try await visit.find(task).state == .waiting)
            #expect(await visit.ordered.terminal.status().requests(.writeUser) == 0)
        }
    }

    @Test func whatSomebodyElseIsAtIsNotPutBack() async throws {
        try await withVisit { visit in
            let task = try await visit.ask(Self.writing)
            let own = try await visit.acquire(for: "A")
            try await visit.passOn(own, to: "B")
            let now = visit.ordered.company.services.attendance.context.now()
            _ = try await visit.database.write { try DeviceTaskStore($0).begin(task, at: now) }
            await #expect(throws: StorageError.leaseLost(own.name)) { try await visit.perform(own) }
            #expect(try await visit.find(task).state == .running)
        }
    }

    /// While the database was away nobody could renew it.
    @Test func whatIsBegunIsNotTakenOverInItsMidst() async throws {
        try await withVisit { visit in
            _ = try await visit.ask(Self.writing)
            let own = try await visit.acquire(for: "A")
            try await visit.ordered.company.tamper(
                "UPDATE lease SET expires_at = expires_at - \(LeaseStore.duration + LeaseStore.margin + 5)")
            try await visit.perform(own)
            let other = try await visit.database.write { try LeaseStore($0).acquire(own.name, for: "B") }
            #expect(throws: LeaseHeld.self) { try other.get() }
            #expect(await visit.ordered.user("44")?.name == "Ravi K.")
        }
    }

    private func withVisit(_ body: (Visit) async throws -> Void) async throws {
        try await OrderedTerminal.with(.withPeople(), collected: false) { try await body(Visit(ordered: $0)) }
    }
}

/// What a collector does at a terminal, step by step.
private struct Visit {
    let ordered: OrderedTerminal

    var database: any Database { ordered.company.database }
    private var name: String { CollectorLease.name(of: ordered.device.id) }

    func ask(_ order: DeviceOrder) async throws -> ID<DeviceTask> {
        let company = ordered.company
        return try await company.services.fleet.ask(order, of: [ordered.device.id], by: company.actor).tasks[0].id
    }

    func find(_ task: ID<DeviceTask>) async throws -> DeviceTask {
        try #require(try await database.read { try DeviceTaskStore($0).find(task) })
    }

    func acquire(for holder: String) async throws -> Lease {
        try await database.write { [name] in try LeaseStore($0).acquire(name, for: holder).get() }
    }

    func passOn(_ lease: Lease, to holder: String) async throws {
        try await ordered.company.tamper("UPDATE lease SET expires_at = 0")
        _ = try await acquire(for: holder)
    }

    func perform(_ lease: Lease) async throws {
        let context = ordered.company.services.attendance.context
        let tools = CollectorTools(context, FleetSettings(), spool: "", clock: ContinuousClock())
        let record = try await context.device(ordered.device.id)
        _ = try await context.terminals.with(record) { terminal in
            try await TaskPerformer(tools: tools, device: record.id).perform(at: terminal, record, lease)
        }
    }
}
