package import Domain

/// Work away from the terminals, approved for some days.
package struct OutsideWorkRecord: Hashable, Sendable {
    package var employee: ID<Employee>
    package var kind: OutsideWork.Kind
    package var days: ClosedRange<CivilDate>
    /// Hours are those of one day.
    package var portion: DayPortion

    package init(
        employee: ID<Employee>, kind: OutsideWork.Kind, days: ClosedRange<CivilDate>, portion: DayPortion
    ) {
        self.employee = employee
        self.kind = kind
        self.days = days
        self.portion = portion
    }
}

/// Approved work away from the terminals, and approved overtime.
package struct OutsideWorkStore {
    private static let columns = [
        "employee_id", "kind", "first_day", "last_day", "portion", "from_s", "until_s", "request_id",
    ]

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    package func insert(_ record: OutsideWorkRecord, of request: ID<ApprovalRequest>, by stamp: Stamp) throws {
        let (portion, from, until) = record.portion.columns
        let id = try db.insert(
            into: "outside_work", Self.columns,
            [
                .integer(record.employee.rawValue), .integer(record.kind.rawValue),
                .integer(record.days.lowerBound.daysSinceEpoch), .integer(record.days.upperBound.daysSinceEpoch),
                .integer(portion), .optional(from?.seconds), .optional(until?.seconds), .integer(request.rawValue),
            ])
        try JournalStore(db).append(
            .add, .outsideWork, id: String(id), before: nil, after: OutsideWorkDocument(record, request), by: stamp)
    }

    /// Takes back what a request became.
    package func remove(_ request: ID<ApprovalRequest>, by stamp: Stamp) throws {
        let rows = try db.all(
            "SELECT id, \(Self.columns.joined(separator: ", ")) FROM outside_work WHERE request_id = ? ORDER BY id",
            [.integer(request.rawValue)]
        ) { ($0.integer(0), try record($0, at: 1)) }
        for (id, record) in rows {
            try db.execute("DELETE FROM outside_work WHERE id = ?", [.integer(id)])
            try JournalStore(db).append(
                .remove, .outsideWork, id: String(id), before: OutsideWorkDocument(record, request), after: nil,
                by: stamp)
        }
    }

    /// Of the people in the range, with a day in the range; by person, in order of the days.
    package func all(
        of employees: ClosedRange<ID<Employee>>, _ days: ClosedRange<CivilDate>
    ) throws -> [OutsideWorkRecord] {
        try db.all(
            """
            SELECT \(Self.columns.joined(separator: ", ")) FROM outside_work
            WHERE \(employees.isOwner) AND first_day <= ? AND last_day >= ?
            ORDER BY employee_id, first_day, id
            """,
            [
                .integer(employees.lowerBound.rawValue), .integer(employees.upperBound.rawValue),
                .integer(days.upperBound.daysSinceEpoch), .integer(days.lowerBound.daysSinceEpoch),
            ]
        ) { try record($0, at: 0) }
    }

    private func record(_ row: any SQLRow, at first: Int) throws -> OutsideWorkRecord {
        let portion: DayPortion =
            switch row.integer(first + 4) {
            case 0: .full
            case 1: .firstHalf
            case 2: .secondHalf
            default: .hours(row.instant(first + 5), row.instant(first + 6))
            }
        return OutsideWorkRecord(
            employee: row.id(first), kind: try row.code(first + 1, "the kind of work elsewhere"),
            days: row.date(first + 2)...row.date(first + 3), portion: portion)
    }
}

/// Overtime that somebody approved.
package struct OvertimeApprovalStore {
    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    package func insert(
        _ seconds: Int32, of employee: ID<Employee>, on date: CivilDate, request: ID<ApprovalRequest>, by stamp: Stamp
    ) throws {
        try db.execute(
            db.dialect.insert(into: "overtime_approval", ["employee_id", "day", "request_id", "seconds"]),
            [
                .integer(employee.rawValue), .integer(date.daysSinceEpoch), .integer(request.rawValue),
                .integer(seconds),
            ])
        try journal(.add, employee, date, before: nil, after: seconds, request, stamp)
    }

    /// Takes back what a request became.
    package func remove(_ request: ID<ApprovalRequest>, by stamp: Stamp) throws {
        let rows = try db.all(
            "SELECT employee_id, day, seconds FROM overtime_approval WHERE request_id = ? ORDER BY employee_id, day",
            [.integer(request.rawValue)]
        ) { (ID<Employee>($0.integer(0)), $0.date(1), Int32(truncatingIfNeeded: $0.integer(2))) }
        try db.execute("DELETE FROM overtime_approval WHERE request_id = ?", [.integer(request.rawValue)])
        for (employee, date, seconds) in rows {
            try journal(.remove, employee, date, before: seconds, after: nil, request, stamp)
        }
    }

    /// Seconds by person and day, of the people in the range.
    package func all(
        of employees: ClosedRange<ID<Employee>>, _ days: ClosedRange<CivilDate>
    ) throws -> [ID<Employee>: [CivilDate: Int32]] {
        var found: [ID<Employee>: [CivilDate: Int32]] = [:]
        try db.query(
            """
            SELECT employee_id, day, SUM(seconds) FROM overtime_approval
            WHERE \(employees.isOwner) AND day BETWEEN ? AND ? GROUP BY employee_id, day
            """,
            [
                .integer(employees.lowerBound.rawValue), .integer(employees.upperBound.rawValue),
                .integer(days.lowerBound.daysSinceEpoch), .integer(days.upperBound.daysSinceEpoch),
            ]
        ) { found[$0.id(0), default: [:]][$0.date(1)] = Int32(clamping: $0.integer(2)) }
        return found
    }

    private func journal(
        _ action: JournalAction, _ employee: ID<Employee>, _ date: CivilDate, before: Int32?, after: Int32?,
        _ request: ID<ApprovalRequest>, _ stamp: Stamp
    ) throws {
        func document(_ seconds: Int32?) -> OvertimeDocument? {
            seconds.map {
                OvertimeDocument(
                    employee: employee.rawValue, date: date.description, approved: $0, request: request.rawValue)
            }
        }
        try JournalStore(db).append(
            action, .overtimeApproval, id: "\(employee.rawValue)/\(date)", before: document(before),
            after: document(after), by: stamp)
    }
}

private struct OvertimeDocument: Encodable {
    var employee: Int64
    var date: String
    var approved: Int32
    var request: Int64
}

private struct OutsideWorkDocument: Encodable {
    var employee: Int64
    var kind: String
    var from: String
    var to: String
    var portion: String
    var request: Int64

    init(_ record: OutsideWorkRecord, _ request: ID<ApprovalRequest>) {
        employee = record.employee.rawValue
        kind = record.kind == .onDuty ? "on duty" : "work from home"
        from = record.days.lowerBound.description
        to = record.days.upperBound.description
        portion = ["full", "first half", "second half", "hours"][Int(record.portion.columns.0)]
        self.request = request.rawValue
    }
}

extension DayPortion {
    fileprivate var columns: (Int64, Instant?, Instant?) {
        switch self {
        case .full: (0, nil, nil)
        case .firstHalf: (1, nil, nil)
        case .secondHalf: (2, nil, nil)
        case .hours(let from, let until): (3, from, until)
        }
    }
}
