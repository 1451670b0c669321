import Domain
import Services

extension Listing where Row == WhatIfDay {
    static func days(_ report: WhatIfReport) -> Listing {
        Listing(
            report.changes,
            [
                .init("Code", "employee") { .text($0.employee.code) },
                .init("Name", "name", flexible: true) { .text($0.employee.name) },
                .init("Date", "date") { .date($0.before.date) },
                .init("Now", "status_before") { .text($0.before.status.code) },
                .init("Then", "status_after") { .text($0.after.status.code) },
                .init("Difference", "difference", flexible: true) { .text($0.difference.words) },
                .init("Work", "work_s") { .duration($0.difference.work) },
                .init("Late", "late_s") { .duration($0.difference.late) },
                .init("Early", "early_s") { .duration($0.difference.early) },
                .init("Overtime", "overtime_s") { .duration($0.difference.overtime.total) },
            ])
    }
}

extension Listing where Row == WhatIfTotal {
    static func totals(_ report: WhatIfReport) -> Listing {
        Listing(
            report.totals,
            [
                .init("Code", "employee") { .text($0.employee.code) },
                .init("Name", "name") { .text($0.employee.name) },
                .init("Days", "days") { .integer($0.days) },
                .init("Together", "difference", flexible: true) { .text($0.difference.words) },
            ])
    }
}

/// The whole answer for programs.
struct WhatIfDocument: Encodable {
    private struct Figures: Encodable {
        var paidHalfDays: Int32
        var workSeconds: Int32
        var lateSeconds: Int32
        var earlySeconds: Int32
        var overtimeSeconds: [Int32]
        var compensatoryHalfDays: Int32
        var penaltyHalfDays: Int32

        init(_ difference: DayDifference) {
            paidHalfDays = difference.paidHalfDays
            workSeconds = difference.work
            lateSeconds = difference.late
            earlySeconds = difference.early
            overtimeSeconds = [difference.overtime.first, difference.overtime.second, difference.overtime.third]
            compensatoryHalfDays = difference.compensatoryHalfDays
            penaltyHalfDays = difference.penaltyHalfDays
        }
    }

    private struct Day: Encodable {
        var employee: String
        var date: String
        var statusBefore: String
        var statusAfter: String
        var difference: Figures
    }

    private struct Person: Encodable {
        var employee: String
        var days: Int
        var difference: Figures
    }

    private var from: String
    private var to: String
    private var people: Int
    private var lockedDays: Int
    private var days: [Day]
    private var totals: [Person]
    private var total: Figures

    init(_ report: WhatIfReport) {
        from = report.days.lowerBound.description
        to = report.days.upperBound.description
        people = report.people
        lockedDays = report.lockedDays
        days = report.changes.map {
            Day(
                employee: $0.employee.code, date: $0.before.date.description, statusBefore: $0.before.status.code,
                statusAfter: $0.after.status.code, difference: Figures($0.difference))
        }
        totals = report.totals.map {
            Person(employee: $0.employee.code, days: $0.days, difference: Figures($0.difference))
        }
        total = Figures(report.total)
    }
}
