import Devices
package import Domain
import Storage

extension FleetService {
    /// Copies users with cards, passwords and rights from one terminal to others, in place of whoever has their numbers
    /// there; fingers of those who agreed to their being kept.
    /// - Throws: ``ServiceError/invalid(_:)`` where there is no other terminal among the targets.
    package func copy(
        _ users: [String], from source: ID<Device>, to targets: [ID<Device>], by actor: Actor
    ) async throws -> FleetRun {
        let others = targets.filter { $0 != source }
        guard !others.isEmpty else {
            let sentence = "Name another terminal than the one that has the users; nothing was copied."
            throw ServiceError.invalid([FieldProblem(field: "to", sentence: sentence)])
        }
        let title = users.count == 1 ? "Copy user \(users[0])" : "Copy \(users.count) users"
        return try await put(
            title, [PeopleBatch(users: users, takers: others) { .writePeople(task: $0) }], from: source, by: actor)
    }

    /// Copies to each of the targets who is known to the source and not there. Whoever is known there stays as they are, but
    /// for fingers that are lacking there of somebody who agreed to their being kept. Targets that keep no users are left out.
    package func copyMissing(
        from source: ID<Device>, to targets: [ID<Device>], by actor: Actor
    ) async throws -> FleetRun {
        try actor.requires(toOrder: .enrolPeople)
        let (able, lacks) = try await whoCan(targets.map { ($0, .addPeople(task: 0)) })
        let takers = able.map(\.device).filter { $0 != source }
        let batches = takers.isEmpty ? [] : try await missing(from: source, at: takers, by: actor)
        let names = Set(batches.flatMap(\.users))
        let title = names.count == 1 ? "Copy user \(names.first ?? "")" : "Copy \(names.count) users"
        var run = try await put(batches.isEmpty ? "Copy who is missing" : title, batches, from: source, by: actor)
        run.leftOut = lacks
        return run
    }

    /// Terminals that lack the same people are served by one reading.
    private func missing(
        from source: ID<Device>, at takers: [ID<Device>], by actor: Actor
    ) async throws -> [PeopleBatch] {
        let people = try await people(on: [source] + takers, needing: [source], by: actor)
        let now = context.now()
        let known = try await context.database.read { try KnownPeople(of: people[0], at: people.dropFirst(), $0, now) }
        var batches: [PeopleBatch] = []
        for target in takers {
            // One that does not answer is told all of them, and adds whom it lacks when it does.
            let there =
                people.first { $0.device == target } ?? TerminalPeople(device: target, deviceName: "", people: [])
            let users = known.missing(from: people[0], at: there)
            if users.isEmpty { continue }
            if let index = batches.firstIndex(where: { $0.users == users }) {
                batches[index].takers.append(target)
            } else {
                batches.append(PeopleBatch(users: users, takers: [target]) { .addPeople(task: $0) })
            }
        }
        return batches
    }

    /// What is read goes into the queue together with who takes it: what nobody takes would lie there.
    private func put(
        _ title: String, _ batches: [PeopleBatch], from source: ID<Device>, by actor: Actor
    ) async throws -> FleetRun {
        try actor.requires(toOrder: .enrolPeople)
        let stamp = context.stamp(actor)
        let run = try await context.database.write { db in
            try Self.check(batches.flatMap { $0.orders(from: source) }, db)
            let store = DeviceTaskStore(db)
            var (run, tasks) = try store.ask(
                title, batches.map { (source, DeviceOrder.readPeople($0.users).stored) }, by: stamp)
            for (reading, batch) in zip(tasks, batches) {
                tasks += try store.add(
                    batch.takers.map { ($0, batch.taking(reading.id.rawValue).stored) }, to: run.id, at: stamp.at)
            }
            try Self.journal(tasks, title, db, stamp)
            return run
        }
        context.hub.send(.devices)
        return try await look(run.id)
    }
}

/// The same people for one or more terminals.
private struct PeopleBatch: Sendable {
    var users: [String]
    var takers: [ID<Device>]
    /// What a taker is told, by the task that reads.
    var taking: @Sendable (Int64) -> DeviceOrder

    func orders(from source: ID<Device>) -> [(device: ID<Device>, order: DeviceOrder)] {
        [(source, .readPeople(users))] + takers.map { ($0, taking(0)) }
    }
}

/// What the company knows of a terminal's people, and of the same numbers elsewhere.
private struct KnownPeople: Sendable {
    private let agreeing: Set<ID<Employee>>
    /// Who is let in nowhere any more.
    private let gone: Set<ID<Employee>>
    private let owners: [String: ID<Employee>]
    /// The numbers under which terminals that take fingers have the same people.
    private let same: [ID<Device>: Set<String>]

    init(
        of source: TerminalPeople, at others: some Sequence<TerminalPeople>, _ db: any SQLConnection, _ now: Instant
    ) throws {
        agreeing = try FingerConsent.people(db, at: now)
        gone = try FingerConsent.gone(db, at: now)
        let match = try PersonMatch(db, on: source.device, at: now)
        let found = try source.people.compactMap { listing in
            try match.owner(of: listing.user, called: listing.name).map { (listing.user, $0.id) }
        }
        let owners = Dictionary(found) { first, _ in first }
        self.owners = owners
        same = try Dictionary(
            others.map { ($0.device, try Self.same(owners, at: $0, db, now)) }, uniquingKeysWith: { first, _ in first })
    }

    private static func same(
        _ owners: [String: ID<Employee>], at terminal: TerminalPeople, _ db: any SQLConnection, _ now: Instant
    ) throws -> Set<String> {
        let record = try DeviceStore(db).existing(terminal.device)
        guard DeviceFamily(record.family).capabilities.contains(.templates) else { return [] }
        let match = try PersonMatch(db, on: terminal.device, at: now)
        let same = try terminal.people.filter { listing in
            guard let person = owners[listing.user].flatMap(match.employee) else { return false }
            return try match.verdict(of: listing.user, called: listing.name, is: person) == .same
        }
        return Set(same.map(\.user))
    }

    /// Numbers, in the order of the source.
    func missing(from source: TerminalPeople, at target: TerminalPeople) -> [String] {
        let there = Dictionary(target.people.map { ($0.user, $0) }) { first, _ in first }
        return source.people.filter { listing in
            if let owner = owners[listing.user], gone.contains(owner) { return false }
            guard let other = there[listing.user] else { return true }
            return lacksFingers(listing, other, at: target.device)
        }.map(\.user)
    }

    private func lacksFingers(_ listing: PersonListing, _ other: PersonListing, at target: ID<Device>) -> Bool {
        guard same[target]?.contains(listing.user) == true, let owner = owners[listing.user] else { return false }
        return agreeing.contains(owner) && !Set(listing.fingers).isSubset(of: other.fingers)
    }
}
