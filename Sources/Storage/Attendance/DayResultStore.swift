package import Domain

/// What each person's days came to. Derived: may be dropped and written again.
package struct DayResultStore {
    static let columns = [
        "employee_id", "day", "status", "shift_id", "first_in", "last_out", "first_in_offset_s", "last_out_offset_s",
        "work_s", "break_s", "late_s", "early_s", "overtime_s", "compensatory_half_days", "punch_count", "flags",
        "policy_id", "overtime_1_s", "overtime_2_s", "overtime_3_s", "weekly_overtime_s", "payable_overtime_s",
        "first_half_leave_id", "second_half_leave_id", "hourly_leave_s", "duty_s", "penalty_half_days",
    ]
    private static let list = columns.map { "r.\($0)" }.joined(separator: ", ")

    let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// Writes results over those there are; fastest in the order of employee and date.
    package func save(_ results: some Sequence<DayResult>) throws {
        try db.bulk(.upsert(into: "day_result", Self.columns, key: ["employee_id", "day"])) { rows in
            for result in results {
                result.bind(to: rows)
                try rows.send()
            }
        }
    }

    /// Drops the results of the days, for one person or for all.
    package func remove(_ days: ClosedRange<CivilDate>, of employee: ID<Employee>? = nil) throws {
        let range: [SQLValue] = [
            .integer(days.lowerBound.daysSinceEpoch), .integer(days.upperBound.daysSinceEpoch),
        ]
        if let employee {
            try db.execute(
                "DELETE FROM day_result WHERE employee_id = ? AND day BETWEEN ? AND ?",
                [.integer(employee.rawValue)] + range)
        } else {
            try db.execute(
                "DELETE FROM day_result WHERE employee_id IN (SELECT id FROM employee) AND day BETWEEN ? AND ?", range)
        }
    }

    package func find(_ employee: ID<Employee>, _ date: CivilDate) throws -> DayResult? {
        try results(of: employee, date...date).first
    }

    /// Everybody's day, in the order of employee ids.
    package func results(on date: CivilDate) throws -> [DayResult] { try results(date...date) }

    /// One person's days, ascending.
    package func results(of employee: ID<Employee>, _ days: ClosedRange<CivilDate>) throws -> [DayResult] {
        try db.all(
            "SELECT \(Self.list) FROM day_result r WHERE r.employee_id = ? AND r.day BETWEEN ? AND ? ORDER BY r.day",
            [
                .integer(employee.rawValue), .integer(days.lowerBound.daysSinceEpoch),
                .integer(days.upperBound.daysSinceEpoch),
            ], DayResult.init)
    }

    /// The days of some people, in the order of employee ids and dates.
    package func results(
        of employees: some Sequence<ID<Employee>>, _ days: ClosedRange<CivilDate>
    ) throws -> [DayResult] {
        let range: [SQLValue] = [
            .integer(days.lowerBound.daysSinceEpoch), .integer(days.upperBound.daysSinceEpoch),
        ]
        var results: [DayResult] = []
        try EmployeeLookup(employees).eachPortion { marks, ids in
            try db.query(
                """
                SELECT \(Self.list) FROM day_result r WHERE r.employee_id IN (\(marks)) AND r.day BETWEEN ? AND ?
                ORDER BY r.employee_id, r.day
                """, ids + range
            ) { results.append(try DayResult($0)) }
        }
        return results
    }

    /// Everybody's days, in the order of employee ids and dates.
    package func results(_ days: ClosedRange<CivilDate>) throws -> [DayResult] {
        try results(of: EmployeeStore(db).ids(), days)
    }
}

extension DayResult {
    /// Parameters 0 to 26: ``DayResultStore/columns``.
    func bind(to row: any SQLBulk) {
        row.bind(employee.rawValue, 0)
        row.bind(Int64(date.daysSinceEpoch), 1)
        row.bind(Int64(status.rawValue), 2)
        row.bind(shift?.rawValue, 3)
        row.bind(firstIn?.seconds, 4)
        row.bind(lastOut?.seconds, 5)
        row.bind(Int64(firstInOffset), 6)
        row.bind(Int64(lastOutOffset), 7)
        row.bind(Int64(work), 8)
        row.bind(Int64(breakTime), 9)
        row.bind(Int64(late), 10)
        row.bind(Int64(early), 11)
        row.bind(Int64(overtime), 12)
        row.bind(Int64(compensatoryHalfDays), 13)
        row.bind(Int64(punchCount), 14)
        row.bind(Int64(flags.rawValue), 15)
        row.bind(policy?.rawValue, 16)
        row.bind(Int64(overtimeBands.first), 17)
        row.bind(Int64(overtimeBands.second), 18)
        row.bind(Int64(overtimeBands.third), 19)
        row.bind(Int64(weeklyOvertime), 20)
        row.bind(Int64(payableOvertime), 21)
        row.bind(firstHalfLeave?.rawValue, 22)
        row.bind(secondHalfLeave?.rawValue, 23)
        row.bind(Int64(hourlyLeave), 24)
        row.bind(Int64(dutyTime), 25)
        row.bind(Int64(penaltyHalfDays), 26)
    }

    init(_ row: any SQLRow) throws {
        self.init(
            employee: row.id(0), date: row.date(1), status: try row.code(2, "the day status"),
            shift: row.optionalInteger(3).map { ID($0) })
        firstIn = row.optionalInstant(4)
        lastOut = row.optionalInstant(5)
        firstInOffset = row.seconds(6)
        lastOutOffset = row.seconds(7)
        work = row.seconds(8)
        breakTime = row.seconds(9)
        late = row.seconds(10)
        early = row.seconds(11)
        overtime = row.seconds(12)
        compensatoryHalfDays = UInt8(truncatingIfNeeded: row.integer(13))
        punchCount = UInt16(truncatingIfNeeded: row.integer(14))
        flags = DayFlags(rawValue: UInt32(truncatingIfNeeded: row.integer(15)))
        policy = row.optionalInteger(16).map { ID($0) }
        overtimeBands = OvertimeBands(first: row.seconds(17), second: row.seconds(18), third: row.seconds(19))
        weeklyOvertime = row.seconds(20)
        payableOvertime = row.seconds(21)
        firstHalfLeave = row.optionalInteger(22).map { ID($0) }
        secondHalfLeave = row.optionalInteger(23).map { ID($0) }
        hourlyLeave = row.seconds(24)
        dutyTime = row.seconds(25)
        penaltyHalfDays = UInt8(truncatingIfNeeded: row.integer(26))
    }
}

extension SQLRow {
    fileprivate func seconds(_ column: Int) -> Int32 { Int32(truncatingIfNeeded: integer(column)) }
}
