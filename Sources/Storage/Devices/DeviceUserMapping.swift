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
        let before = try find(device, deviceUser)?.employee
        guard before != employee else { return 0 }
        try set(employee, of: deviceUser, on: device)
        let moved = try PunchOwners(db).move(deviceUser, of: device, from: before, to: employee)
        try JournalStore(db).append(
            .map, .deviceUser, id: "\(device.rawValue)/\(deviceUser)",
            before: ["employee": before?.rawValue], after: ["employee": employee?.rawValue], by: stamp)
        return moved
    }
}

extension DeviceUserStore {
    private func set(_ employee: ID<Employee>?, of deviceUser: String, on device: ID<Device>) throws {
        try db.execute(
            "UPDATE device_user SET employee_id = ? WHERE device_id = ? AND device_user = ?",
            [.optional(employee?.rawValue), .integer(device.rawValue), .text(deviceUser)])
    }
}
