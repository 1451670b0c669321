extension PeriodPolicy {
    /// What contradicts itself in the rules over several days.
    var problems: [PolicyProblem] { sandwichProblems + hourProblems + weeksProblems + penaltyProblems }

    private var sandwichProblems: [PolicyProblem] {
        (1...31).contains(sandwich.longestRun)
            ? [] : [PolicyProblem("sandwich longest run", "“sandwich longest run” must be from 1 to 31 days.")]
    }

    private var hourProblems: [PolicyProblem] {
        var found: [PolicyProblem] = []
        for (name, above, hours) in [
            ("week above", overtime.weekAbove, 168), ("month above", overtime.monthAbove, 744),
        ] where above < 0 || above > Int32(hours) * 3600 {
            let label = "period overtime \(name)"
            found.append(PolicyProblem(label, "“\(label)” must lie between 0 and \(hours) hours."))
        }
        if overtime.consecutiveDay == 1 || overtime.consecutiveDay > 31 {
            found.append(
                PolicyProblem(
                    "period overtime consecutive day",
                    "“period overtime consecutive day” must be from the 2nd to the 31st day, or off."))
        }
        return found
    }

    private var weeksProblems: [PolicyProblem] {
        let weeks = Int32(overtime.weeks)
        if weeks == 1 || weeks > 52 {
            return [
                PolicyProblem(
                    "period overtime weeks",
                    "“period overtime weeks” must be from 2 to 52; for one week set the hours of the week.")
            ]
        }
        if (weeks > 0) != (overtime.weeksAbove != 0) {
            return [
                PolicyProblem(
                    "period overtime weeks above",
                    "Overtime over several weeks needs both how many they are and the hours beyond which it begins.")
            ]
        }
        guard overtime.weeksAbove < 0 || overtime.weeksAbove > weeks * 604_800 else { return [] }
        return [
            PolicyProblem(
                "period overtime weeks above",
                "“period overtime weeks above” must lie between 0 and the \(weeks * 168) hours of \(weeks) weeks.")
        ]
    }

    private var penaltyProblems: [PolicyProblem] {
        [("late penalty", late), ("early penalty", early)].flatMap { name, penalty -> [PolicyProblem] in
            var found: [PolicyProblem] = []
            if penalty.every > 31 {
                found.append(PolicyProblem("\(name) every", "“\(name) every” must be from 1 to 31 days, or off."))
            }
            if !(1...2).contains(penalty.halfDays) {
                found.append(PolicyProblem("\(name) takes", "“\(name) takes” must be half a day or a day."))
            }
            return found
        }
    }
}
