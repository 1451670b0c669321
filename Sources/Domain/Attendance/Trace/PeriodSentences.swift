extension Story {
    mutating func tell(_ fact: PeriodFact) {
        switch fact {
        case .consecutiveDay(let run, let from, let isAlone, let amount):
            addRule(
                "consecutive-day", input: "day \(run) in a row", output: Phrases.duration(amount),
                "It is the \(Phrases.ordinal(run)) day worked in a row, and \(isAlone ? "on" : "from") the "
                    + "\(Phrases.ordinal(from)) \(isAlone ? "" : "on ")all work is overtime: "
                    + "\(Phrases.duration(amount)) more.")
        case .overtime(let period, let from, let work, let above, let amount):
            addRule(
                "period-overtime", input: "\(Phrases.duration(work)) since \(from)", output: Phrases.duration(amount),
                "With this day the \(period.name) since \(Phrases.date(from)) holds \(Phrases.duration(work)) of work "
                    + "that is not paid as overtime yet; beyond \(Phrases.duration(above)) it is: "
                    + "\(Phrases.duration(amount)) more on this day.")
        case .sandwich(let before, let after): tellSandwich(before, after)
        case .noSandwich(let before, let after, let isLong): tellNoSandwich(before, after, isLong)
        case .penalty(let isLate, let count, let policy): tellPenalty(isLate, count, policy)
        case .noPenalty(let isLate, let count, let policy):
            addRule(
                isLate ? "late-penalty" : "early-penalty", input: "\(count)", output: "none",
                "It is the \(Phrases.ordinal(count)) \(policy.days(isLate)); each \(Phrases.ordinal(Int(policy.every))) "
                    + "costs \(policy.cost(isLate)).")
        case .waits(let other):
            addRule(
                "provisional", input: "\(other)", output: "provisional",
                "Provisional: \(Phrases.date(other)) can still change, and this day hangs on it.")
        }
    }

    private mutating func tellSandwich(_ before: CivilDate?, _ after: CivilDate?) {
        let days = [before, after].compactMap { $0 }
        addRule(
            "sandwich", input: days.map { "\($0)" }.joined(separator: ", "), output: DayStatus.absent.code,
            "A rest day beside absence: \(days.map(Phrases.date).joined(separator: " and ")) "
                + "\(days.count > 1 ? "were" : "was") an absence, so this day counts as absent too.")
    }

    private mutating func tellNoSandwich(_ before: CivilDate?, _ after: CivilDate?, _ isLong: Bool) {
        let days = [before, after].compactMap { $0 }
        addRule(
            "sandwich", input: days.map { "\($0)" }.joined(separator: ", "), output: "stays",
            isLong
                ? "There are more rest days in a row here than can count as absence: it stays a rest day."
                : "The working days beside it\(days.isEmpty ? "" : " (\(days.map(Phrases.date).joined(separator: ", ")))") "
                    + "are not the absences that would make it one: it stays a rest day.")
    }

    private mutating func tellPenalty(_ isLate: Bool, _ count: Int, _ policy: PenaltyPolicy) {
        addRule(
            isLate ? "late-penalty" : "early-penalty", input: "\(count)",
            output: policy.halfDays == 1 ? "½ day" : "1 day",
            "It is the \(Phrases.ordinal(count)) \(policy.days(isLate)), and each \(Phrases.ordinal(Int(policy.every))) costs "
                + "\(policy.cost(isLate)).")
    }
}

extension PenaltyPolicy {
    fileprivate func days(_ isLate: Bool) -> String {
        "\(isLate ? "late" : "early leaving") day \(isConsecutive ? "in a row" : "of the month")"
    }

    fileprivate func cost(_ isLate: Bool) -> String {
        switch (effect, halfDays) {
        case (.leave, 1): "half a day of leave"
        case (.leave, _): "a day of leave"
        case (.day, 1): "half of the day"
        case (.day, _): "the whole day"
        }
    }
}

extension WorkPeriod {
    fileprivate var name: String {
        switch self {
        case .week: "week"
        case .weeks(let count, _, _): "period of \(count) weeks"
        case .month: "month"
        }
    }
}

extension Phrases {
    /// `3rd`.
    static func ordinal(_ number: Int) -> String {
        let ending =
            switch (number % 100, number % 10) {
            case (11...13, _): "th"
            case (_, 1): "st"
            case (_, 2): "nd"
            case (_, 3): "rd"
            default: "th"
            }
        return "\(number)\(ending)"
    }
}
