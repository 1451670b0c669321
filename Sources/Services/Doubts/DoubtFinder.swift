import Domain
import Storage

/// Finds punches in doubt, within one transaction.
struct DoubtFinder {
    /// Of all terminals together, so many of the latest punches are looked at for a clock that went back.
    static let latest: Int64 = 100_000
    /// Seconds; setting a clock right takes more, and two readers on one line less.
    static let tolerance: Int64 = 60

    private let db: any SQLConnection
    private let devices: [ID<Device>: DeviceRecord]

    init(_ db: any SQLConnection) throws {
        self.db = db
        devices = try DeviceStore(db).byID()
    }

    func all() throws -> [Doubt] {
        let quarantined = try DoubtStore(db).quarantined().compactMap { punch in
            try punch.quarantine.map { try doubt(punch, .quarantine($0)) }
        }
        let jumps = try devices.keys.sorted().flatMap { try self.jumps(on: $0) }
        return (quarantined + jumps).sorted { $0.id < $1.id }
    }

    /// The last punch before each moment at which a terminal's clock went back, within what was collected together.
    private func jumps(on device: ID<Device>) throws -> [Doubt] {
        let placements = PunchPlacements(db)
        let from = ID<Punch>(max(0, try placements.next().rawValue - Self.latest))
        let believed = try placements.sealed(on: device, from: from).filter { $0.sealed.quarantine == nil }
        return try zip(believed, believed.dropFirst()).compactMap { before, after in
            let back = before.sealed.instant - after.sealed.instant
            guard back > Self.tolerance, before.collectedAt == after.collectedAt,
                try DoubtStore(db).settled(before.punch) == nil, let punch = try DoubtStore(db).find(before.punch)
            else { return nil }
            return try doubt(punch, .clockWentBack(back))
        }
    }

    private func doubt(_ punch: DoubtfulPunch, _ kind: Doubt.Kind) throws -> Doubt {
        let device = devices[punch.device]
        let user = try DeviceUserStore(db).find(punch.device, punch.deviceUser)
        let holder = user?.holders.holder(at: punch.local)?.employee ?? user?.employee
        let zone = device.flatMap { SystemZones.rules(of: $0.zone) } ?? .utc
        return Doubt(
            punch: punch, kind: kind, deviceName: device?.name ?? "", userName: user?.name ?? "",
            employee: try holder.flatMap { try EmployeeStore(db).find($0) },
            collected: zone.local(at: punch.collectedAt))
    }

    /// Numbers whose names differ, unless somebody has said that they are different people.
    func sharedNumbers() throws -> [SharedNumber] {
        var users: [String: [(record: DeviceUserRecord, device: DeviceRecord)]] = [:]
        for device in devices.values.sorted(by: { $0.name < $1.name }) where device.retiredAt == nil {
            for user in try DeviceUserStore(db).all(of: device.id)
            where !user.name.trimmed.isEmpty && !user.deviceUser.hasPrefix("#") {
                users[user.deviceUser, default: []].append((user, device))
            }
        }
        let shared = users.filter { Self.isShared($0.value.map(\.record)) }
        return try shared.sorted { ($0.key.count, $0.key) < ($1.key.count, $1.key) }.map { number, users in
            SharedNumber(
                number: number,
                users: try users.map { user, device in
                    SharedNumber.User(
                        deviceName: device.name, name: user.name,
                        employee: try user.employee.flatMap { try EmployeeStore(db).find($0) })
                })
        }
    }

    private static func isShared(_ users: [DeviceUserRecord]) -> Bool {
        users.indices.contains { first in
            users[(first + 1)...].contains { other in
                let isToldApart =
                    users[first].employee.map { mine in other.employee.map { $0 != mine } ?? false } ?? false
                return !isToldApart && !isAlike(users[first].name, other.name)
            }
        }
    }

    /// Terminals cut names, each after as many letters as it has room for.
    private static func isAlike(_ a: String, _ b: String) -> Bool {
        let (a, b) = (plain(a), plain(b))
        return a.hasPrefix(b) || b.hasPrefix(a)
    }

    private static func plain(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }
}
