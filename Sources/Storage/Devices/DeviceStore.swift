package import Domain

package struct DeviceStore {
    private static let configured = [
        "name", "host", "port", "transport", "comm_key", "zone", "direction", "family", "connection",
    ]
    private static let observed = [
        "model", "serial_number", "firmware", "record_width", "last_seen_at", "last_error", "clock_drift_s",
        "record_capacity", "last_refusal",
    ]
    private static let select =
        "SELECT id, \((configured + observed).joined(separator: ", ")), retired_at, zone_since_punch FROM device"

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// - Returns: the device with the id that the database gave; the one it came with does not count.
    /// - Throws: ``StorageError/constraint(_:detail:)`` `.unique` where the name is taken.
    package func insert(_ device: DeviceRecord, by stamp: Stamp) throws -> DeviceRecord {
        var stored = device
        stored.id = ID(
            try db.insert(
                into: "device", Self.configured + Self.observed,
                configuredValues(device) + observedValues(device.contact)))
        try journal(.add, stored.id, before: nil, after: stored, stamp)
        return stored
    }

    /// Changes what is configured; what was heard of the device stays, and whether it is retired.
    /// - Throws: ``StorageError/notFound(_:)``; `.unique` where the name is another's.
    package func update(_ device: DeviceRecord, by stamp: Stamp) throws {
        guard var before = try find(device.id) else { throw StorageError.notFound("device \(device.name)") }
        before.contact = device.contact
        before.retiredAt = device.retiredAt
        before.zoneSince = device.zoneSince
        guard before != device else { return }
        try set(Self.configured, configuredValues(device), device.id)
        try journal(.change, device.id, before: before, after: device, stamp)
    }

    /// Says from when on a device is out of use, or with nil that it is in use again.
    package func retire(_ id: ID<Device>, at moment: Instant?, by stamp: Stamp) throws {
        guard let before = try find(id) else { throw StorageError.notFound("device \(id.rawValue)") }
        guard before.retiredAt != moment else { return }
        try set(["retired_at"], [.optional(moment?.seconds)], id)
        try JournalStore(db).append(
            moment == nil ? .restore : .retire, .device, id: String(id.rawValue),
            before: ["retiredAt": before.retiredAt?.seconds], after: ["retiredAt": moment?.seconds], by: stamp)
    }

    /// Says which punch is the first that the device's zone is meant for.
    package func note(zoneSince punch: ID<Punch>, of device: ID<Device>) throws {
        try set(["zone_since_punch"], [.integer(punch.rawValue)], device)
    }

    /// Keeps what a conversation brought to light.
    package func note(_ contact: DeviceContact, of device: ID<Device>) throws {
        try set(Self.observed, observedValues(contact), device)
    }

    /// Keeps why a conversation failed, and all that was known before.
    /// - Parameter refusal: as ``DeviceContact/lastRefusal``.
    package func note(failure: String, refusal: UInt8?, of device: ID<Device>) throws {
        try set(["last_error", "last_refusal"], [.text(failure), .optional(refusal)], device)
    }

    package func find(_ id: ID<Device>) throws -> DeviceRecord? {
        try db.first("\(Self.select) WHERE id = ?", [.integer(id.rawValue)], device)
    }

    /// A push terminal is known by nothing else.
    package func find(push serialNumber: String) throws -> DeviceRecord? {
        try db.first(
            "\(Self.select) WHERE family = 2 AND host = ? AND retired_at IS NULL", [.text(serialNumber)], device)
    }

    package func find(name: String) throws -> DeviceRecord? {
        try db.first("\(Self.select) WHERE name = ?", [.text(name)], device)
    }

    /// In the order of their names.
    package func all() throws -> [DeviceRecord] { try db.all("\(Self.select) ORDER BY name", [], device) }

    package func byID() throws -> [ID<Device>: DeviceRecord] {
        Dictionary(uniqueKeysWithValues: try all().map { ($0.id, $0) })
    }

    private func set(_ columns: [String], _ values: [SQLValue], _ id: ID<Device>) throws {
        if try db.update("device", columns, values, id: id.rawValue) == 0 {
            throw StorageError.notFound("device \(id.rawValue)")
        }
    }

    private func configuredValues(_ device: DeviceRecord) -> [SQLValue] {
        [
            .text(device.name), .text(device.host), .integer(device.port),
            .integer(device.transport.rawValue), .integer(device.commKey), .text(device.zone),
            .integer(device.direction.rawValue), .integer(device.family.rawValue), .optional(device.connection),
        ]
    }

    private func observedValues(_ contact: DeviceContact) -> [SQLValue] {
        [
            .text(contact.model.clipped(to: 100)), .optional(contact.serialNumber?.clipped(to: 100)),
            .optional(contact.firmware?.clipped(to: 200)),
            .optional(contact.recordWidth), .optional(contact.lastSeen?.seconds), .optional(contact.lastError),
            .optional(contact.clockDrift),
            .optional(contact.recordCapacity), .optional(contact.lastRefusal),
        ]
    }

    private func device(_ row: any SQLRow) throws -> DeviceRecord {
        DeviceRecord(
            id: row.id(0), name: row.text(1), family: try family(row), host: row.text(2),
            port: UInt16(truncatingIfNeeded: row.integer(3)), transport: try row.code(4, "the device transport"),
            commKey: UInt32(truncatingIfNeeded: row.integer(5)), zone: row.text(6),
            direction: try row.code(7, "the device direction"), connection: row.optionalText(9),
            retiredAt: row.optionalInstant(19), zoneSince: row.optionalInteger(20).map { ID($0) },
            contact: DeviceContact(
                model: row.text(10), serialNumber: row.optionalText(11), firmware: row.optionalText(12),
                recordWidth: row.optionalInteger(13).map { Int($0) }, lastSeen: row.optionalInstant(14),
                lastError: row.optionalText(15),
                clockDrift: row.optionalInteger(16).map { Int32(truncatingIfNeeded: $0) },
                recordCapacity: row.optionalInteger(17).map { Int($0) },
                lastRefusal: row.optionalInteger(18).map { UInt8(truncatingIfNeeded: $0) }))
    }

    /// Those that were added before there were several kinds have none.
    private func family(_ row: any SQLRow) throws -> DeviceRecord.Family {
        try row.optionalInteger(8) == nil ? .zk : row.code(8, "the device family")
    }

    private func journal(
        _ action: JournalAction, _ id: ID<Device>, before: DeviceRecord?, after: DeviceRecord?, _ stamp: Stamp
    ) throws {
        var document = after.map(DeviceDocument.init)
        if let before, let after, before.commKey != after.commKey { document?.commKey = "changed" }
        try JournalStore(db).append(
            action, .device, id: String(id.rawValue), before: before.map(DeviceDocument.init), after: document,
            by: stamp)
    }
}

extension JournalAction {
    /// A device is out of use from a moment on.
    package static let retire = JournalAction(rawValue: "retire")
    /// A retired device is in use again.
    package static let restore = JournalAction(rawValue: "restore")
}

/// A device as the journal shows it: whether there is a comm key, never which.
private struct DeviceDocument: Encodable {
    var name: String
    var host: String
    var port: UInt16
    var transport: String
    var commKey: String
    var zone: String
    var direction: String
    /// Nil for a terminal that speaks the ZKTeco protocol.
    var family: String?
    var connection: String?

    init(_ device: DeviceRecord) {
        name = device.name
        host = device.host
        port = device.port
        transport = String(describing: device.transport)
        commKey = device.commKey == 0 ? "none" : "set"
        zone = device.zone
        direction = String(describing: device.direction)
        family = device.family == .zk ? nil : String(describing: device.family)
        connection = device.connection
    }
}
