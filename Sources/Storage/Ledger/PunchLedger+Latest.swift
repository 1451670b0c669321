package import Domain

/// A punch as it came in, with whoever it belongs to.
package struct LatestPunch: Hashable, Sendable, Identifiable {
    package var id: Domain.ID<Punch>
    package var device: Domain.ID<Device>
    package var deviceUser: String
    /// By the terminal's clock.
    package var local: LocalTime
    package var state: PunchState
    package var verify: UInt8
    package var quarantine: Quarantine?
    /// The holder; nil: nobody's.
    package var employee: Domain.ID<Employee>?
    package var code: String?
    package var name: String?
}

extension PunchLedger {
    /// The one that came last; nil while there is none.
    package func newest() throws -> ID<Punch>? { try db.integer("SELECT MAX(id) FROM punch").map { ID($0) } }

    private static let latestColumns = "id, device_id, device_user, local_s, state, verify, quarantine"
    private static let holders =
        """
        SELECT punch.id, employee.code, employee.name, employee.id FROM punch CROSS JOIN device_user_holder holder CROSS JOIN employee
        WHERE \(PunchOwnership.holds)
        """

    /// Those that came in last, of all terminals; the newest first.
    package func latest(limit: Int) throws -> [LatestPunch] {
        let rows = try db.all(
            "SELECT \(Self.latestColumns) FROM punch ORDER BY id DESC \(db.dialect.page(limit: limit, offset: 0))", [],
            Self.latest)
        guard let first = rows.last else { return [] }
        return try named(rows, "\(Self.holders) AND punch.id >= ?", [.integer(first.id.rawValue)])
    }

    /// The last ones by the terminal's own clock; the newest first.
    package func latest(of device: ID<Device>, limit: Int) throws -> [LatestPunch] {
        let rows = try db.all(
            """
            SELECT \(Self.latestColumns) FROM punch WHERE device_id = ?
            ORDER BY local_s DESC, id DESC \(db.dialect.page(limit: limit, offset: 0))
            """, [.integer(device.rawValue)], Self.latest)
        guard let first = rows.last else { return [] }
        return try named(
            rows, "\(Self.holders) AND punch.device_id = ? AND punch.local_s >= ?",
            [.integer(device.rawValue), .integer(first.local.seconds)])
    }

    private static func latest(_ row: any SQLRow) throws -> LatestPunch {
        LatestPunch(
            id: row.id(0), device: row.id(1), deviceUser: row.text(2), local: LocalTime(seconds: row.integer(3)),
            state: PunchState(rawValue: UInt8(truncatingIfNeeded: row.integer(4))),
            verify: UInt8(truncatingIfNeeded: row.integer(5)),
            quarantine: row.isNull(6) ? nil : try row.code(6, "the quarantine"))
    }

    private func named(_ rows: [LatestPunch], _ holders: String, _ arguments: [SQLValue]) throws -> [LatestPunch] {
        let people = Dictionary(
            try db.all(holders, arguments) { row in
                (ID<Punch>(row.integer(0)), (id: ID<Employee>(row.integer(3)), code: row.text(1), name: row.text(2)))
            }
        ) { first, _ in first }
        return rows.map { row in
            var row = row
            let holder = people[row.id]
            (row.employee, row.code, row.name) = (holder?.id, holder?.code, holder?.name)
            return row
        }
    }
}
