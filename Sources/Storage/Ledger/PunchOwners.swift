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

    /// Hands the punches of a device user, who is mapped to `new` already, over from the one it was, and marks the days.
    func move(_ user: DeviceUserRecord, to new: ID<Employee>?) throws {
        guard let first = user.firstPunch, let last = user.lastPunch else { return }
        // The ledger is ordered by device and local time: without the bounds, all of the device's years would be read.
        // Local time and UTC are never two days apart.
        let range = "punch.device_id = ? AND punch.local_s BETWEEN ? AND ? AND punch.device_user = ?"
        let arguments: [SQLValue] = [
            .integer(user.device.rawValue), .integer(first.seconds - 2 * 86_400), .integer(last.seconds + 2 * 86_400),
            .text(user.deviceUser),
        ]
        if let old = user.employee {
            try db.execute(
                "DELETE FROM punch_owner WHERE employee_id = ? AND punch_id IN (SELECT punch.id FROM punch WHERE \(range))",
                [.integer(old.rawValue)] + arguments)
        }
        if new != nil {
            try db.execute(
                "\(Self.insert) WHERE \(range) AND device_user.employee_id IS NOT NULL \(Self.order)", arguments)
        }
        let times = try db.all("SELECT local_s FROM punch WHERE \(range) ORDER BY local_s", arguments) {
            LocalTime(seconds: $0.integer(0))
        }
        let dates = Array(Set(times.map(\.date))).sorted()
        for employee in [user.employee, new].compactMap(\.self) {
            try PendingDayStore(db).mark(employee, around: dates)
        }
    }
}
