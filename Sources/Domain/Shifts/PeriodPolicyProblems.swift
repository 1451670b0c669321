extension PeriodPolicy {
    /// What contradicts itself in the rules over several days.
    var problems: [PolicyProblem] { sandwichProblems + dayProblems + weeksProblems + penaltyProblems }

    private var sandwichProblems: [PolicyProblem] {
        (1...31).contains(sandwich.longestRun)
            ? [] : [PolicyProblem("sandwich longest run", "“sandwich longest run” must be from 1 to 31 days.")]
    }

    private var dayProblems: [PolicyProblem] {
        guard overtime.consecutiveDay == 1 || overtime.consecutiveDay > 31 else { return [] }
        return [
            PolicyProblem(
                "period overtime consecutive day",
                "“period overtime consecutive day” must be from the 2nd to the 31st day, or off.")
        ]
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
        guard overtime.weeksAbove > weeks * 604_800 else { return [] }
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
