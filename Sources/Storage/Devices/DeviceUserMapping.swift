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
        if try find(device, deviceUser) == nil { try note(name: "", of: deviceUser, on: device) }
        guard let user = try find(device, deviceUser), user.employee != employee else { return 0 }
        try set(employee, of: user)
        try PunchOwners(db).move(user, to: employee)
        try JournalStore(db).append(
            .map, .deviceUser, id: "\(device.rawValue)/\(deviceUser)",
            before: ["employee": user.employee?.rawValue], after: ["employee": employee?.rawValue], by: stamp)
        return user.punchCount
    }
}

extension DeviceUserStore {
    private func set(_ employee: ID<Employee>?, of user: DeviceUserRecord) throws {
        try db.execute(
            "UPDATE device_user SET employee_id = ? WHERE device_id = ? AND device_user = ?",
            [.optional(employee?.rawValue), .integer(user.device.rawValue), .text(user.deviceUser)])
    }
}
