package import Domain

/// A day of confirmed leave, with the moments of leave by the hour.
package struct StoredLeaveDay: Hashable, Sendable {
    package var request: ID<LeaveRequest>
    package var leave: LeaveOnDay
    package var amount: LeaveAmount

    package init(request: ID<LeaveRequest>, leave: LeaveOnDay, amount: LeaveAmount) {
        self.request = request
        self.leave = leave
        self.amount = amount
    }
}

/// The days of confirmed leave. Derived from the requests and the ledger; read by the day engine.
package struct LeaveDayStore {
    private static let columns = [
        "employee_id", "day", "request_id", "part", "type_id", "amount", "from_at", "until_at",
        "is_rest_day",
    ]

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    package func insert(_ days: [StoredLeaveDay], of employee: ID<Employee>) throws {
        for day in days {
            let (part, from, until) = Self.parts(day.leave.portion)
            try db.execute(
                db.dialect.insert(into: "leave_day", Self.columns),
                [
                    .integer(employee.rawValue), .integer(day.leave.date.daysSinceEpoch),
                    .integer(day.request.rawValue), .integer(part), .integer(day.leave.type.rawValue),
                    .integer(day.amount.thousandths), .optional(from?.seconds), .optional(until?.seconds),
                    .flag(day.leave.countsRestDays),
                ])
        }
    }

    package func remove(_ request: ID<LeaveRequest>, of employee: ID<Employee>) throws {
        try db.execute(
            "DELETE FROM leave_day WHERE employee_id = ? AND request_id = ?",
            [.integer(employee.rawValue), .integer(request.rawValue)])
    }

    package func remove(_ request: ID<LeaveRequest>, of employee: ID<Employee>, on dates: [CivilDate]) throws {
        for date in dates {
            try db.execute(
                "DELETE FROM leave_day WHERE employee_id = ? AND day = ? AND request_id = ?",
                [.integer(employee.rawValue), .integer(date.daysSinceEpoch), .integer(request.rawValue)])
        }
    }

    /// The days after a date are another request's from now on.
    package func move(
        from request: ID<LeaveRequest>, to other: ID<LeaveRequest>, after date: CivilDate, of employee: ID<Employee>
    ) throws {
        try db.execute(
            "UPDATE leave_day SET request_id = ? WHERE employee_id = ? AND day > ? AND request_id = ?",
            [
                .integer(other.rawValue), .integer(employee.rawValue), .integer(date.daysSinceEpoch),
                .integer(request.rawValue),
            ])
    }

    /// Of a request, ascending.
    package func days(of request: LeaveRequest) throws -> [StoredLeaveDay] {
        // Rest days that it takes between it and other leave lie outside of it.
        let around = request.first - LeaveRequest.longestGap...request.last + LeaveRequest.longestGap
        return try days(of: request.employee, around).filter { $0.request == request.id }
    }

    /// Ascending.
    package func days(of employee: ID<Employee>, _ days: ClosedRange<CivilDate>) throws -> [StoredLeaveDay] {
        var found: [StoredLeaveDay] = []
        try each(in: employee...employee, days) { found.append($1) }
        return found
    }

    /// In the order of people and days.
    package func each(
        in employees: ClosedRange<ID<Employee>>, _ days: ClosedRange<CivilDate>,
        _ body: (ID<Employee>, StoredLeaveDay) throws -> Void
    ) throws {
        try db.query(
            """
            SELECT \(Self.columns.joined(separator: ", ")) FROM leave_day
            WHERE \(employees.isOwner) AND day BETWEEN ? AND ? ORDER BY employee_id, day, request_id, part
            """,
            [
                .integer(employees.lowerBound.rawValue), .integer(employees.upperBound.rawValue),
                .integer(days.lowerBound.daysSinceEpoch), .integer(days.upperBound.daysSinceEpoch),
            ]
        ) { row in
            let leave = LeaveOnDay(
                date: row.date(1), portion: Self.portion(row), type: row.id(4), countsRestDays: row.flag(8))
            try body(
                row.id(0),
                StoredLeaveDay(
                    request: row.id(2), leave: leave, amount: LeaveAmount(thousandths: row.integer(5))))
        }
    }

    private static func parts(_ portion: DayPortion) -> (part: Int, from: Instant?, until: Instant?) {
        switch portion {
        case .full: (0, nil, nil)
        case .firstHalf: (1, nil, nil)
        case .secondHalf: (2, nil, nil)
        case .hours(let from, let until): (3, from, until)
        }
    }

    private static func portion(_ row: any SQLRow) -> DayPortion {
        switch row.integer(3) {
        case 1: .firstHalf
        case 2: .secondHalf
        case 3: .hours(row.instant(6), row.instant(7))
        default: .full
        }
    }
}
