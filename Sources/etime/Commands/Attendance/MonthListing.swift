import Domain
import Services

/// One day of one person's month.
struct MonthDay {
    var date: CivilDate
    var result: DayResult
    var shift: String
}

extension Listing where Row == MonthDay {
    /// One row a day, for one person. Days that have not been worked out or lie outside employment are left out.
    static func month(_ sheet: MonthSheet, of row: MonthRow) -> Listing {
        let days = zip(sheet.month.days, row.days).compactMap { date, result in
            result.map { MonthDay(date: date, result: $0, shift: $0.shift.flatMap { sheet.shiftCodes[$0] } ?? "") }
        }
        return Listing(
            days.filter { $0.result.status != .blank },
            [
                Column("Date", "date") { .date($0.date) },
                Column("Day", "weekday") { .text(String($0.date.weekday.name.prefix(3))) },
            ] + figures { ($0.date, $0.result, $0.shift, $0.result.code(sheet.leaveCodes)) })
    }
}

extension Listing where Row == MonthRow {
    /// The muster roll: one row a person.
    ///
    /// - Parameter eachDay: with a column for the code of each day.
    static func muster(_ sheet: MonthSheet, eachDay: Bool) -> Listing {
        Listing(
            sheet.rows,
            [
                Column("Code", "employee") { .text($0.employee.code) },
                Column("Name", "name", flexible: true) { .text($0.employee.name) },
                Column("Department", "department", flexible: true) {
                    .text($0.employee.department(on: sheet.month.days.upperBound))
                },
            ] + (eachDay ? days(sheet) : []) + totals)
    }

    private static func days(_ sheet: MonthSheet) -> [Column] {
        sheet.month.days.enumerated().map { index, date in
            Column(String(date.day), "day_\(date.day.padded(2))") { row in
                guard row.days.indices.contains(index), let result = row.days[index] else { return .none }
                let code = result.code(sheet.leaveCodes)
                return code.isEmpty ? .none : .text(code)
            }
        }
    }

    private static var totals: [Column] {
        [
            Column("Present", "present_days") { .days(halves: $0.totals.presentHalves) },
            Column("Absent", "absent_days") { .days(halves: $0.totals.absentHalves) },
            Column("Off", "weekly_offs") { .integer($0.totals.weeklyOffs) },
            Column("Holiday", "holidays") { .integer($0.totals.holidays) },
            Column("Late", "late_days") { .integer($0.totals.lateDays) },
            Column("Work", "work_seconds") { .duration(Int32(clamping: $0.totals.work)) },
            Column("Overtime", "overtime_seconds") { .duration(Int32(clamping: $0.totals.overtime)) },
            Column("Comp-off", "comp_off_days") { .days(halves: $0.totals.compensatoryHalves) },
            Column("Penalty", "penalty_days", optional: true) {
                $0.totals.penaltyHalves == 0 ? .none : .days(halves: $0.totals.penaltyHalves)
            },
            Column("Unpaid", "unpaid_penalty_days", optional: true) {
                $0.totals.unpaidPenaltyHalves == 0 ? .none : .days(halves: $0.totals.unpaidPenaltyHalves)
            },
            Column("To look at", "to_look_at") { .integer($0.totals.toLookAt) },
        ]
    }
}
