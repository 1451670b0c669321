package import Domain

extension DeviceUserStore {
    /// Says whose a terminal's user is: its punches, past ones too, become that person's, and the days they touch pending,
    /// for the new person and for the one they belonged to.
    ///
    /// - Parameter employee: nil takes the user back from whoever it was.
    /// - Returns: how many punches changed hands.
    @discardableResult
    package func map(
        _ deviceUser: String, on device: ID<Device>, to employee: ID<Employee>?, by stamp: Stamp
    ) throws -> Int {
        try map([(deviceUser, employee)], on: device, by: stamp)
    }

    /// Maps many users of one device at once, reading its punches once for all of them and not once for each.
    @discardableResult
    package func map(
        _ people: [(deviceUser: String, employee: ID<Employee>?)], on device: ID<Device>, by stamp: Stamp
    ) throws -> Int {
        var moved: [DeviceUserRecord] = []
        for (deviceUser, employee) in people {
            if try find(device, deviceUser) == nil { try note(name: "", of: deviceUser, on: device) }
            guard var user = try find(device, deviceUser), user.employee != employee else { continue }
            if user.employee != nil { try PunchOwners(db).release(user) }
            try journal(user, becomes: employee, stamp)
            user.employee = employee
            try set(user)
            moved.append(user)
        }
        try PunchOwners(db).adopt(moved.filter { $0.employee != nil }, on: device)
        return moved.reduce(0) { $0 + $1.punchCount }
    }

    private func set(_ user: DeviceUserRecord) throws {
        try db.execute(
            "UPDATE device_user SET employee_id = ? WHERE device_id = ? AND device_user = ?",
            [.optional(user.employee?.rawValue), .integer(user.device.rawValue), .text(user.deviceUser)])
    }

    private func journal(_ user: DeviceUserRecord, becomes employee: ID<Employee>?, _ stamp: Stamp) throws {
        try JournalStore(db).append(
            .map, .deviceUser, id: "\(user.device.rawValue)/\(user.deviceUser)",
            before: ["employee": user.employee?.rawValue], after: ["employee": employee?.rawValue], by: stamp)
    }
}
