import Domain

/// Whose punch is whose: derived from the ledger and the device users, and rebuilt when a user is mapped.
package struct PunchOwners {
    private static let insert =
        """
        INSERT INTO punch_owner (employee_id, utc_s, punch_id, offset_s, state, verify, device_id, quarantine)
        SELECT device_user.employee_id, punch.utc_s, punch.id, punch.offset_s, punch.state, punch.verify,
            punch.device_id, punch.quarantine
        FROM punch JOIN device_user
            ON device_user.device_id = punch.device_id AND device_user.device_user = punch.device_user
        """
    // The order of the table's key: rows are laid down one after the other.
    private static let order = "ORDER BY device_user.employee_id, punch.utc_s, punch.id"

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// Gives the punches of a new batch to the people known so far.
    func own(_ batch: ID<PunchBatch>, from first: ID<Punch>) throws {
        try db.execute(
            "\(Self.insert) WHERE punch.id >= ? AND punch.batch_id = ? AND device_user.employee_id IS NOT NULL \(Self.order)",
            [.integer(first.rawValue), .integer(batch.rawValue)])
    }

    /// Works all of it out again, from nothing.
    package func rebuild() throws {
        try db.execute("DELETE FROM punch_owner")
        try db.execute("\(Self.insert) WHERE device_user.employee_id IS NOT NULL \(Self.order)")
    }

    /// Takes the punches of a device user from the person that it still is, and marks that person's days.
    func release(_ user: DeviceUserRecord) throws {
        guard let employee = user.employee, let selection = Selection([user]) else { return }
        try db.execute(
            "DELETE FROM punch_owner WHERE employee_id = ? AND punch_id IN (SELECT punch.id FROM punch WHERE \(selection.sql))",
            [.integer(employee.rawValue)] + selection.arguments)
        try markDays(of: [user], selection)
    }

    /// Gives the punches of device users who were nobody's to the people that they are now, and marks those people's days.
    func adopt(_ users: [DeviceUserRecord], on device: ID<Device>) throws {
        let size = db.dialect.rowsPerStatement(columns: 1) / 2
        for start in stride(from: 0, to: users.count, by: size) {
            let some = Array(users[start..<min(start + size, users.count)])
            guard let selection = Selection(some) else { continue }
            try db.execute(
                "\(Self.insert) WHERE \(selection.sql) AND device_user.employee_id IS NOT NULL \(Self.order)",
                selection.arguments)
            try markDays(of: some, selection)
        }
    }

    private func markDays(of users: [DeviceUserRecord], _ selection: Selection) throws {
        var dates: [String: Set<CivilDate>] = [:]
        try db.query("SELECT device_user, local_s FROM punch WHERE \(selection.sql)", selection.arguments) { row in
            let local = LocalTime(seconds: row.integer(1))
            if local.impossibleRawTime == nil { dates[row.text(0), default: []].insert(local.date) }
        }
        for user in users {
            guard let employee = user.employee, let touched = dates[user.deviceUser] else { continue }
            try PendingDayStore(db).mark(employee, around: touched.sorted())
        }
    }
}

/// The punches of some users of one device.
///
/// The ledger is ordered by device and local time: without bounds, all of the device's years would be read.
private struct Selection {
    var sql: String
    var arguments: [SQLValue]

    /// Nil where none of them has a punch.
    init?(_ users: [DeviceUserRecord]) {
        guard let device = users.first?.device, let first = users.compactMap(\.firstPunch).min(),
            let last = users.compactMap(\.lastPunch).max()
        else { return nil }
        let marks = Array(repeating: "?", count: users.count).joined(separator: ", ")
        sql = "punch.device_id = ? AND punch.local_s BETWEEN ? AND ? AND punch.device_user IN (\(marks))"
        // Local time and UTC are never two days apart.
        arguments = [
            .integer(device.rawValue), .integer(first.seconds - 2 * 86_400), .integer(last.seconds + 2 * 86_400),
        ]
        arguments += users.map { .text($0.deviceUser) }
    }
}
