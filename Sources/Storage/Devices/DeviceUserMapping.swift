package import Domain
import Foundation

extension DeviceUserStore {
    /// Says whose a terminal's user is during a time: its punches of that time, past ones too, become that person's, and
    /// the days they touch pending, for the new person and for the one they belonged to.
    ///
    /// - Parameter employee: nil takes the user back from whoever it was.
    /// - Returns: which punches changed hands.
    @discardableResult
    package func map(
        _ deviceUser: String, on device: ID<Device>, to employee: ID<Employee>?, during time: HeldTime = .always,
        by stamp: Stamp
    ) throws -> [PunchMove] {
        let before = try find(device, deviceUser)?.holders ?? []
        return try hold([(deviceUser, before.giving(time, to: employee))], on: device, by: stamp)
    }

    /// Sets the holders of many users of one device at once, reading its punches once for all of them and not once for
    /// each.
    /// - Parameter layouts: ascending, and no two at one time.
    @discardableResult
    package func hold(
        _ layouts: [(deviceUser: String, holders: [Holding])], on device: ID<Device>, by stamp: Stamp
    ) throws -> [PunchMove] {
        var changes: [(user: DeviceUserRecord, holders: [Holding], time: HeldTime)] = []
        for (deviceUser, holders) in layouts {
            if try find(device, deviceUser) == nil { try note(name: "", of: deviceUser, on: device) }
            guard let user = try find(device, deviceUser), let time = holders.difference(from: user.holders) else {
                continue
            }
            changes.append((user, holders, time))
        }
        let scopes = Dictionary(grouping: changes, by: \.time).map { PunchScope($0.value.map(\.user), $0.key) }
        return try PunchOwners(db).reassign(scopes) {
            for (user, holders, _) in changes {
                try journal(user, becomes: holders, stamp)
                try set(holders, of: user)
            }
        }
    }

    private func journal(_ user: DeviceUserRecord, becomes holders: [Holding], _ stamp: Stamp) throws {
        try JournalStore(db).append(
            .map, .deviceUser, id: "\(user.device.rawValue)/\(user.deviceUser)",
            before: HoldersDocument(user.holders), after: HoldersDocument(holders), by: stamp)
    }
}

extension JournalEntry {
    /// Of one of ``JournalAction/map``: whether the terminal's user is the employee from then on, until further notice.
    package func leavesUser(to employee: ID<Employee>) -> Bool {
        let document = after.flatMap { try? JSONDecoder().decode(HoldersDocument.self, from: Data($0.utf8)) }
        return document?.holders.contains { $0.employee == employee.rawValue && $0.until == nil } ?? false
    }
}

private struct HoldersDocument: Codable {
    var holders: [HoldingDocument]

    init(_ holders: [Holding]) { self.holders = holders.map(HoldingDocument.init) }
}

/// A holder as the journal shows it; what is left out is open.
private struct HoldingDocument: Codable {
    var employee: Int64
    var from: String?
    var until: String?

    init(_ holding: Holding) {
        employee = holding.employee.rawValue
        from = holding.time.from?.description
        until = holding.time.until?.description
    }
}
