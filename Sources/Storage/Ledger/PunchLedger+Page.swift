package import Domain

/// A punch as a list of the ledger shows it.
package struct ListedPunch: Hashable, Sendable, Identifiable {
    package var id: Domain.ID<Punch>
    package var device: Domain.ID<Device>
    /// The terminal's own number of the person.
    package var deviceUser: String
    /// By the terminal's clock.
    package var local: LocalTime
    /// Seconds added to UTC to show `local`.
    package var offset: Int32
    package var state: PunchState
    package var verify: UInt8
    package var quarantine: Quarantine?
    /// Whose it is; nil: nobody's.
    package var employee: Domain.ID<Employee>?
    package var code: String?
    package var name: String?
}

extension PunchLedger {
    private static let listed =
        "SELECT id, device_id, device_user, local_s, offset_s, state, verify, quarantine FROM placed_punch"
    private static let listedHolders =
        """
        SELECT punch.id, employee.id, employee.code, employee.name
        FROM punch CROSS JOIN device_user_holder holder CROSS JOIN employee WHERE \(PunchOwnership.holds)
            AND punch.id BETWEEN ? AND ?
        """

    /// In the order in which they came in.
    /// - Parameters:
    ///   - after: nil: from the first one on.
    ///   - times: by the terminals' clocks, both ends included; nil: whenever.
    ///   - device: nil: of all.
    package func page(
        after: ID<Punch>?, times: ClosedRange<LocalTime>?, of device: ID<Device>?, limit: Int
    ) throws -> [ListedPunch] {
        var (conditions, arguments): ([String], [SQLValue]) = (["id > ?"], [.integer(after?.rawValue ?? 0)])
        if let times {
            conditions.append("local_s BETWEEN ? AND ?")
            arguments += [.integer(times.lowerBound.seconds), .integer(times.upperBound.seconds)]
        }
        if let device {
            conditions.append("device_id = ?")
            arguments.append(.integer(device.rawValue))
        }
        let rows = try db.all(
            "\(Self.listed) WHERE \(conditions.joined(separator: " AND ")) ORDER BY id "
                + db.dialect.page(limit: limit, offset: 0), arguments, Self.listed)
        guard let first = rows.first?.id, let last = rows.last?.id else { return [] }
        let holders = Dictionary(
            try db.all(Self.listedHolders, [.integer(first.rawValue), .integer(last.rawValue)]) { row in
                (ID<Punch>(row.integer(0)), (id: ID<Employee>(row.integer(1)), code: row.text(2), name: row.text(3)))
            }
        ) { first, _ in first }
        return rows.map { row in
            var row = row
            let holder = holders[row.id]
            (row.employee, row.code, row.name) = (holder?.id, holder?.code, holder?.name)
            return row
        }
    }

    private static func listed(_ row: any SQLRow) throws -> ListedPunch {
        ListedPunch(
            id: row.id(0), device: row.id(1), deviceUser: row.text(2), local: LocalTime(seconds: row.integer(3)),
            offset: Int32(truncatingIfNeeded: row.integer(4)),
            state: PunchState(rawValue: UInt8(truncatingIfNeeded: row.integer(5))),
            verify: UInt8(truncatingIfNeeded: row.integer(6)),
            quarantine: row.isNull(7) ? nil : try row.code(7, "the quarantine"))
    }
}
