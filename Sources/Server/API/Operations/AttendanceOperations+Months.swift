import Domain
import HTTPTypes
import Services
import Storage

/// Months: each person's days of one with what they come to, and what they come to of many people.
extension AttendanceOperations {
    private typealias Row = ReportOperations.Row

    private static let month = Resource<Row>(
        "Month",
        ReportOperations.who + [
            .init("month", .month) { .string($0.sheet.month.description) },
            .init("days", .list(day.reference, atMost: 31), "Days of employment, as far as they have been worked out.")
            { row in
                .array(row.dayRows.map { day.json($0) })
            },
        ] + ReportOperations.totals)

    private static let sums = Resource<Row>("MonthTotals", ReportOperations.who + ReportOperations.totals)
    private static let listing = Listing(sums, in: "employee") { .string($0.row.employee.code) }

    static let monthSchemas = [(month.name, month.schema), (sums.name, sums.schema)]

    static let monthOperations: [Operation] = [
        .get(
            "listMonths", "/attendance/months/{month}", "Attendance", "What a month came to for people within reach",
            [.path("month", .month), .query("employee", .code), .query("department", .text(1...120))]
                + listing.parameters, answering: listing.schema
        ) { call in
            let rows = try await ReportOperations.rows(of: call)
            if try ListFormat(accepts: call.accepts) != .page {
                try await call.services.journal.note(
                    export: .dayResults, "months \(call.path("month"))", by: call.actor)
            }
            return try listing.reply(rows, to: call)
        }.detailed("The muster roll has the same with each day’s status."),
        .get(
            "getMonth", "/attendance/months/{month}/{code}", "Attendance", "One person’s month, day by day",
            [.path("month", .month), EmployeeOperations.code], answering: month.reference
        ) { call in
            guard let asked = Month(call.path("month")) else { throw ProblemDocument.noSuchPath }
            let employee = try await call.employee()
            let sheet = try await call.services.attendance.month(asked, of: employee.id, by: call.actor)
            guard let row = sheet.rows.first else { throw ServiceError.unknownEmployee(code: employee.code) }
            return .json(month.json(Row(row: row, sheet: sheet)))
        },
    ]
}

extension ReportOperations.Row {
    /// Those that have been worked out and lie within employment.
    fileprivate var dayRows: [DayRow] {
        row.days.compactMap(\.self).filter { $0.status != .blank }.map { result in
            DayRow(
                employee: row.employee, shiftCode: result.shift.flatMap { sheet.shiftCodes[$0] } ?? "", result: result,
                isLive: false, leaveCodes: sheet.leaveCodes)
        }
    }
}
