package import Domain

/// What days are booked as in the ledger of leave: by this a recalculation knows without reading the ledger whether
/// there is anything to book.
package struct DayBookingStore {
    private static let columns = [
        "employee_id", "day", "penalty_half_days", "unpaid", "earned_half_days", "granted_half_days", "overtaken",
    ]
    private static let select = "SELECT \(columns.joined(separator: ", ")) FROM day_booking"

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    package func find(_ employee: ID<Employee>, _ date: CivilDate) throws -> DayBooking? {
        try bookings(of: employee...employee, date...date).first
    }

    /// In the order of people and dates.
    package func bookings(
        of employees: ClosedRange<ID<Employee>>, _ days: ClosedRange<CivilDate>
    ) throws -> [DayBooking] {
        try db.all(
            "\(Self.select) WHERE \(employees.isOwner) AND day BETWEEN ? AND ? ORDER BY employee_id, day",
            [
                .integer(employees.lowerBound.rawValue), .integer(employees.upperBound.rawValue),
                .integer(days.lowerBound.daysSinceEpoch), .integer(days.upperBound.daysSinceEpoch),
            ], booking)
    }

    /// Of everybody, in the order of people and dates.
    package func bookings(_ days: ClosedRange<CivilDate>) throws -> [DayBooking] {
        try db.all(
            "\(Self.select) WHERE day BETWEEN ? AND ? ORDER BY employee_id, day",
            [.integer(days.lowerBound.daysSinceEpoch), .integer(days.upperBound.daysSinceEpoch)], booking)
    }

    /// Days whose time off was taken though it is no longer earned.
    package func overtaken(of employee: ID<Employee>) throws -> [CivilDate] {
        try db.all(
            "SELECT day FROM day_booking WHERE employee_id = ? AND overtaken > 0 ORDER BY day",
            [.integer(employee.rawValue)]
        ) { $0.date(0) }
    }

    /// Puts it in the place of what there is; an empty one is not kept.
    package func save(_ booking: DayBooking) throws {
        let key: [SQLValue] = [.integer(booking.employee.rawValue), .integer(booking.date.daysSinceEpoch)]
        guard !booking.isEmpty else {
            try db.execute("DELETE FROM day_booking WHERE employee_id = ? AND day = ?", key)
            return
        }
        try db.execute(
            db.dialect.upsert(into: "day_booking", Self.columns, key: ["employee_id", "day"]),
            key + [
                .integer(booking.penaltyHalfDays), .integer(booking.unpaid.thousandths),
                .integer(booking.earnedHalfDays), .integer(booking.grantedHalfDays),
                .integer(booking.overtaken.thousandths),
            ])
    }

    private func booking(_ row: any SQLRow) -> DayBooking {
        DayBooking(
            employee: row.id(0), date: row.date(1), penaltyHalfDays: Int(row.integer(2)),
            unpaid: LeaveAmount(thousandths: row.integer(3)), earnedHalfDays: Int(row.integer(4)),
            grantedHalfDays: Int(row.integer(5)), overtaken: LeaveAmount(thousandths: row.integer(6)))
    }
}
