package import Domain
import Storage

/// Who has punched without being known.
package struct InboxService: Sendable {
    let context: ServiceContext

    /// Those with most punches first.
    package func list(by actor: Actor) async throws -> [UnknownUser] {
        try actor.requires(.readPeople)
        return try await context.database.read { db in
            let devices = Dictionary(uniqueKeysWithValues: try DeviceStore(db).all().map { ($0.id, $0) })
            return try DeviceUserStore(db).inbox().map { UnknownUser($0, devices[$0.device]) }
        }
    }

    /// All punches of the user, past and to come, are the employee's; the days they touch are worked out.
    @discardableResult
    package func map(
        _ user: UnknownUser.ID, to employee: ID<Employee>, by actor: Actor
    ) async throws -> MappingReport {
        try actor.requires(.mapDeviceUsers)
        let stamp = context.stamp(actor)
        var report = try await context.database.write { db in
            guard let person = try EmployeeStore(db).find(employee) else {
                throw ServiceError.unknownEmployee(code: "with the id \(employee.rawValue)")
            }
            let store = DeviceUserStore(db)
            guard try store.find(user.device, user.user) != nil else {
                throw ServiceError.notInInbox(deviceUser: user.user)
            }
            let punches = try store.map(user.user, on: user.device, to: employee, by: stamp)
            return MappingReport(employee: person.name, punches: punches, daysComputed: 0)
        }
        context.hub.send(.inbox, .punches(user.device))
        report.daysComputed = try await AttendanceService(context: context).recomputePending()
        return report
    }
}

extension UnknownUser {
    fileprivate init(_ record: DeviceUserRecord, _ device: DeviceRecord?) {
        let zone = device.flatMap { SystemZones.rules(of: $0.zone) } ?? .utc
        self.init(
            id: UnknownUser.ID(device: record.device, user: record.deviceUser), deviceName: device?.name ?? "",
            name: record.name, punchCount: record.punchCount, firstPunch: Self.shown(record.firstPunch, zone),
            lastPunch: Self.shown(record.lastPunch, zone))
    }

    /// What names no date stands at no instant either, but at its own place before all of them.
    private static func shown(_ instant: Instant?, _ zone: ZoneRules) -> LocalTime? {
        instant.map { $0.seconds < 0 ? LocalTime(seconds: $0.seconds) : zone.local(at: $0) }
    }
}
