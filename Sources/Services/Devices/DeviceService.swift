import Devices
package import Domain
import Storage

/// The terminals: where they are, how they are, and what time they think it is.
package struct DeviceService: Sendable {
    let context: ServiceContext

    /// By name.
    package func list(by actor: Actor) async throws -> [DeviceSummary] {
        try actor.requires(.readDevices)
        return try await context.database.read { try DeviceSummary.all($0, context.devices, now: context.now()) }
    }

    /// Nil where there is none of the name.
    package func find(name: String, by actor: Actor) async throws -> DeviceSummary? {
        try await list(by: actor).first { $0.name == name.trimmed }
    }

    /// What the form that changes it starts with.
    package func draft(of id: ID<Device>, by actor: Actor) async throws -> DeviceDraft {
        try actor.requires(.changeDevices)
        return try Self.draft(try await context.device(id))
    }

    private static func draft(_ record: DeviceRecord) throws -> DeviceDraft {
        var draft = DeviceDraft(record)
        draft.connection = try DeviceConnection(stored: record.connection, of: record.name)
        return draft
    }

    /// - Throws: ``ServiceError/invalid(_:)`` with a sentence for each field.
    @discardableResult
    package func add(_ draft: DeviceDraft, by actor: Actor) async throws -> DeviceSummary {
        try actor.requires(.changeDevices)
        let valid = try draft.validated()
        return try await change(by: actor) { db, stamp in
            try Self.check(valid, for: nil, db)
            let zone = try valid.zone ?? SettingStore(db).company().zone
            var record = DeviceRecord(name: valid.name, host: valid.host, zone: zone)
            valid.apply(to: &record, companyZone: zone)
            return try DeviceStore(db).insert(record, by: stamp).id
        }
    }

    /// Another zone of a terminal that has been collected needs ``DeviceDraft/zoneChange``, so that punches placed by two
    /// zones never mix in silence. A new direction has the days that the device's punches touch worked out again.
    /// - Throws: ``ServiceError/invalid(_:)`` with a sentence for each field.
    @discardableResult
    package func update(_ id: ID<Device>, to draft: DeviceDraft, by actor: Actor) async throws -> DeviceSummary {
        try await update(id, by: actor) { _ in draft }
    }

    /// The same for whoever says what is to be different alone: nothing that somebody else changes meanwhile is undone.
    /// - Parameter change: given the form as ``draft(of:by:)`` does; it may be asked again.
    /// - Throws: ``ServiceError/invalid(_:)`` with a sentence for each field.
    @discardableResult
    package func update(
        _ id: ID<Device>, by actor: Actor, _ change: @Sendable (DeviceDraft) throws -> DeviceDraft
    ) async throws -> DeviceSummary {
        try actor.requires(.changeDevices)
        let summary = try await self.change(by: actor) { db, stamp in
            let before = try DeviceStore(db).existing(id)
            try Self.store(try change(Self.draft(before)), over: before, db, stamp)
            return id
        }
        try await AttendanceService(context: context).recomputeTouched()
        return summary
    }

    private static func store(
        _ draft: DeviceDraft, over before: DeviceRecord, _ db: any SQLConnection, _ stamp: Stamp
    ) throws {
        let valid = try draft.validated()
        try check(valid, for: before.id, db)
        var after = before
        valid.apply(to: &after, companyZone: try SettingStore(db).company().zone)
        try DeviceStore(db).update(after, by: stamp)
        if !after.isReached(like: before) { try DeviceHealthStore(db).forgetDetour(of: before.id) }
        if before.zone != after.zone { try change(zone: after.zone, draft.zoneChange, of: before, db, stamp) }
        if before.direction != after.direction { try DayMarks(db, now: stamp.at).markPunched(on: before.id) }
    }

    private static func change(
        zone: String, _ change: ZoneChange, of device: DeviceRecord, _ db: any SQLConnection, _ stamp: Stamp
    ) throws {
        guard try !PunchLedger(db).batches(of: device.id, limit: 1).isEmpty else { return }
        switch change {
        case .unsaid:
            let sentence = ZoneChangeSentence(device: device.name, zone: device.zone).text
            throw ServiceError.invalid([FieldProblem(field: DeviceField.zone.rawValue, sentence: sentence)])
        case .fromNowOn: try DeviceStore(db).note(zoneSince: PunchPlacements(db).next(), of: device.id)
        case .wasWrong:
            guard let rules = SystemZones.rules(of: zone) else { throw ServiceError.unknownZone(zone) }
            try ZoneCorrection(db: db, device: device, zone: rules, stamp: stamp).apply()
        }
    }

    private static func check(_ valid: ValidDevice, for id: ID<Device>?, _ db: any SQLConnection) throws {
        let others = try DeviceStore(db).all().filter { $0.id != id }
        if let other = others.first(where: { $0.name == valid.name }) {
            throw ServiceError.invalid(
                DeviceField.name.rawValue, "There is a device \(other.name) already, at \(other.host).")
        }
        let place = DeviceSpot(valid.family.stored, host: valid.host, port: valid.port, valid.connection)
        try check(place, others)
    }

    /// A retired terminal's place may be another's.
    static func checkPlace(of device: DeviceRecord, _ db: any SQLConnection) throws {
        let others = try DeviceStore(db).all().filter { $0.id != device.id }
        try check(try DeviceSpot(device), others)
    }

    private static func check(_ place: DeviceSpot, _ others: [DeviceRecord]) throws {
        let inUse = others.filter { $0.retiredAt == nil }
        guard let other = try inUse.first(where: { try DeviceSpot($0).meets(place) }) else { return }
        let field = if case .listening = place { DeviceField.port } else { DeviceField.host }
        throw ServiceError.invalid(field.rawValue, place.taken(by: other.name))
    }

    func change(
        by actor: Actor, _ body: @Sendable (any SQLConnection, Stamp) throws -> ID<Device>
    ) async throws -> DeviceSummary {
        let stamp = context.stamp(actor)
        let activity = context.devices
        let summary = try await context.database.write { db in
            let id = try body(db, stamp)
            guard let summary = try DeviceSummary.all(db, activity, now: stamp.at).first(where: { $0.id == id }) else {
                throw ServiceError.unknownDevice("\(id.rawValue)")
            }
            return summary
        }
        activity.listChanged()
        context.hub.send(.devices)
        return summary
    }
}

extension ServiceContext {
    func device(_ id: ID<Device>) async throws -> DeviceRecord {
        try await database.read { try DeviceStore($0).existing(id) }
    }
}

extension DeviceStore {
    /// - Throws: ``ServiceError/unknownDevice(_:)``
    func existing(_ id: ID<Device>) throws -> DeviceRecord {
        guard let record = try find(id) else { throw ServiceError.unknownDevice("with the id \(id.rawValue)") }
        return record
    }
}

extension ValidDevice {
    fileprivate func apply(to record: inout DeviceRecord, companyZone: String) {
        record.name = name
        record.family = family.stored
        record.host = host
        record.connection = connection.stored
        record.port = port
        record.transport = transport.stored
        record.commKey = commKey
        record.zone = zone ?? companyZone
        record.direction = direction
    }
}
