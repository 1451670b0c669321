import ArgumentParser
import Domain
import Services

/// The rules by which days are judged, of a shift's own or of a named policy: an option for each of
/// `PolicyParameter.all`, under the headings of its sections.
struct PolicyRuleOptions: ParsableArguments {
    @OptionGroup(title: LimitRules.section.title) var limits: RuleOptions<LimitRules>
    @OptionGroup(title: PunchRules.section.title) var punches: RuleOptions<PunchRules>
    @OptionGroup(title: MissingPunchRules.section.title) var bothMissing: MissingPunchOptions
    @OptionGroup(title: MissingPunchRules.section.title) var missing: RuleOptions<MissingPunchRules>
    @OptionGroup(title: FlexibilityRules.section.title) var flexibility: RuleOptions<FlexibilityRules>
    @OptionGroup(title: BreakRules.section.title) var breaks: RuleOptions<BreakRules>
    @OptionGroup(title: RoundingRules.section.title) var rounding: RuleOptions<RoundingRules>
    @OptionGroup(title: OvertimeRules.section.title) var overtime: RuleOptions<OvertimeRules>
    @OptionGroup(title: SandwichRules.section.title) var sandwich: RuleOptions<SandwichRules>
    @OptionGroup(title: PeriodOvertimeRules.section.title) var periodOvertime: RuleOptions<PeriodOvertimeRules>
    @OptionGroup(title: PenaltyRules.section.title) var penalties: RuleOptions<PenaltyRules>
    @OptionGroup(title: "Any rule") var others: NamedRuleOptions

    func apply(to policy: inout AttendancePolicy) {
        for group in groups { group.apply(to: &policy) }
    }

    var isGiven: Bool { groups.contains { $0.isGiven } }

    /// What is said of both ends goes before what is said of one.
    private var groups: [any RuleOptionGroup] {
        [
            bothMissing, limits, punches, missing, flexibility, breaks, rounding, overtime, sandwich, periodOvertime,
            penalties, others,
        ]
    }
}

/// Some options that change a policy.
protocol RuleOptionGroup {
    var isGiven: Bool { get }

    /// Only what `validate()` has let pass.
    func apply(to policy: inout AttendancePolicy)
}

/// Both ends at once.
struct MissingPunchOptions: ParsableArguments, RuleOptionGroup {
    @Option(
        help: ArgumentHelp(
            "How a day with a punch missing is judged, be it the IN or the OUT.",
            valueName: "count-pairs|half-day|absent"))
    var missingPunch: String?

    var isGiven: Bool { missingPunch != nil }

    func validate() throws {
        guard let missingPunch, !["count-pairs", "half-day", "absent"].contains(missingPunch) else { return }
        throw ValidationError(
            "The value '\(missingPunch)' is invalid for '--missing-punch': write one of count-pairs, half-day, absent.")
    }

    func apply(to policy: inout AttendancePolicy) {
        guard let missingPunch else { return }
        for end in ["missing in", "missing out"] {
            _ = PolicyParameter.named(end)?.read(argument: missingPunch, into: &policy)
        }
    }
}

struct NamedRuleOptions: ParsableArguments, RuleOptionGroup {
    @Option(
        help: ArgumentHelp(
            "A rule by its name; may be given again.",
            discussion: "Such as --rule 'rounding in=15 min down'; “etime policy parameters” lists the names.",
            valueName: "name=value"))
    var rule: [RuleArgument] = []

    var isGiven: Bool { !rule.isEmpty }

    func validate() throws {
        var policy = AttendancePolicy()
        for rule in rule { try rule.apply(to: &policy) }
    }

    func apply(to policy: inout AttendancePolicy) {
        // Each was read in validate().
        for rule in rule { try? rule.apply(to: &policy) }
    }
}
