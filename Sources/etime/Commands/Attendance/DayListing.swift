import Domain
import Services

extension Listing where Row == DayRow {
    /// One row a person, for one day.
    static func day(_ sheet: DaySheet) -> Listing {
        Listing(
            sheet.rows,
            [
                Column("Code", "employee") { .text($0.code) },
                Column("Name", "name", flexible: true) { .text($0.name) },
                Column("Department", "department", flexible: true) { .text($0.department) },
            ] + figures { (sheet.date, $0.result, $0.shiftCode, $0.statusCode) })
    }
}

extension Listing {
    /// What a day came to, the same for a day of everybody and for everybody's days.
    static func figures(
        _ day: @escaping (Row) -> (date: CivilDate, result: DayResult, shift: String, status: String)
    ) -> [Column] {
        [
            Column("Shift", "shift") { row in
                let shift = day(row).shift
                return shift.isEmpty ? .none : .text(shift)
            },
            Column("In", "in") { row in
                let (date, result, _, _) = day(row)
                return result.localFirstIn.map { .moment(Moment($0, offset: result.firstInOffset, on: date)) } ?? .none
            },
            Column("Out", "out") { row in
                let (date, result, _, _) = day(row)
                return result.localLastOut.map { .moment(Moment($0, offset: result.lastOutOffset, on: date)) } ?? .none
            },
            Column("Work", "work_seconds") { .duration(day($0).result.work) },
            Column("Late", "late_seconds") { .duration(day($0).result.late) },
            Column("Early", "early_seconds") { .duration(day($0).result.early) },
            Column("Overtime", "overtime_seconds") { .duration(day($0).result.overtime) },
            Column("Status", "status") { .text(day($0).status) },
            Column("Remark", "remark", flexible: true) { row in
                let remark = day(row).result.remark
                return remark.isEmpty ? .none : .text(remark)
            },
        ]
    }
}

extension DayResult {
    /// What a reader should know beside the figures, in words.
    var remark: String {
        var words: [String] = []
        if flags.contains(.inside) { words.append("inside") }
        if flags.contains(.missingIn) { words.append("in missing") }
        if flags.contains(.missingOut), !flags.contains(.inside) { words.append("out missing") }
        if compensatoryHalfDays > 0 {
            words.append("\(Cell.days(halves: Int(compensatoryHalfDays)).text) day comp-off")
        }
        if penaltyHalfDays > 0 { words.append("\(Cell.days(halves: Int(penaltyHalfDays)).text) day penalty") }
        if flags.contains(.quarantined) { words.append("impossible date") }
        if flags.contains(.manualPunch) { words.append("corrected by hand") }
        if flags.contains(.clockChange) { words.append("clock change") }
        if flags.contains(.provisional), !flags.contains(.inside) { words.append("provisional") }
        return words.joined(separator: ", ")
    }
}
