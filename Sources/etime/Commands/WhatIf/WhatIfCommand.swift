import ArgumentParser
import Domain
import Services

struct WhatIfCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "whatif",
        abstract: "Try a change of the rules, and see which days it would change before saving it.",
        discussion: """
            Nothing is written. The days are worked out twice, by the rules there are and by those with the change, and \
            compared: each day that differs, and what that comes to for each person and for all. Several changes are tried \
            together.

            For whom is written as an employee's code, company, “location Pune”, “department Press”, of a policy also \
            “shift G”, and “from 2026-11-16” and “to 2026-11-20” after it where it is not for all the days.

            Examples:
              etime whatif 2026-11-01 2026-11-30 --shift G --late-grace 5
              etime whatif 2026-11-01 2026-11-30 --holiday 2026-11-17 --weekly-off sunday --format json
              etime whatif 2026-11-01 2026-11-30 --policy Office --half-day-below 5:00
              etime whatif 2026-11-01 2026-11-30 --new-policy Trial --late-grace 0 --assign-policy "Trial=department Press"
              etime whatif 2026-11-01 2026-11-30 --rotation "Line A" --turn A --turn B --turn off
              etime whatif 2026-11-01 2026-11-30 --assign N=0042 --assign "Line A=department Press from 2026-11-16"
              etime whatif 2026-11-01 2026-11-30 --override "0042=off on 2026-11-20" --format csv
            """)

    @Argument(help: "The first day, as 2026-11-01.") var from: DayArgument
    @Argument(help: "The last day.") var to: DayArgument

    @OptionGroup(title: "Rules that would change") var rules: WhatIfRuleOptions
    @OptionGroup(title: "Rest days that would change") var calendar: WhatIfCalendarOptions
    @OptionGroup(title: "Who would work what") var roster: WhatIfRosterOptions

    @Option(help: ArgumentHelp("Only this person's days; may be given again.", valueName: "code"))
    var employee: [String] = []

    @OptionGroup var changes: ShiftRuleOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let today = try await services.attendance.currentDate()
            let (first, last) = (from.date(today: today), to.date(today: today))
            try DaysInWrongOrder.check(first, last)
            var people: Set<ID<Employee>> = []
            for code in employee { people.insert(try await services.employee(code, by: actor).id) }
            var tried = try await rules.changes(changes, services, first...last, actor)
            tried += try await calendar.changes(services)
            tried += try await roster.changes(services, first...last, actor)
            guard !tried.isEmpty else {
                throw ValidationError(
                    "Say what would change: a shift's or a policy's rules, for whom a policy holds, a rest day, a rotation, "
                        + "or who works what.")
            }
            let report = try await services.whatIf.compare(
                tried, over: first...last, of: people.isEmpty ? nil : people, by: actor)
            try show(report)
        }
    }

    private func show(_ report: WhatIfReport) throws {
        switch format.format {
        case .json: say(try JSONText.encoded(WhatIfDocument(report)), terminator: "")
        case .csv: try Listing.days(report).show(.csv, whenEmpty: "")
        case .table:
            if !report.changes.isEmpty {
                try Listing.days(report).show(.table, whenEmpty: "")
                say("")
                try Listing.totals(report).show(.table, whenEmpty: "")
                say("")
            }
            say(report.sentence)
        }
    }
}
