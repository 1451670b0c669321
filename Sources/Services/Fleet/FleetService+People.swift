import Devices
package import Domain
import Foundation
import Storage

extension FleetService {
    /// Whom each of the terminals knows with what, asked of them now.
    /// - Throws: ``ServiceError/notCompared(_:)`` naming each terminal that did not answer.
    package func people(on devices: [ID<Device>], by actor: Actor) async throws -> [TerminalPeople] {
        let run = try await finishNow(
            try await ask(.listPeople, of: devices, title: "Compare the users of terminals", by: actor), by: actor)
        let failed = run.tasks.filter { $0.task.state != .done }
        if !failed.isEmpty {
            throw ServiceError.notCompared(failed.map { "\($0.deviceName): \($0.sentence)" }.joined(separator: " "))
        }
        return run.tasks.map { task in
            let list = (task.task.outcome?.data(using: .utf8)).flatMap {
                try? JSONDecoder().decode([PersonListing].self, from: $0)
            }
            return TerminalPeople(device: task.task.device, deviceName: task.deviceName, people: list ?? [])
        }
    }

    /// Copies users with cards, passwords and rights from one terminal to others; fingers of those who agreed to their
    /// being kept.
    package func copy(
        _ users: [String], from source: ID<Device>, to targets: [ID<Device>], by actor: Actor
    ) async throws -> FleetRun {
        let title = users.count == 1 ? "Copy user \(users[0])" : "Copy \(users.count) users"
        let first = try await ask(title, [(source, .readPeople(users))], by: actor)
        guard let read = first.tasks.first else { return first }
        return try await add(
            targets.filter { $0 != source }.map { ($0, .writePeople(task: read.id.rawValue)) }, to: first, by: actor)
    }

    /// Copies to each of the targets who is known to the source and to any of them not. Targets that keep no users are left
    /// out.
    package func copyMissing(
        from source: ID<Device>, to targets: [ID<Device>], by actor: Actor
    ) async throws -> FleetRun {
        let (able, lacks) = try await whoCan(targets.map { ($0, .writePeople(task: 0)) })
        let takers = able.map(\.device).filter { $0 != source }
        var users: [String] = []
        if !takers.isEmpty {
            users = PeopleComparison(try await people(on: [source] + takers, by: actor)).missing(fromAnyBut: 0)
        }
        var run =
            users.isEmpty
            ? try await ask("Copy who is missing", [], by: actor)
            : try await copy(users, from: source, to: takers, by: actor)
        run.leftOut = lacks
        return run
    }

    /// The person from every terminal that knows them.
    package func removeEverywhere(_ employee: ID<Employee>, by actor: Actor) async throws -> FleetRun {
        let (name, users) = try await context.database.read { db in
            guard let person = try EmployeeStore(db).find(employee) else {
                throw ServiceError.unknownEmployee(code: "with the id \(employee.rawValue)")
            }
            let inUse = Set(try DeviceStore(db).all().filter { $0.retiredAt == nil }.map(\.id))
            let users = try DeviceUserStore(db).all(of: employee).filter {
                inUse.contains($0.device) && $0.employee == employee && !$0.deviceUser.hasPrefix("#")
            }
            return (person.name, users)
        }
        return try await askWhoCan(
            "Remove \(name) from all terminals", users.map { ($0.device, .deleteUser($0.deviceUser)) }, by: actor)
    }

    /// Of every terminal in use.
    package func setAllClocks(by actor: Actor) async throws -> FleetRun {
        let devices = try await context.database.read { db in
            try DeviceStore(db).all().filter { $0.retiredAt == nil }.map(\.id)
        }
        return try await askWhoCan("Set all clocks", devices.map { ($0, .setClock) }, by: actor)
    }

    /// - Parameter password: empty: none from now on; nil: as it is.
    package func change(
        _ change: UserChange, password: String? = nil, on devices: [ID<Device>], by actor: Actor
    ) async throws -> FleetRun {
        var change = change
        if let password {
            change.sealedPassword = try await Vault.open(context).seal(
                Array(password.utf8), context: UserChange.passwordContext)
        }
        return try await ask(.changeUser(change), of: devices, by: actor)
    }
}

/// Whom a terminal knows.
package struct TerminalPeople: Hashable, Sendable {
    package var device: ID<Device>
    package var deviceName: String
    package var people: [PersonListing]

    package init(device: ID<Device>, deviceName: String, people: [PersonListing]) {
        self.device = device
        self.deviceName = deviceName
        self.people = people
    }
}

/// Where terminals differ in whom they know.
package struct PeopleComparison: Hashable, Sendable {
    package struct Row: Hashable, Sendable, Identifiable {
        package var user: String
        /// As the terminals call the person; the first that has a name.
        package var name: String
        /// In the order of the terminals; nil: not known there.
        package var listings: [PersonListing?]

        package var id: String { user }

        /// What differs, for people: `not on Yard; another card on Gate`. Empty where all is alike.
        package var differences: [String] = []
    }

    package var devices: [String]
    /// By number; those that are alike everywhere too.
    package var rows: [Row]

    /// Users of one terminal that another one lacks.
    package func missing(fromAnyBut source: Int) -> [String] {
        rows.filter { $0.listings[source] != nil && $0.listings.contains(nil) }.map(\.user)
    }

    package var different: [Row] { rows.filter { !$0.differences.isEmpty } }

    package init(_ terminals: [TerminalPeople]) {
        devices = terminals.map(\.deviceName)
        let byUser = terminals.map { Dictionary($0.people.map { ($0.user, $0) }) { first, _ in first } }
        let users = Set(byUser.flatMap(\.keys))
        rows = users.sorted { ($0.count, $0) < ($1.count, $1) }.map { user in
            let listings = byUser.map { $0[user] }
            let known = listings.compactMap(\.self)
            var row = Row(user: user, name: known.first { !$0.name.isEmpty }?.name ?? "", listings: listings)
            row.differences = Self.differences(listings, terminals.map(\.deviceName))
            return row
        }
    }

    /// Held against the first terminal that knows the person.
    private static func differences(_ listings: [PersonListing?], _ names: [String]) -> [String] {
        guard let first = listings.compactMap(\.self).first else { return [] }
        return zip(listings, names).compactMap { listing, name in
            guard let listing else { return "not on \(name)" }
            let what = [
                (listing.name != first.name, "another name"), (listing.card != first.card, "another card"),
                (listing.level != first.level, "other rights"),
                (listing.isDisabled != first.isDisabled, "disabled or not"),
                (listing.hasPassword != first.hasPassword, "password or none"),
                (listing.fingers != first.fingers, "other fingers"),
            ].filter(\.0).map(\.1)
            return what.isEmpty ? nil : "\(what.joined(separator: ", ")) on \(name)"
        }
    }
}
