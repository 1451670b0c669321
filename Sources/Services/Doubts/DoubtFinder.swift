import Domain
import Storage

/// Finds punches in doubt, within one transaction.
struct DoubtFinder {
    private let db: any SQLConnection
    private let devices: [ID<Device>: DeviceRecord]

    init(_ db: any SQLConnection) throws {
        self.db = db
        devices = try DeviceStore(db).byID()
    }

    func all() throws -> [Doubt] {
        try DoubtStore(db).open().compactMap { punch, back in
            if let quarantine = punch.quarantine { return try doubt(punch, .quarantine(quarantine)) }
            return try back.map { try doubt(punch, .clockWentBack($0)) }
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
                        device: device.id, deviceName: device.name, name: user.name,
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
