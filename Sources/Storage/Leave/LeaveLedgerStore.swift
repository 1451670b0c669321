package import Domain

/// The lots and lines of leave. They are inserted, and never changed or deleted.
package struct LeaveLedgerStore {
    private static let lotColumns = ["number", "source", "from_day", "through_day", "carries", "reference"]
    private static let entryColumns = [
        "number", "lot_number", "kind", "amount", "day", "reference", "reason", "request_id",
    ]
    private static let keys = ["employee_id", "type_id"]

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// - Parameter closedThrough: of the type, by ``LeaveTypeStore/closedThrough()``.
    package func account(
        of employee: ID<Employee>, _ type: LeaveType, closedThrough: CivilDate?
    ) throws -> LeaveAccount {
        let key: [SQLValue] = [.integer(employee.rawValue), .integer(type.id.rawValue)]
        let lots = try db.all(
            "SELECT \(Self.lotColumns.joined(separator: ", ")) FROM leave_lot "
                + "WHERE employee_id = ? AND type_id = ? ORDER BY number", key, lot)
        let entries = try db.all(
            "SELECT \(Self.entryColumns.joined(separator: ", ")) FROM leave_entry "
                + "WHERE employee_id = ? AND type_id = ? ORDER BY number", key, entry)
        guard lots.enumerated().allSatisfy({ $1.number == Int32($0) + 1 }),
            entries.allSatisfy({ (1...Int32(max(1, lots.count))).contains($0.lot) })
        else { throw StorageError.unreadable("the leave ledger of employee \(employee.rawValue)") }
        return LeaveAccount(type: type, lots: lots, entries: entries, closedThrough: closedThrough)
    }

    /// Adds what is new in an account.
    package func append(_ account: LeaveAccount, of employee: ID<Employee>, by stamp: Stamp) throws {
        let key: [SQLValue] = [.integer(employee.rawValue), .integer(account.type.id.rawValue)]
        for lot in account.newLots {
            try db.execute(
                db.dialect.insert(into: "leave_lot", Self.keys + Self.lotColumns),
                key + [
                    .integer(lot.number), .integer(lot.source.rawValue), .integer(lot.from.daysSinceEpoch),
                    .optional(lot.through?.daysSinceEpoch), .flag(lot.carries), .text(lot.reference),
                ])
        }
        for entry in account.newEntries {
            try db.execute(
                db.dialect.insert(into: "leave_entry", Self.keys + Self.entryColumns + ["actor", "booked_at"]),
                key + [
                    .integer(entry.number), .integer(entry.lot), .integer(entry.kind.rawValue),
                    .integer(entry.amount.thousandths), .integer(entry.date.daysSinceEpoch),
                    .text(entry.act.reference), .text(entry.act.reason), .optional(entry.act.request?.rawValue),
                    .text(stamp.actor), .integer(stamp.at.seconds),
                ])
        }
    }

    /// What a person has on a day, by type: the lots that hold on it, with all that counts by then. Types without any
    /// are not in it. Reads no more of the ledger than that.
    package func balances(of employee: ID<Employee>, on date: CivilDate) throws -> [ID<LeaveType>: LeaveAmount] {
        let day = SQLValue.integer(date.daysSinceEpoch)
        let rows = try db.all(
            """
            SELECT lot.type_id, SUM(entry.amount)
            FROM leave_lot lot
            JOIN leave_entry entry ON entry.employee_id = lot.employee_id AND entry.type_id = lot.type_id
                AND entry.lot_number = lot.number AND entry.day <= ?
            WHERE lot.employee_id = ? AND lot.from_day <= ? AND (lot.through_day IS NULL OR lot.through_day >= ?)
            GROUP BY lot.type_id
            """, [day, .integer(employee.rawValue), day, day]
        ) { (ID<LeaveType>($0.integer(0)), LeaveAmount(thousandths: $0.integer(1))) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// The sum of all lines of an act, by type.
    package func amounts(of employee: ID<Employee>, reference: String) throws -> [ID<LeaveType>: LeaveAmount] {
        let rows = try db.all(
            "SELECT type_id, SUM(amount) FROM leave_entry WHERE employee_id = ? AND reference = ? GROUP BY type_id",
            [.integer(employee.rawValue), .text(reference)]
        ) { (ID<LeaveType>($0.integer(0)), LeaveAmount(thousandths: $0.integer(1))) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// Who wrote each line of an account, and when, by number from 1.
    package func stamps(of employee: ID<Employee>, _ type: ID<LeaveType>) throws -> [Stamp] {
        try db.all(
            "SELECT actor, booked_at FROM leave_entry WHERE employee_id = ? AND type_id = ? ORDER BY number",
            [.integer(employee.rawValue), .integer(type.rawValue)]
        ) { Stamp(actor: $0.text(0), at: $0.instant(1)) }
    }

    private func lot(_ row: any SQLRow) throws -> LeaveLot {
        LeaveLot(
            number: Int32(truncatingIfNeeded: row.integer(0)), source: try row.code(1, "the source of leave"),
            from: row.date(2), through: row.optionalDate(3), carries: row.flag(4), reference: row.text(5))
    }

    private func entry(_ row: any SQLRow) throws -> LeaveEntry {
        LeaveEntry(
            number: Int32(truncatingIfNeeded: row.integer(0)), lot: Int32(truncatingIfNeeded: row.integer(1)),
            kind: try row.code(2, "the kind of a leave line"), amount: LeaveAmount(thousandths: row.integer(3)),
            date: row.date(4),
            act: LeaveAct(
                reference: row.text(5), reason: row.text(6), request: row.optionalInteger(7).map { ID($0) }))
    }
}
