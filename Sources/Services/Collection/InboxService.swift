package import Domain
import Storage

/// Who has punched without being known.
package struct InboxService: Sendable {
    let context: ServiceContext

    /// Those with most waiting punches first.
    package func list(by actor: Actor) async throws -> [UnknownUser] {
        try actor.requires(.readPeople)
        return try await context.database.read { db in
            let devices = try DeviceStore(db).byID()
            return try DeviceUserStore(db).inbox().map { UnknownUser($0, devices[$0.user.device]) }
        }
    }

    /// The terminals that know a user of this number, by name.
    package func devices(knowing user: String, by actor: Actor) async throws -> [ID<Device>] {
        try actor.requires(.readDevices)
        return try await context.database.read { db in
            try DeviceStore(db).all().sorted { $0.name < $1.name }.map(\.id).filter {
                try DeviceUserStore(db).find($0, user) != nil
            }
        }
    }

    /// The user's punches of the time, past and to come, are the employee's; the days they touch are worked out.
    @discardableResult
    package func map(
        _ user: UnknownUser.ID, to employee: ID<Employee>, _ time: MappedTime = .waiting, by actor: Actor
    ) async throws -> MappingReport {
        try await change(user, by: actor) { try $0.give(to: employee, time) }
    }

    /// The user's punches of the time are nobody's any more, and wait in the inbox.
    @discardableResult
    package func release(
        _ user: UnknownUser.ID, _ time: MappedTime = .all, by actor: Actor
    ) async throws -> MappingReport {
        try await change(user, by: actor) { try $0.takeBack(time) }
    }

    private func change(
        _ user: UnknownUser.ID, by actor: Actor, _ body: @Sendable @escaping (UserMapping) throws -> MappingReport
    ) async throws -> MappingReport {
        try await change(by: actor) { db, stamp in (try body(UserMapping(db, user, by: stamp)), [user.device]) }
    }

    /// Of users of several terminals; the days that their punches touch are worked out.
    func change(
        by actor: Actor,
        _ body: @Sendable @escaping (any SQLConnection, Stamp) throws -> (MappingReport, [ID<Device>])
    ) async throws -> MappingReport {
        try actor.requires(.mapDeviceUsers)
        let stamp = context.stamp(actor)
        var (report, devices) = try await context.database.write { try body($0, stamp) }
        context.hub.send(.inbox)
        for device in devices { context.hub.send(.punches(device)) }
        report.daysComputed = try await AttendanceService(context: context).recomputeTouched()
        return report
    }
}

extension UnknownUser {
    fileprivate init(_ waiting: WaitingUser, _ device: DeviceRecord?) {
        let zone = device.flatMap { SystemZones.rules(of: $0.zone) } ?? .utc
        self.init(
            id: UnknownUser.ID(device: waiting.user.device, user: waiting.user.deviceUser),
            deviceName: device?.name ?? "", name: waiting.user.name, punchCount: waiting.punchCount,
            firstPunch: Self.shown(waiting.first, zone), lastPunch: Self.shown(waiting.last, zone),
            reason: waiting.reason(zone))
    }

    /// What names no date stands at no instant either, but at its own place before all of them.
    fileprivate static func shown(_ instant: Instant?, _ zone: ZoneRules) -> LocalTime? {
        instant.map { $0.seconds < 0 ? LocalTime(seconds: $0.seconds) : zone.local(at: $0) }
    }
}

extension WaitingUser {
    /// `4 since 2026-11-02, after Asha Verma left on 2026-10-31`
    fileprivate func reason(_ zone: ZoneRules) -> String {
        if groups.map(\.reason) == [.nobody] { return "no employee has this number" }
        return groups.map { group in
            let first = group.first.seconds < 0 ? nil : UnknownUser.shown(group.first, zone)?.date
            let last = group.last.seconds < 0 ? nil : UnknownUser.shown(group.last, zone)?.date
            let days =
                group.isOpen
                ? first.map { " since \($0)" }
                : first == last ? first.map { " on \($0)" } : last.map { " until \($0)" }
            return "\(group.punchCount)\(days ?? ""), \(group.reason.words)"
        }.joined(separator: "; ")
    }
}

extension WaitingUser.Group {
    fileprivate var isOpen: Bool { time.until == nil }
}

extension WaitingUser.Reason {
    fileprivate var words: String {
        switch self {
        case .nobody: "when nobody had this number"
        case .beforeJoining(let person): "before \(person.name) joined on \(person.joined)"
        case .afterLeaving(let person): "after \(person.name) left" + (person.left.map { " on \($0)" } ?? "")
        case .after(let person, let until): "after it was \(person.name)’s, until \(until)"
        case .before(let person, let from): "before it became \(person.name)’s, on \(from)"
        }
    }
}
