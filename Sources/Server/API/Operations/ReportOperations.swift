import Domain
import HTTPTypes
import Services
import Storage

/// Tables of a month, for the payroll.
enum ReportOperations {
    private static let tag = "Reports"

    struct Row: Sendable {
        var row: MonthRow
        var sheet: MonthSheet
    }

    /// Whose month it is.
    static let who: [Resource<Row>.Field] = [
        .init("employee", .text, "The code.") { .string($0.row.employee.code) },
        .init("name", .text) { .string($0.row.employee.name) },
        .init("department", .text, "At the end of the month.") {
            .string($0.row.employee.department(on: $0.sheet.month.days.upperBound))
        },
    ]

    /// What the month came to.
    static let totals: [Resource<Row>.Field] = [
        .init("presentDays", .number) { halves($0.row.totals.presentHalves) },
        .init("absentDays", .number) { halves($0.row.totals.absentHalves) },
        .init("leaveDays", .number) { halves($0.row.totals.leaveHalves) },
        .init("weeklyOffs", .count) { JSONValue($0.row.totals.weeklyOffs) },
        .init("holidays", .count) { JSONValue($0.row.totals.holidays) },
        .init("lateDays", .count) { JSONValue($0.row.totals.lateDays) },
        .init("late", .count, "Seconds.") { JSONValue($0.row.totals.late) },
        .init("early", .count, "Seconds.") { JSONValue($0.row.totals.early) },
        .init("work", .count, "Seconds.") { JSONValue($0.row.totals.work) },
        .init("overtime", .count, "Seconds.") { JSONValue($0.row.totals.overtime) },
        .init("compensatoryDays", .number) { halves($0.row.totals.compensatoryHalves) },
        .init("penaltyDays", .number) { halves($0.row.totals.penaltyHalves) },
        .init("unpaidPenaltyDays", .number) { halves($0.row.totals.unpaidPenaltyHalves) },
        .init("daysToLookAt", .count, "A punch is missing, or there is no shift.") {
            JSONValue($0.row.totals.toLookAt)
        },
    ]

    static let muster = Resource<Row>(
        "MusterRow",
        who + [
            .init("days", .list(.text, atMost: 31), "What each day came to, as `P`, `½CL ½P`; empty: nothing yet.") {
                row in
                .array(row.row.days.map { .string($0?.code(row.sheet.leaveCodes) ?? "") })
            }
        ] + totals)
    static let listing = Listing(muster, in: "employee") { .string($0.row.employee.code) }

    static let schemas = [(muster.name, muster.schema)]

    static let all: [Operation] = [
        .get(
            "musterRoll", "/reports/muster/{month}", tag, "The muster roll of people within reach",
            [.path("month", .month), .query("employee", .code), .query("department", .text(1...120))]
                + listing.parameters, answering: listing.schema
        ) { call in
            let rows = try await rows(of: call)
            if try ListFormat(accepts: call.accepts) != .page {
                try await call.services.journal.note(
                    export: .dayResults, "muster \(call.path("month"))", by: call.actor)
            }
            return try listing.reply(rows, to: call)
        }
    ]

    /// People within reach in the month of the path, narrowed as the query says.
    static func rows(of call: Call) async throws -> [Row] {
        guard let month = Month(call.path("month")) else { throw ProblemDocument.noSuchPath }
        let sheet = try await call.services.attendance.month(month, of: call.filteredEmployee()?.id, by: call.actor)
        return sheet.rows.map { Row(row: $0, sheet: sheet) }.filter { row in
            call.text("department").map { $0 == row.row.employee.department(on: month.days.upperBound) } ?? true
        }
    }

    /// Halves of days, as days.
    private static func halves(_ count: Int) -> JSONValue {
        count.isMultiple(of: 2) ? .integer(Int64(count / 2)) : .number(Double(count) / 2)
    }
}
