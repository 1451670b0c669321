package import Domain

/// A user as a terminal knows it, and the people it is or was.
package struct DeviceUserRecord: Hashable, Sendable {
    package var device: ID<Device>
    /// The terminal's own user number, as text: `42` and `0042` are two users.
    package var deviceUser: String
    /// As typed at the terminal; empty where it has none.
    package var name: String
    /// The user whom the terminal's list had at this place when it was read last; nil where `deviceUser` is no place (`#7`).
    package var listedAs: String?
    /// Ascending; empty: nobody has said whose it is.
    package var holders: [Holding]
    package var firstPunch: Instant?
    package var lastPunch: Instant?
    package var punchCount: Int

    /// Whose it is until further notice.
    package var employee: ID<Employee>? { holders.last.flatMap { $0.time.until == nil ? $0.employee : nil } }

    /// Whether the number is a place in a terminal's list (`#7`), which is another user's on each terminal.
    package static func isPlace(_ deviceUser: String) -> Bool { deviceUser.hasPrefix("#") }
}

package struct DeviceUserStore {
    private static let select =
        "SELECT device_id, device_user, name, listed_as, first_punch_at, last_punch_at, punch_count FROM device_user"
    private static let holderColumns = ["device_id", "device_user", "from_s", "until_s", "employee_id"]
    private static let selectHolders = "SELECT device_user, from_s, until_s, employee_id FROM device_user_holder"

    let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    package func find(_ device: ID<Device>, _ deviceUser: String) throws -> DeviceUserRecord? {
        let key: [SQLValue] = [.integer(device.rawValue), .text(deviceUser)]
        let holders = try holders("WHERE device_id = ? AND device_user = ? ORDER BY from_s", key)
        return try db.first("\(Self.select) WHERE device_id = ? AND device_user = ?", key) { user($0, holders) }
    }

    package func all(of device: ID<Device>) throws -> [DeviceUserRecord] {
        let holders = try holders("WHERE device_id = ? ORDER BY device_user, from_s", [.integer(device.rawValue)])
        return try db.all("\(Self.select) WHERE device_id = ? ORDER BY device_user", [.integer(device.rawValue)]) {
            user($0, holders)
        }
    }

    /// The terminal users, on all terminals, that are or were this person.
    package func all(of employee: ID<Employee>) throws -> [DeviceUserRecord] {
        let keys = try db.all(
            "SELECT DISTINCT device_id, device_user FROM device_user_holder WHERE employee_id = ? ORDER BY device_id, device_user",
            [.integer(employee.rawValue)]
        ) { (ID<Device>($0.integer(0)), $0.text(1)) }
        return try keys.compactMap { try find($0.0, $0.1) }
    }

    /// Keeps a name that the terminal told; a user not seen before is added.
    package func note(name: String, of deviceUser: String, on device: ID<Device>) throws {
        let key: [SQLValue] = [.integer(device.rawValue), .text(deviceUser)]
        let name = name.clipped(to: 200)
        let changed = try db.execute(
            "UPDATE device_user SET name = ? WHERE device_id = ? AND device_user = ?", [.text(name)] + key)
        if changed == 0 { try insert(device, deviceUser, name: name, punches: nil) }
    }

    /// Keeps which user the terminal's list has at a place (`#7`); the place is known already.
    package func note(listedAs number: String, of place: String, on device: ID<Device>) throws {
        try db.execute(
            "UPDATE device_user SET listed_as = ? WHERE device_id = ? AND device_user = ?",
            [.text(number), .integer(device.rawValue), .text(place)])
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

    /// Writes who holds the user, in place of those who did.
    func set(_ holders: [Holding], of user: DeviceUserRecord) throws {
        let key: [SQLValue] = [.integer(user.device.rawValue), .text(user.deviceUser)]
        try db.execute("DELETE FROM device_user_holder WHERE device_id = ? AND device_user = ?", key)
        for holding in holders {
            try db.execute(
                db.dialect.insert(into: "device_user_holder", Self.holderColumns),
                key + [
                    .int64(holding.time.seconds.lowerBound), .int64(holding.time.seconds.upperBound),
                    .integer(holding.employee.rawValue),
                ])
        }
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

    private func holders(_ condition: String, _ arguments: [SQLValue]) throws -> [String: [Holding]] {
        var holders: [String: [Holding]] = [:]
        try db.query("\(Self.selectHolders) \(condition)", arguments) { row in
            let (lower, upper) = (row.integer(1), row.integer(2))
            guard lower < upper else { throw StorageError.unreadable("the time of a terminal user's holder") }
            let holding = Holding(row.id(3), HeldTime(seconds: lower..<upper))
            holders[row.text(0), default: []].append(holding)
        }
        return holders
    }

    private func user(_ row: any SQLRow, _ holders: [String: [Holding]]) -> DeviceUserRecord {
        DeviceUserRecord(
            device: row.id(0), deviceUser: row.text(1), name: row.text(2), listedAs: row.optionalText(3),
            holders: holders[row.text(1)] ?? [], firstPunch: row.optionalInstant(4),
            lastPunch: row.optionalInstant(5), punchCount: Int(row.integer(6)))
    }
}
