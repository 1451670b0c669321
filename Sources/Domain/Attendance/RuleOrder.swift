/// Every rule by which a day is decided, in the order in which they apply. What stands later works on what the earlier
/// ones left; the documentation lists them in this order.
package enum AttendanceRule: String, Hashable, Sendable, CaseIterable {
    case employment
    case holiday
    case weeklyOff
    case shift
    case policy
    case corrections
    case foundShift
    case quarantine
    case duplicates
    case direction
    case pairing
    case placement
    case rounding
    case duty
    case breaks
    case automaticBreaks
    case roundedWork
    case leave
    case late
    case early
    case between
    case overtime
    case tiers
    case missingPunch
    case thresholds
    case lateLimits
    case restDayWork
    case approval
    case consecutiveDays
    case weekOvertime
    case weeksOvertime
    case monthOvertime
    case sandwich
    case latePenalty
    case earlyPenalty
    case finality

    /// In one line, for a person.
    package var summary: String {
        switch self {
        case .employment: "Days before joining and after leaving are blank."
        case .holiday: "A holiday goes before a weekly off."
        case .weeklyOff: "A weekly off goes before a working day."
        case .shift: "The shifts of the date; without one the day is NS."
        case .policy: "The narrowest policy judges: employee, shift, department, location, company."
        case .corrections: "Corrections lie over the punches: some added, some void, some turned round."
        case .foundShift: "Who has none on a working day works the automatic shift nearest to the first arrival."
        case .quarantine: "Punches with a time that cannot be believed are set aside."
        case .duplicates: "A punch too close to the one before is that one again."
        case .direction: "The key or the door says IN or OUT; without one punches go by turns."
        case .pairing: "An IN and the OUT after it are one presence."
        case .placement: "A presence belongs whole to the shift with which it shares most time."
        case .rounding: "For work and overtime alone, the first IN and the last OUT are rounded."
        case .duty: "Approved duty elsewhere and work from home join the presences; no minute counts twice."
        case .breaks: "Unpaid breaks are cut out of presence, by overlap."
        case .automaticBreaks: "Then the breaks that long work brings by itself."
        case .roundedWork: "What is left is the work, and is rounded."
        case .leave:
            "Leave excuses its time and lowers what is expected; a whole day of it stands whatever was punched."
        case .late: "Late beyond the grace, from the shift's start."
        case .early: "Early beyond the grace, to the shift's end, or by what is missing of the required work."
        case .between: "Then what was missed between: core hours, the end of a punched break, a part of a split shift."
        case .overtime: "The formula, then the minimum, then rounding, then the maximum."
        case .tiers: "The overtime is divided into its tiers."
        case .missingPunch: "What a missing punch makes of the day."
        case .thresholds: "Absent below one threshold of work, half a day below the other."
        case .lateLimits: "Coming too late or leaving too early can only lower that."
        case .restDayWork: "Work on a rest day earns overtime or time off, never both."
        case .approval: "Where overtime needs approval, what was approved is paid."
        case .consecutiveDays: "From the Nth day worked in a row on, all work is overtime."
        case .weekOvertime: "Work of a week beyond its threshold is overtime, as far as it is not paid as such yet."
        case .weeksOvertime: "Then work of several weeks beyond theirs."
        case .monthOvertime: "Then work of a month beyond its own."
        case .sandwich: "Rest days beside absences count as absent, where the policy says so."
        case .latePenalty: "Each Nth late day of a month costs leave, or part of the day."
        case .earlyPenalty: "Each Nth early leaving of a month does."
        case .finality: "The day is final once no punch can change it any more."
        }
    }
}
