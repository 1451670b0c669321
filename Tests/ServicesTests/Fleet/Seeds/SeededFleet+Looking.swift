import DeviceSimulator
import DeviceTesting
import Domain
import Storage
import Synchronization

@testable import Services

/// Whether everything is as it must be.
extension SeededFleet {
    /// - Returns: what is not.
    func look() async throws -> [String] {
        var problems: [String] = []
        let ledger = try await database.read { try LedgerRows($0) }
        let ids = devices.withLock { $0 }
        for (index, terminal) in terminals.enumerated() {
            let own =
                ledger.problems(of: ids[index], recorded: terminal.recorded, excused: terminal.excused)
                + (try await markProblems(of: ids[index], terminal))
                + (try await roomProblems(of: ids[index], terminal))
            problems += own.map { "Gate \(index): \($0)" }
        }
        let open = try await database.read { try DeviceTaskStore($0).openCounts() }
        if open.isEmpty {
            problems += try await peopleProblems(ids)
        } else {
            problems.append("tasks are open: \(open)")
        }
        if await pusher.owes { problems.append("Yard: not everything was sent") }
        let pushed = ledger.problems(of: ids[terminals.count], recorded: await pusher.recorded, isCarried: true)
        problems += pushed.map { "Yard: \($0)" }
        for (index, reader) in readers.enumerated() {
            let device = ids[terminals.count + 1 + index]
            let unreadable = try await database.read { try UnreadableLineStore($0).all(of: device).map(\.line) }
            problems += await reader.problems(punches: ledger.rows[device] ?? [], unreadable: unreadable).map {
                "Door \(index) \(reader.plan): \($0)"
            }
        }
        if !problems.isEmpty { problems += try await circumstances() }
        return problems
    }

    private func peopleProblems(_ ids: [ID<Device>]) async throws -> [String] {
        let tasks = try await database.read { db in
            try db.all("SELECT id FROM device_task ORDER BY id", []) { ID<DeviceTask>($0.integer(0)) }
                .compactMap { try DeviceTaskStore(db).find($0) }
        }
        var people = SeededPeople(ids.prefix(terminals.count).enumerated().map { ($1, $0 == 0 ? schedule.people : 0) })
        for task in tasks { people.follow(task) }
        var problems: [String] = []
        for (index, terminal) in terminals.enumerated() {
            let found = people.problems(of: ids[index], users: await terminal.terminal.users())
            problems += found.map { "Gate \(index): \($0)" }
        }
        return problems
    }

    /// For whoever looks for the reason.
    private func circumstances() async throws -> [String] {
        let (errors, leases, tasks) = try await database.read { db in
            (
                try DeviceStore(db).all().map { "\($0.name): \($0.contact.lastError ?? "well")" },
                try LeaseStore(db).holders(of: "coll"),
                try DeviceStore(db).all().flatMap { try DeviceTaskStore(db).tasks(at: $0.id, latest: 100) }
            )
        }
        var terminals: [String] = []
        for terminal in self.terminals { terminals.append("\(await terminal.terminal.status())") }
        var held: [String] = []
        for collector in collectors.withLock({ $0 }) {
            held.append("\(await collector?.collector.held ?? -1), ended \(collector?.hasEnded ?? true)")
        }
        return errors + tasks.map { "\($0)" } + [
            "leases \(leases)", "collectors hold \(held), now \(network.clock.now.offset)",
        ] + terminals
    }

    private func markProblems(of device: ID<Device>, _ terminal: SeededTerminal) async throws -> [String] {
        let mark = try await database.read { try WatermarkStore($0).find(device) }
        let held = await terminal.terminal.status().records
        guard let mark, mark.recordCount == held else { return ["watermark \(String(describing: mark)), held \(held)"] }
        guard let through = mark.completeThrough, now - through < 300 else { return ["complete only through \(mark)"] }
        return []
    }

    /// Whoever looks at the list knows of a log that is nearly full, before it is.
    private func roomProblems(of device: ID<Device>, _ terminal: SeededTerminal) async throws -> [String] {
        let (held, room) = (await terminal.terminal.status().records, terminal.log.records)
        let listed = try await services.devices.list(by: Self.actor).first { $0.id == device }
        let warns = listed?.conditions.contains { $0.contains("memory is nearly full: \(held) of \(room)") }
        guard warns == (held * 10 >= room * 9) else { return ["\(held) of \(room), said: \(listed?.conditions ?? [])"] }
        guard let ledger = try await database.read({ try LedgerRows($0) }).rows[device] else { return [] }
        let lost = terminal.excused.subtracting(ledger)
        let wasRead = terminal.recorded.first.map(ledger.contains) ?? false
        guard !lost.isEmpty, wasRead, !schedule.clears(terminal.port - 4000) else { return [] }
        let notes = try await database.read { try DeviceNoteStore($0).all() }
        return notes.contains { $0.device == device } ? [] : ["\(lost.count) are lost, and nobody was told"]
    }
}
