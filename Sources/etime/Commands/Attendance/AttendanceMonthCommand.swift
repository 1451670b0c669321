import ArgumentParser
import Domain
import Services

struct AttendanceMonthCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "month",
        abstract: "Show a month of one person, or of everybody.",
        discussion: """
            Examples:
              etime attendance month 0042
              etime attendance month 0042 2026-10 --format json
              etime attendance month --all 2026-10 --format csv > muster.csv
            """)

    @Argument(help: "The employee's code; leave it out with --all.")
    var employee: String?

    @Argument(help: "A month as 2026-11; without it, this month.")
    var month: String?

    @Flag(help: "Everybody: the muster roll.")
    var all = false

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func validate() throws {
        if all, month != nil { throw ValidationError("Give either an employee or --all, not both.") }
        if !all, employee == nil { throw ValidationError("Name an employee by code, or ask for --all.") }
        if let text = monthText, Month(text) == nil {
            throw ValidationError("“\(text)” is not a month; write it as 2026-11.")
        }
    }

    /// With --all the only argument is the month.
    private var monthText: String? { all ? employee : month }

    func run() async throws {
        try await company.withCompany { services, actor in
            let today = try await services.attendance.currentDate()
            let asked = monthText.flatMap { Month($0) } ?? Month(of: today)
            if all {
                try showEverybody(try await services.attendance.month(asked, by: actor))
            } else {
                let person = try await services.employee(employee ?? "", by: actor)
                try show(person, try await services.attendance.month(asked, of: person.id, by: actor))
            }
        }
    }

    private func show(_ person: Employee, _ sheet: MonthSheet) throws {
        guard let row = sheet.rows.first else {
            return say("\(person.name) (\(person.code)) has no days in \(sheet.month).")
        }
        let listing = Listing.month(sheet, of: row)
        guard format.format == .table else { return try listing.show(format.format, whenEmpty: "") }
        say(Terminal.output.bold("\(person.name) (\(person.code)), \(sheet.month)".singleLine) + "\n")
        try listing.show(.table, whenEmpty: "No day of this month has been worked out.")
        say("\n" + row.totals.sentence)
    }

    private func showEverybody(_ sheet: MonthSheet) throws {
        let full = Listing.muster(sheet, eachDay: true)
        let terminal = Terminal.output
        guard format.format == .table, let width = terminal.width, full.narrowestWidth > width else {
            return try full.show(format.format, whenEmpty: "Nobody is employed in \(sheet.month).")
        }
        try Listing.muster(sheet, eachDay: false).show(.table, whenEmpty: "")
        remark("For each day's code make the window \(full.narrowestWidth) columns wide, or use --format csv.")
    }
}

extension MonthTotals {
    var sentence: String {
        let days = [
            ("present", Cell.days(halves: presentHalves)), ("absent", .days(halves: absentHalves)),
            ("weekly off", .integer(weeklyOffs)), ("holiday", .integer(holidays)), ("late", .integer(lateDays)),
            ("comp-off", .days(halves: compensatoryHalves)),
        ]
        let penalty = [
            ("penalty", Cell.days(halves: penaltyHalves)), ("of it unpaid", .days(halves: unpaidPenaltyHalves)),
        ]
        let times = [("work", work), ("overtime", overtime)]
        return (days + (penaltyHalves > 0 || unpaidPenaltyHalves > 0 ? penalty : [])).map { "\($0.0) \($0.1.text)" }
            .joined(separator: ", ") + "; "
            + times.map { "\($0.0) \(Int32(clamping: $0.1).hoursAndMinutes)" }.joined(separator: ", ")
    }
}
