import ArgumentParser
import Domain
import Services

/// The rules of a shift, each by its name in `docs/scenarios.md`. What is not given stays as it is.
struct ShiftRuleOptions: ParsableArguments {
    static let note = """
        A duration is a number of minutes, or 3:30 for hours and minutes; 0 switches a limit off. What each rule does is \
        told in docs/rules.md; “etime shift show CODE” prints them all, and --rule sets each by the name it has there.
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

/// The rules by which days are judged, of a shift's own or of a named policy.
struct PolicyRuleOptions: ParsableArguments {
    @OptionGroup(title: "Late, early, half day, absent") var limits: ShiftLimitOptions
    @OptionGroup(title: "Punches") var punches: ShiftPunchOptions
    @OptionGroup(title: "Overtime") var overtime: ShiftOvertimeOptions
    @OptionGroup(title: "Any rule") var others: ShiftNamedRuleOptions

    func apply(to policy: inout AttendancePolicy) {
        limits.apply(to: &policy)
        punches.apply(to: &policy)
        overtime.apply(to: &policy.overtime)
        others.apply(to: &policy)
    }

    var isGiven: Bool {
        let groups: [any ParsableArguments] = [limits, punches, overtime, others]
        return groups.contains { GivenOptions.areAny(in: $0) }
    }
}

struct ShiftNamedRuleOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A rule by its name; may be given again.",
            discussion: "Such as --rule 'rounding in=15 min down' or --rule 'core hours=10:00-15:00'.",
            valueName: "name=value"))
    var rule: [RuleArgument] = []

    func validate() throws {
        var policy = AttendancePolicy()
        for rule in rule { try rule.apply(to: &policy) }
    }

    func apply(to policy: inout AttendancePolicy) {
        // Each was read in validate().
        for rule in rule { try? rule.apply(to: &policy) }
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

struct ShiftLimitOptions: ParsableArguments {
    @Option(
        parsing: .unconditional, help: ArgumentHelp("How late one may come without being late.", valueName: "duration"))
    var lateGrace: DurationArgument?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How early one may leave without leaving early.", valueName: "duration"))
    var earlyGrace: DurationArgument?

    @Option(parsing: .unconditional, help: ArgumentHelp("Less work than this is a half day.", valueName: "duration"))
    var halfDayBelow: DurationArgument?

    @Option(parsing: .unconditional, help: ArgumentHelp("Less work than this is an absence.", valueName: "duration"))
    var absentBelow: DurationArgument?

    func apply(to policy: inout AttendancePolicy) {
        policy.lateGrace = lateGrace?.seconds ?? policy.lateGrace
        policy.earlyGrace = earlyGrace?.seconds ?? policy.earlyGrace
        policy.halfDayBelow = halfDayBelow?.seconds ?? policy.halfDayBelow
        policy.absentBelow = absentBelow?.seconds ?? policy.absentBelow
    }
}

struct ShiftPunchOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("A second punch sooner than this is a double.", valueName: "duration"))
    var doublePunchWithin: DurationArgument?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How long before its start a punch can belong to the shift.", valueName: "duration"))
    var opensBefore: DurationArgument?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "How long after its end presence can begin that belongs to the shift; or next-shift: until the next opens.",
            valueName: "duration"))
    var closesAfter: ClosingArgument?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Longer between in and out is two missing punches.", valueName: "duration"))
    var longestPresence: DurationArgument?

    @Option(help: "Which punches make the work.")
    var counting: CountingArgument?

    @Option(help: "How a day with a punch missing is judged, be it the IN or the OUT.")
    var missingPunch: MissingPunchArgument?

    func apply(to policy: inout AttendancePolicy) {
        policy.duplicateWindow = doublePunchWithin?.seconds ?? policy.duplicateWindow
        policy.opensBefore = opensBefore?.seconds ?? policy.opensBefore
        if let closesAfter { policy.closesAfter = closesAfter.seconds }
        policy.longestPresence = longestPresence?.seconds ?? policy.longestPresence
        policy.pairing = counting?.value ?? policy.pairing
        if let missingPunch {
            (policy.missing.arrival, policy.missing.leaving) = (missingPunch.value, missingPunch.value)
        }
    }
}

struct ShiftOvertimeOptions: ParsableArguments {
    @Option(help: "What overtime is.")
    var overtimeFormula: FormulaArgument?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Less than this is none; exactly this counts whole.", valueName: "duration"))
    var overtimeMinimum: DurationArgument?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("More than this does not count; 0: no limit.", valueName: "duration"))
    var overtimeMaximum: DurationArgument?

    @Option(help: "Whether presence before the start can be overtime.")
    var earlyComing: YesOrNo?

    @Option(help: "Whether presence after the end can be overtime.")
    var lateGoing: YesOrNo?

    @Option(help: "What work on a weekly off or a holiday earns.")
    var restDayWork: RestDayWorkArgument?

    func apply(to policy: inout OvertimePolicy) {
        policy.formula = overtimeFormula?.value ?? policy.formula
        policy.minimum = overtimeMinimum?.seconds ?? policy.minimum
        policy.maximum = overtimeMaximum?.seconds ?? policy.maximum
        policy.countsEarlyComing = earlyComing?.value ?? policy.countsEarlyComing
        policy.countsLateGoing = lateGoing?.value ?? policy.countsLateGoing
        policy.restDayWork = restDayWork?.value ?? policy.restDayWork
    }
}
