import Domain

/// The punches of some users of one device during a time.
struct PunchScope {
    var users: [DeviceUserRecord]
    var time: HeldTime

    init(_ users: [DeviceUserRecord], _ time: HeldTime) {
        self.users = users
        self.time = time
    }

    /// The parts of a condition on `punch` that fit a statement's arguments each.
    func selections(_ dialect: any Dialect) -> [PunchSelection] {
        let size = dialect.rowsPerStatement(columns: 1) / 2
        return stride(from: 0, to: users.count, by: size).compactMap {
            PunchSelection(Array(users[$0..<min($0 + size, users.count)]), time)
        }
    }
}

/// The ledger is ordered by device and local time: without bounds, all of the device's years would be read.
struct PunchSelection {
    var sql: String
    var arguments: [SQLValue]

    /// Nil where none of them can have a punch then.
    init?(_ users: [DeviceUserRecord], _ time: HeldTime) {
        let punched = users.compactMap(\.punchedTime).map(\.seconds)
        guard let device = users.first?.device, let first = punched.map(\.lowerBound).min(),
            let last = punched.map(\.upperBound).max()
        else { return nil }
        let range = time.seconds.clamped(to: first..<last)
        guard !range.isEmpty else { return nil }
        let marks = Array(repeating: "?", count: users.count).joined(separator: ", ")
        sql = "punch.device_id = ? AND punch.local_s >= ? AND punch.local_s < ? AND punch.device_user IN (\(marks))"
        arguments = [.integer(device.rawValue), .int64(range.lowerBound), .int64(range.upperBound)]
        arguments += users.map { .text($0.deviceUser) }
    }
}

extension DeviceUserRecord {
    /// No punch of the user is outside of it; nil where there is none. Local time and UTC are never a day apart.
    var punchedTime: HeldTime? {
        guard let firstPunch, let lastPunch else { return nil }
        return HeldTime(seconds: (firstPunch.seconds - 86_400)..<(lastPunch.seconds + 86_401))
    }
}
