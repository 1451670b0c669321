import ArgumentParser
import Domain
import Services

/// The times and the rules of a shift. What is not given stays as it is.
struct ShiftRuleOptions: ParsableArguments {
    static let note = """
        A duration is a number of minutes, or 3:30 for hours and minutes; 0 switches a limit off. “etime policy parameters” \
        lists every rule with what it takes and what holds without it; docs/rules.md tells what they do.
        """

    @OptionGroup(title: "Breaks and short days") var times: ShiftTimeOptions
    @OptionGroup var policy: PolicyRuleOptions

    /// A shift has rules of its own once one is given.
    func apply(to draft: inout ShiftDraft) {
        if policy.isGiven {
            var rules = draft.policy ?? AttendancePolicy()
            policy.apply(to: &rules)
            draft.policy = rules
        }
        times.apply(to: &draft)
    }
}

struct ShiftTimeOptions: ParsableArguments {
    @Option(
        name: .customLong("break"),
        help: ArgumentHelp(
            "A break that is deducted, as 13:00-14:00; may be given again.",
            discussion: "Others: '12:00-15:00 flexible 30 min', '13:00-14:00 punched', '13:00-14:00 paid 20 min', "
                + "'12:00-16:00 split'.",
            valueName: "from-to"))
    var breaks: [BreakArgument] = []

    @Option(help: ArgumentHelp("A break that is not deducted; may be given again.", valueName: "from-to"))
    var paidBreak: [HoursArgument] = []

    @Option(
        help: ArgumentHelp(
            "A weekday of other hours, as saturday=09:00-13:00; may be given again.",
            discussion: "Limits of its own: saturday=09:00-13:00,half-day-below=180,absent-below=60.",
            valueName: "day=from-to"))
    var shortDay: [ShortDayArgument] = []

    @Option(help: "Whether people without a shift work this one if its start is nearest to their first punch.")
    var automatic: YesOrNo?

    func validate() throws {
        let days = shortDay.map(\.weekday)
        guard Set(days).count == days.count else { throw ValidationError("One weekday has two sets of other hours.") }
    }

    var isGiven: Bool { GivenOptions.areAny(in: self) }

    /// Breaks that are given take the place of all there were, and so do short days.
    func apply(to draft: inout ShiftDraft) {
        draft.isAutomatic = automatic?.value ?? draft.isAutomatic
        if !breaks.isEmpty || !paidBreak.isEmpty {
            draft.breaks =
                breaks.map(\.value) + paidBreak.map { $0.paidBreak() }
        }
        if !shortDay.isEmpty {
            draft.partialDays = shortDay.map { $0.partialDay(under: draft.policy ?? AttendancePolicy()) }
        }
    }
}
