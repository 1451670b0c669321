import ArgumentParser
import Domain
import Services

struct RosterLimitsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "limits",
        abstract: "Print and set what a roster should not ask of anybody.",
        discussion: """
            Each limit is off, warns, or refuses the change that breaks it. What is rostered already stays; see “etime \
            roster check”.

            Examples:
              etime roster limits
              etime roster limits --rest 11:00,refuse --days-in-a-row 6,warn --hours-a-week 48:00,warn
              etime roster limits --gaps off --week-start sunday --swaps-across-departments yes
            """)

    @Option(help: ArgumentHelp("The least rest between two working days.", valueName: "duration,reaction"))
    var rest: LimitArgument<DurationValue>?

    @Option(help: ArgumentHelp("The most days in a row.", valueName: "number,reaction"))
    var daysInARow: LimitArgument<CountValue>?

    @Option(help: ArgumentHelp("The most hours a week, without unpaid breaks.", valueName: "duration,reaction"))
    var hoursAWeek: LimitArgument<DurationValue>?

    @Option(help: "Two shifts at one time.")
    var overlap: ReactionArgument?

    @Option(help: "A shift on a day of leave.")
    var leave: ReactionArgument?

    @Option(help: "A working day of which no roster says anything.")
    var gaps: ReactionArgument?

    @Option(help: ArgumentHelp("Where weeks begin.", valueName: "weekday"))
    var weekStart: WeekdayArgument?

    @Option(help: "Whether people of two departments may swap.")
    var swapsAcrossDepartments: YesOrNo?

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let old = try await services.rosters.limits()
            let limits = changed(old)
            if limits != old { try await services.rosters.setLimits(limits, by: actor) }
            try Listing.limits(limits).show(format.format, whenEmpty: "")
        }
    }

    private func changed(_ old: RosterLimits) -> RosterLimits {
        var limits = old
        rest?.apply(to: &limits.rest)
        daysInARow?.apply(to: &limits.daysInARow)
        hoursAWeek?.apply(to: &limits.weekHours)
        limits.overlap = overlap?.value ?? limits.overlap
        limits.leave = leave?.value ?? limits.leave
        limits.gap = gaps?.value ?? limits.gap
        limits.weekStart = weekStart?.value ?? limits.weekStart
        limits.swapsAcrossDepartments = swapsAcrossDepartments?.value ?? limits.swapsAcrossDepartments
        return limits
    }
}

enum ReactionArgument: String, CaseIterable, ExpressibleByArgument {
    case off, warn, refuse

    var value: RosterLimits.Reaction {
        switch self {
        case .off: .off
        case .warn: .warn
        case .refuse: .refuse
        }
    }
}

protocol LimitValue {
    static func read(_ text: String) -> Int32?
}

enum DurationValue: LimitValue {
    static func read(_ text: String) -> Int32? { DurationArgument(argument: text)?.seconds }
}

enum CountValue: LimitValue {
    static func read(_ text: String) -> Int32? { Int32(text) }
}

/// `11:00,refuse`, `11:00` or `refuse`.
struct LimitArgument<Value: LimitValue>: ExpressibleByArgument {
    var value: Int32?
    var reaction: RosterLimits.Reaction?

    init?(argument: String) {
        for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
            if let reaction = ReactionArgument(rawValue: String(part)), self.reaction == nil {
                self.reaction = reaction.value
            } else if let value = Value.read(String(part)), self.value == nil {
                self.value = value
            } else {
                return nil
            }
        }
    }

    func apply(to limit: inout RosterLimits.Limit) {
        limit.value = value ?? limit.value
        limit.reaction = reaction ?? limit.reaction
    }
}

/// One limit in words.
struct LimitLine {
    var name: String
    var value: String
    var reaction: RosterLimits.Reaction?
}

extension Listing where Row == LimitLine {
    static func limits(_ limits: RosterLimits) -> Listing {
        let lines = [
            LimitLine(
                name: "rest between working days", value: "at least \(limits.rest.value.durationWords)",
                reaction: limits.rest.reaction),
            LimitLine(
                name: "days in a row", value: "at most \(limits.daysInARow.value)", reaction: limits.daysInARow.reaction
            ),
            LimitLine(
                name: "hours a week", value: "at most \(limits.weekHours.value.durationWords)",
                reaction: limits.weekHours.reaction),
            LimitLine(name: "overlapping shifts", value: "", reaction: limits.overlap),
            LimitLine(name: "shift on a day of leave", value: "", reaction: limits.leave),
            LimitLine(name: "gaps", value: "", reaction: limits.gap),
            LimitLine(name: "weeks begin on", value: limits.weekStart.name),
            LimitLine(name: "swaps across departments", value: limits.swapsAcrossDepartments ? "yes" : "no"),
        ]
        return Listing(
            lines,
            [
                Column("Limit", "limit") { .text($0.name) },
                Column("Value", "value") { .text($0.value) },
                Column("Reaction", "reaction") { .optional($0.reaction.map { String(describing: $0) }) },
            ])
    }
}
