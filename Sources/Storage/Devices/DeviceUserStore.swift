package import Domain

/// A user as a terminal knows it, and the person it is.
package struct DeviceUserRecord: Hashable, Sendable {
    package var device: ID<Device>
    /// The terminal's own user number, as text: `42` and `0042` are two users.
    package var deviceUser: String
    /// As typed at the terminal; empty where it has none.
    package var name: String
    /// Nil: nobody has said whose it is.
    package var employee: ID<Employee>?
    package var firstPunch: Instant?
    package var lastPunch: Instant?
    package var punchCount: Int
}

package struct DeviceUserStore {
    private static let select =
        "SELECT device_id, device_user, name, employee_id, first_punch_at, last_punch_at, punch_count FROM device_user"

    let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    package func find(_ device: ID<Device>, _ deviceUser: String) throws -> DeviceUserRecord? {
        try db.first(
            "\(Self.select) WHERE device_id = ? AND device_user = ?", [.integer(device.rawValue), .text(deviceUser)],
            user)
    }

    package func all(of device: ID<Device>) throws -> [DeviceUserRecord] {
        try db.all("\(Self.select) WHERE device_id = ? ORDER BY device_user", [.integer(device.rawValue)], user)
    }

    /// The terminal users, on all terminals, that are this person.
    package func all(of employee: ID<Employee>) throws -> [DeviceUserRecord] {
        try db.all(
            "\(Self.select) WHERE employee_id = ? ORDER BY device_id, device_user", [.integer(employee.rawValue)], user)
    }

    /// Users whose punches wait for somebody to say whose they are; those with most punches first.
    package func inbox() throws -> [DeviceUserRecord] {
        try db.all(
            "\(Self.select) WHERE employee_id IS NULL AND punch_count > 0 ORDER BY punch_count DESC, device_id, device_user",
            [], user)
    }

    /// Whom each user of a device is known to be.
    package func employees(on device: ID<Device>) throws -> [String: ID<Employee>] {
        let known = try db.all(
            "SELECT device_user, employee_id FROM device_user WHERE device_id = ? AND employee_id IS NOT NULL",
            [.integer(device.rawValue)]
        ) { ($0.text(0), ID<Employee>($0.integer(1))) }
        return Dictionary(uniqueKeysWithValues: known)
    }

    /// Keeps a name that the terminal told; a user not seen before is added.
    package func note(name: String, of deviceUser: String, on device: ID<Device>) throws {
        let key: [SQLValue] = [.integer(device.rawValue), .text(deviceUser)]
        let changed = try db.execute(
            "UPDATE device_user SET name = ? WHERE device_id = ? AND device_user = ?", [.text(name)] + key)
        if changed == 0 { try insert(device, deviceUser, name: name, punches: nil) }
    }

    /// Counts punches that a batch brought; a user not seen before is added, known to nobody.
    func note(_ punches: TouchedUser, on device: ID<Device>) throws {
        let first = SQLValue.integer(punches.first.seconds)
        let last = SQLValue.integer(punches.last.seconds)
        let changed = try db.execute(
            """
            UPDATE device_user SET punch_count = punch_count + ?,
                first_punch_at = CASE WHEN first_punch_at IS NULL OR first_punch_at > ? THEN ? ELSE first_punch_at END,
                last_punch_at = CASE WHEN last_punch_at IS NULL OR last_punch_at < ? THEN ? ELSE last_punch_at END
            WHERE device_id = ? AND device_user = ?
            """,
            [
                .integer(punches.count), first, first, last, last, .integer(device.rawValue), .text(punches.deviceUser),
            ])
        if changed == 0 { try insert(device, punches.deviceUser, name: "", punches: punches) }
    }

    private func insert(_ device: ID<Device>, _ deviceUser: String, name: String, punches: TouchedUser?) throws {
        try db.execute(
            db.dialect.insert(
                into: "device_user",
                ["device_id", "device_user", "name", "first_punch_at", "last_punch_at", "punch_count"]),
            [
                .integer(device.rawValue), .text(deviceUser), .text(name), .optional(punches?.first.seconds),
                .optional(punches?.last.seconds), .integer(punches?.count ?? 0),
            ])
    }

    private func user(_ row: any SQLRow) -> DeviceUserRecord {
        DeviceUserRecord(
            device: row.id(0), deviceUser: row.text(1), name: row.text(2),
            employee: row.optionalInteger(3).map { ID($0) }, firstPunch: row.optionalInstant(4),
            lastPunch: row.optionalInstant(5), punchCount: Int(row.integer(6)))
    }
}
