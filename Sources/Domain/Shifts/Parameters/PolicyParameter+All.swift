extension PolicyParameter {
    /// What belongs together, under a heading.
    package enum Section: Int, Hashable, Sendable, CaseIterable {
        case limits, punches, missingPunches, flexibility, breaks, rounding, overtime, sandwich, periodOvertime,
            penalties

        package var title: String {
            switch self {
            case .limits: "Late, early, half day, absent"
            case .punches: "Punches"
            case .missingPunches: "Missing punches"
            case .flexibility: "Flexible hours"
            case .breaks: "Breaks by the length of the day"
            case .rounding: "Rounding"
            case .overtime: "Overtime"
            case .sandwich: "Rest days beside absences"
            case .periodOvertime: "Overtime over several days"
            case .penalties: "Penalties"
            }
        }

        /// In the order in which they are shown.
        package var parameters: [PolicyParameter] { PolicyParameter.bySection[rawValue] }
    }

    private static let bySection: [[PolicyParameter]] = [
        limits, punches, missingPunches, flexibility, breaks, rounding, overtime, sandwich, periodOvertime, penalties,
    ]

    /// In the order in which they are shown.
    package static let all: [PolicyParameter] = bySection.flatMap(\.self)

    /// By its name where there are no groups.
    package static func named(_ label: String) -> PolicyParameter? { all.first { $0.label == label } }

    private static let limits = [
        PolicyParameter(
            "late grace", key: "lateGrace", "How late one may come without being late.", .duration(\.lateGrace)),
        PolicyParameter(
            "early grace", key: "earlyGrace", "How early one may leave without leaving early.",
            .duration(\.earlyGrace)),
        PolicyParameter(
            "grace deducted", key: "lateness.deductsGrace",
            "Late counts from the end of the grace and early to its beginning.", .yesOrNo(\.lateness.deductsGrace)),
        PolicyParameter(
            "half day below", key: "halfDayBelow", "Less work than this is a half day.",
            .duration(\.halfDayBelow, zero: "off")),
        PolicyParameter(
            "absent below", key: "absentBelow", "Less work than this is an absence.",
            .duration(\.absentBelow, zero: "off")),
        PolicyParameter(
            "half day if late beyond", key: "lateness.halfDayIfLate", "Later than this is a half day.",
            .duration(\.lateness.halfDayIfLate, zero: "off")),
        PolicyParameter(
            "absent if late beyond", key: "lateness.absentIfLate", "Later than this is an absence.",
            .duration(\.lateness.absentIfLate, zero: "off")),
        PolicyParameter(
            "half day if early beyond", key: "lateness.halfDayIfEarly", "Leaving earlier than this is a half day.",
            .duration(\.lateness.halfDayIfEarly, zero: "off")),
        PolicyParameter(
            "absent if early beyond", key: "lateness.absentIfEarly", "Leaving earlier than this is an absence.",
            .duration(\.lateness.absentIfEarly, zero: "off")),
    ]

    private static let punches = [
        PolicyParameter(
            "double punch within", key: "duplicateWindow", "A second punch sooner than this is a double.",
            .duration(\.duplicateWindow)),
        PolicyParameter(
            "opens before", key: "opensBefore", "How long before its start a punch can belong to the shift.",
            .duration(\.opensBefore)),
        PolicyParameter(
            "closes after", key: "closesAfter",
            "How long after its end presence can begin that belongs to the shift.", closing),
        PolicyParameter(
            "longest presence", key: "longestPresence", "Longer between in and out is two missing punches.",
            .duration(\.longestPresence)),
        PolicyParameter(
            "longest day", key: "longestDay",
            "Presence that ends later than this after the first IN is not counted on the day.",
            .duration(\.longestDay)),
        PolicyParameter(
            "day change", key: "dayChange", "How long after midnight a day begins that has no shift.",
            .duration(\.dayChange, most: 12 * 3600)),
        PolicyParameter(
            "counting", key: "pairing", "Which punches make the work.",
            .choice(
                \.pairing, [(.everyPair, "every pair", "every-pair"), (.firstLast, "first to last", "first-last")])),
    ]

    private static var closing: ParameterForm {
        let until = "when the next shift opens"
        return ParameterForm(
            hint: "\(DurationWords.hint), or \(until)", placeholder: "duration|next-shift", isDuration: true,
            words: { $0.closesAfter?.durationWords ?? until },
            read: { text, policy in
                let seconds = DurationWords.seconds(text)
                guard seconds != nil || text == until || text == "next shift" else { return false }
                policy.closesAfter = seconds
                return true
            },
            stored: { $0.closesAfter.map { .number($0) } },
            restore: { value, policy in
                guard case .number(let seconds) = value else { return false }
                policy.closesAfter = seconds
                return true
            })
    }

    private static let missingPunches = [
        PolicyParameter(
            "missing in", key: "missing.arrival", "How a day without an IN at its beginning is judged.",
            .choice(\.missing.arrival, verdicts("late"))),
        PolicyParameter(
            "missing in late by", key: "missing.lateBy", "How late a missing IN stands, where it counts as late.",
            .duration(\.missing.lateBy)),
        PolicyParameter(
            "missing out", key: "missing.leaving", "How a day without an OUT at its end is judged.",
            .choice(\.missing.leaving, verdicts("early"))),
        PolicyParameter(
            "missing out early by", key: "missing.earlyBy",
            "How early a missing OUT stands, where it counts as early.", .duration(\.missing.earlyBy)),
    ]

    private static func verdicts(_ minutes: String) -> [(
        value: MissingPunchPolicy.Verdict, word: String, stored: String
    )] {
        [
            (.countPairs, "count pairs", "count-pairs"), (.halfDay, "half day", "half-day"),
            (.absent, "absent", "absent"), (.minutes, minutes, "minutes"),
        ]
    }

    private static let flexibility = [
        PolicyParameter(
            "start window", key: "flexible.startWindow", "Nobody is late before this long after the start.",
            .duration(\.flexible.startWindow, zero: "off")),
        PolicyParameter(
            "required work", key: "flexible.requiredWork",
            "The work of a day, whenever it is done; what is missing of it is leaving early.",
            .duration(\.flexible.requiredWork, zero: "off")),
        PolicyParameter(
            "core hours", key: "flexible.core", "Hours in which everybody has to be there.",
            .text(
                \.flexible.core, hint: CoreHours.hint, placeholder: "from-to",
                words: { $0.map { "\($0.start)-\($0.end)" } ?? "none" },
                read: { text in text == "none" ? .some(nil) : CoreHours(text).map { .some($0) } })),
    ]
}
