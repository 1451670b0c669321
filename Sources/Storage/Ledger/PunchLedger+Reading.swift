package import Domain

extension PunchLedger {
    private static let ownerColumns =
        "utc_s, punch_id, offset_s, state, verify, device_id, quarantine"

    /// The punches of one person, ascending by instant, both ends included. Quarantined ones are among them.
    package func punches(of employee: ID<Employee>, from: Instant, through: Instant) throws -> [Punch] {
        let directions = try directions()
        return try db.all(
            """
            SELECT \(Self.ownerColumns) FROM punch_owner WHERE employee_id = ? AND utc_s BETWEEN ? AND ?
            ORDER BY utc_s, punch_id
            """, [.integer(employee.rawValue), .integer(from.seconds), .integer(through.seconds)]
        ) { try punch($0, at: 0, directions) }
    }

    /// The punches of many people, person by person in the order of their ids, each ascending by instant.
    ///
    /// - Parameters:
    ///   - employees: whose; two halves can be read at the same time on two connections.
    ///   - body: called once for each person who has punches in the time asked for.
    package func eachEmployee(
        of employees: some Sequence<ID<Employee>>, from: Instant, through: Instant,
        _ body: (ID<Employee>, [Punch]) throws -> Void
    ) throws {
        let directions = try directions()
        var current: ID<Employee>?
        var punches: [Punch] = []
        try EmployeeLookup(employees).eachPortion { marks, ids in
            try db.query(
                """
                SELECT employee_id, \(Self.ownerColumns) FROM punch_owner
                WHERE employee_id IN (\(marks)) AND utc_s BETWEEN ? AND ? ORDER BY employee_id, utc_s, punch_id
                """, ids + [.integer(from.seconds), .integer(through.seconds)]
            ) { row in
                let employee = ID<Employee>(row.integer(0))
                if let last = current, last != employee {
                    try body(last, punches)
                    punches.removeAll(keepingCapacity: true)
                }
                current = employee
                punches.append(try punch(row, at: 1, directions))
            }
        }
        if let current { try body(current, punches) }
    }

    private func directions() throws -> [ID<Device>: DeviceDirection] {
        let devices = try db.all("SELECT id, direction FROM device") {
            (ID<Device>($0.integer(0)), try $0.code(1, "the device direction") as DeviceDirection)
        }
        return Dictionary(uniqueKeysWithValues: devices)
    }

    private func punch(
        _ row: any SQLRow, at first: Int, _ directions: [ID<Device>: DeviceDirection]
    ) throws -> Punch {
        let device = ID<Device>(row.integer(first + 5))
        let quarantine: Quarantine? = row.isNull(first + 6) ? nil : try row.code(first + 6, "the quarantine")
        return Punch(
            id: row.id(first + 1), instant: row.instant(first),
            offset: Int32(truncatingIfNeeded: row.integer(first + 2)),
            state: PunchState(rawValue: UInt8(truncatingIfNeeded: row.integer(first + 3))),
            verify: UInt8(truncatingIfNeeded: row.integer(first + 4)), device: device,
            direction: directions[device] ?? .automatic, quarantine: quarantine)
    }
}
