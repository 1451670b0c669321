package import Domain

/// What a locked day would come to now, less what it was locked as.
package struct DayAdjustment: Hashable, Sendable {
    package var employee: ID<Employee>
    package var date: CivilDate
    /// First day of the locked month it was carried into, which fixes it; nil: open, and still to change.
    package var carriedInto: CivilDate?
    /// As it was locked, and as it would be now.
    package var statusBefore: DayStatus
    package var statusAfter: DayStatus
    package var difference: DayDifference
    package var notedAt: Instant

    package init(
        employee: ID<Employee>, date: CivilDate, carriedInto: CivilDate? = nil, statusBefore: DayStatus,
        statusAfter: DayStatus, difference: DayDifference, notedAt: Instant
    ) {
        self.employee = employee
        self.date = date
        self.carriedInto = carriedInto
        self.statusBefore = statusBefore
        self.statusAfter = statusAfter
        self.difference = difference
        self.notedAt = notedAt
    }
}

/// At most one open adjustment a person's day, and one more for each locked month that took one.
package struct DayAdjustmentStore {
    private static let columns = [
        "employee_id", "day", "carried_into", "status_before", "status_after", "paid_half_days", "work_s", "late_s",
        "early_s", "overtime_1_s", "overtime_2_s", "overtime_3_s", "compensatory_half_days", "penalty_half_days",
        "noted_at",
    ]
    private static let select = "SELECT \(columns.joined(separator: ", ")) FROM day_adjustment"
    /// In the place of a month: a key has no NULL.
    private static let open = Int64.min

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// In the order of people and dates.
    package func all() throws -> [DayAdjustment] {
        try db.all("\(Self.select) ORDER BY employee_id, day, carried_into", [], Self.adjustment)
    }

    package func adjustments(
        of employee: ID<Employee>, _ days: ClosedRange<CivilDate>
    ) throws -> [DayAdjustment] {
        try db.all(
            "\(Self.select) WHERE employee_id = ? AND day BETWEEN ? AND ? ORDER BY day, carried_into",
            [
                .integer(employee.rawValue), .integer(days.lowerBound.daysSinceEpoch),
                .integer(days.upperBound.daysSinceEpoch),
            ], Self.adjustment)
    }

    package func save(_ adjustment: DayAdjustment) throws {
        let difference = adjustment.difference
        let numbers: [Int32] = [
            difference.paidHalfDays, difference.work, difference.late, difference.early, difference.overtime.first,
            difference.overtime.second, difference.overtime.third, difference.compensatoryHalfDays,
            difference.penaltyHalfDays,
        ]
        let key: [SQLValue] = [
            .integer(adjustment.employee.rawValue), .integer(adjustment.date.daysSinceEpoch),
            .integer(adjustment.carriedInto.map { Int64($0.daysSinceEpoch) } ?? Self.open),
        ]
        try db.execute(
            db.dialect.upsert(
                into: "day_adjustment", Self.columns, key: ["employee_id", "day", "carried_into"]),
            key + [.integer(adjustment.statusBefore.rawValue), .integer(adjustment.statusAfter.rawValue)]
                + numbers.map { .integer($0) } + [.integer(adjustment.notedAt.seconds)])
    }

    package func remove(_ adjustment: DayAdjustment) throws {
        try db.execute(
            "DELETE FROM day_adjustment WHERE employee_id = ? AND day = ? AND carried_into = ?",
            [
                .integer(adjustment.employee.rawValue), .integer(adjustment.date.daysSinceEpoch),
                .integer(adjustment.carriedInto.map { Int64($0.daysSinceEpoch) } ?? Self.open),
            ])
    }

    private static func adjustment(_ row: any SQLRow) throws -> DayAdjustment {
        func number(_ column: Int) -> Int32 { Int32(truncatingIfNeeded: row.integer(column)) }
        var difference = DayDifference()
        difference.paidHalfDays = number(5)
        (difference.work, difference.late, difference.early) = (number(6), number(7), number(8))
        difference.overtime = OvertimeBands(first: number(9), second: number(10), third: number(11))
        difference.compensatoryHalfDays = number(12)
        difference.penaltyHalfDays = number(13)
        return DayAdjustment(
            employee: row.id(0), date: row.date(1), carriedInto: row.integer(2) == open ? nil : row.date(2),
            statusBefore: try row.code(3, "the day status"), statusAfter: try row.code(4, "the day status"),
            difference: difference, notedAt: row.instant(14))
    }
}
