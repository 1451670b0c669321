// The rules over several days.
extension PolicyParameter {
    static let penalties = penalty("late", "coming late") + penalty("early", "leaving early")

    static let sandwich = [
        PolicyParameter(
            "before", in: "sandwich", key: "period.sandwich.whenBefore",
            "Whether rest days after an absence count as absence.", .yesOrNo(\.period.sandwich.whenBefore)),
        PolicyParameter(
            "after", in: "sandwich", key: "period.sandwich.whenAfter",
            "Whether rest days before an absence do.", .yesOrNo(\.period.sandwich.whenAfter)),
        PolicyParameter(
            "both", in: "sandwich", key: "period.sandwich.whenBoth",
            "Whether rest days between two absences do.", .yesOrNo(\.period.sandwich.whenBoth)),
        PolicyParameter(
            "unpaid leave", in: "sandwich", key: "period.sandwich.countsUnpaidLeave",
            "Whether unpaid leave is an absence here.", .yesOrNo(\.period.sandwich.countsUnpaidLeave)),
        PolicyParameter(
            "longest run", in: "sandwich", key: "period.sandwich.longestRun",
            "More rest days in a row than this never count as absence.", .count(\.period.sandwich.longestRun, 1...31)),
    ]

    static let periodOvertime = [
        PolicyParameter(
            "week above", in: "period overtime", key: "period.overtime.weekAbove",
            "Work of a week beyond this is overtime.",
            .duration(\.period.overtime.weekAbove, zero: "off", most: 168 * 3600)),
        PolicyParameter(
            "week start", in: "period overtime", key: "period.overtime.weekStart", "The first day of the week.",
            .weekday(\.period.overtime.weekStart)),
        PolicyParameter(
            "weeks", in: "period overtime", key: "period.overtime.weeks", "How many weeks are added up together.",
            .count(\.period.overtime.weeks, 2...52, zero: "off")),
        PolicyParameter(
            "weeks above", in: "period overtime", key: "period.overtime.weeksAbove",
            "Work of so many weeks beyond this is overtime.",
            .duration(\.period.overtime.weeksAbove, zero: "off", most: 52 * 168 * 3600)),
        PolicyParameter(
            "weeks from", in: "period overtime", key: "period.overtime.weeksFrom",
            "A day in the first week of one such period.",
            .text(
                \.period.overtime.weeksFrom, hint: "a date such as 2026-11-02", placeholder: "date",
                words: { $0.description },
                read: { CivilDate($0) })),
        PolicyParameter(
            "month above", in: "period overtime", key: "period.overtime.monthAbove",
            "Work of a month beyond this is overtime.",
            .duration(\.period.overtime.monthAbove, zero: "off", most: 744 * 3600)),
        PolicyParameter(
            "consecutive day", in: "period overtime", key: "period.overtime.consecutiveDay",
            "From so many days worked in a row on, all work is overtime.",
            .count(\.period.overtime.consecutiveDay, 2...31, zero: "off")),
        PolicyParameter(
            "consecutive day alone", in: "period overtime", key: "period.overtime.isConsecutiveDayAlone",
            "Whether only that very day is.", .yesOrNo(\.period.overtime.isConsecutiveDayAlone)),
    ]

    private static func penalty(_ word: String, _ deed: String) -> [PolicyParameter] {
        let isLate = word == "late"
        return [
            PolicyParameter(
                "every", in: "\(word) penalty", key: "period.\(word).every",
                "Each so many days of a month of \(deed) cost something.",
                .count(isLate ? \.period.late.every : \.period.early.every, 1...31, zero: "off")),
            PolicyParameter(
                "takes", in: "\(word) penalty", key: "period.\(word).halfDays", "How many days they cost.",
                .choice(
                    isLate ? \.period.late.halfDays : \.period.early.halfDays,
                    [(UInt8(1), "½", "half-day"), (UInt8(2), "1", "day")])),
            PolicyParameter(
                "in a row", in: "\(word) penalty", key: "period.\(word).isConsecutive",
                "Whether only working days that follow each other count together.",
                .yesOrNo(isLate ? \.period.late.isConsecutive : \.period.early.isConsecutive)),
            PolicyParameter(
                "from", in: "\(word) penalty", key: "period.\(word).effect",
                "Whether leave is taken, or the day itself counts as less.",
                .choice(
                    isLate ? \.period.late.effect : \.period.early.effect,
                    [(.leave, "leave", "leave"), (.day, "day", "day")])),
        ]
    }
}

extension ParameterForm {
    /// A number of days or weeks. What lies outside is read all the same, and named by the policy's problems.
    ///
    /// - Parameter zero: the word for 0; nil: 0 cannot be.
    fileprivate static func count(
        _ path: PolicyPath<UInt8>, _ range: ClosedRange<UInt8>, zero: String? = nil
    ) -> ParameterForm {
        ParameterForm(
            hint: "a number from \(range.lowerBound) to \(range.upperBound)" + (zero.map { ", or \($0)" } ?? ""),
            placeholder: "number" + (zero.map { "|\($0)" } ?? ""), range: "\(range.lowerBound) to \(range.upperBound)",
            words: { policy in
                let number = policy[keyPath: path]
                return number == 0 ? zero ?? "0" : "\(number)"
            },
            read: { text, policy in
                guard let number = text == zero ? 0 : UInt8(text), number == 0 && zero != nil || range.contains(number)
                else { return false }
                policy[keyPath: path] = number
                return true
            },
            stored: { .number(Int32($0[keyPath: path])) },
            restore: { value, policy in
                guard case .number(let number) = value, let count = UInt8(exactly: number) else { return false }
                policy[keyPath: path] = count
                return true
            })
    }

    fileprivate static func weekday(_ path: PolicyPath<Weekday>) -> ParameterForm {
        .text(
            path, hint: "a weekday such as Sunday", placeholder: "weekday",
            words: { String(describing: $0) },
            read: { text in Weekday.allCases.first { String(describing: $0) == text.lowercased() } })
    }
}
