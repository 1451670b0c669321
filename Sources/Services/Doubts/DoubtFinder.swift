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
}
