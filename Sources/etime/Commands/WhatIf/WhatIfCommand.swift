import ArgumentParser
import Domain
import Services

struct WhatIfCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "whatif",
        abstract: "Try a change of the rules, and see which days it would change before saving it.",
        discussion: """
            Nothing is written. The days are worked out twice, by the rules there are and by those with the change, and \
            compared: each day that differs, and what that comes to for each person and for all.

            Examples:
              etime whatif 2026-11-01 2026-11-30 --shift G --late-grace 5
              etime whatif 2026-11-01 2026-11-30 --holiday 2026-11-17 --weekly-off sunday --format json
              etime whatif 2026-11-01 2026-11-30 --assign N=0042
            """)

    @Argument(help: "The first day, as 2026-11-01.") var from: DayArgument
    @Argument(help: "The last day.") var to: DayArgument

    @Option(help: ArgumentHelp("The shift that the rules below would change.", valueName: "code"))
    var shift: String?

    @Option(help: ArgumentHelp("Other hours of that shift, as 09:00-18:00.", valueName: "from-to"))
    var hours: HoursArgument?

    @Option(help: ArgumentHelp("A day that would be a holiday; may be given again.", valueName: "date"))
    var holiday: [DayArgument] = []

    @Option(help: ArgumentHelp("A holiday that would be none; may be given again.", valueName: "date"))
    var noHoliday: [DayArgument] = []

    @Option(
        help: ArgumentHelp(
            "A weekly off in the place of all there are, as sunday or saturday:2,4; may be given again.",
            valueName: "day[:weeks]"))
    var weeklyOff: [WeeklyOffArgument] = []

    @Option(
        help: ArgumentHelp(
            "A shift that a person would work on these days, as N=0042; may be given again.",
            valueName: "shift=employee"))
    var assign: [ShiftOfPersonArgument] = []

    @Option(help: ArgumentHelp("Only this person's days; may be given again.", valueName: "code"))
    var employee: [String] = []

    @OptionGroup var rules: ShiftRuleOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let today = try await services.attendance.currentDate()
            let (first, last) = (from.date(today: today), to.date(today: today))
            try DaysInWrongOrder.check(first, last)
            var people: Set<ID<Employee>> = []
            for code in employee { people.insert(try await services.employee(code, by: actor).id) }
            let changes = try await changes(services, first...last, actor)
            guard !changes.isEmpty else {
                throw ValidationError(
                    "Say what would change: a shift's rules, a holiday, a weekly off or who works what.")
            }
            let report = try await services.whatIf.compare(
                changes, over: first...last, of: people.isEmpty ? nil : people, by: actor)
            try show(report)
        }
    }

    private func changes(
        _ services: Services, _ days: ClosedRange<CivilDate>, _ actor: Actor
    ) async throws -> [WhatIfChange] {
        var changes: [WhatIfChange] = []
        if let shift {
            let found = try await services.shift(shift)
            var draft = ShiftDraft(found)
            if let hours { (draft.start, draft.end) = (hours.start, hours.end) }
            rules.apply(to: &draft)
            changes.append(.shift(found.id, draft))
        }
        let today = try await services.attendance.currentDate()
        changes += holiday.map { .holiday(Holiday(date: $0.date(today: today), name: "What if")) }
        changes += noHoliday.map { .noHoliday($0.date(today: today)) }
        if !weeklyOff.isEmpty { changes.append(.weeklyOffs(weeklyOff.map(\.value))) }
        for item in assign {
            let person = try await services.employee(item.employee, by: actor)
            let shift = try await services.shift(item.shift)
            changes.append(
                .roster(
                    RosterAssignment(
                        .employee(person.id), .shift(shift.id), from: days.lowerBound, to: days.upperBound)))
        }
        return changes
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

/// `N=0042`.
struct ShiftOfPersonArgument: ExpressibleByArgument {
    var shift: String
    var employee: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        (shift, employee) = (parts[0], parts[1])
    }
}
