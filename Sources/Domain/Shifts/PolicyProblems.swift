/// A parameter that cannot hold, and why.
package struct PolicyProblem: Hashable, Sendable {
    /// The parameter's label.
    package var field: String
    /// One sentence that names it, says what is wrong and what may stand there.
    package var sentence: String

    package init(_ field: String, _ sentence: String) {
        self.field = field
        self.sentence = sentence
    }
}

extension AttendancePolicy {
    /// Everything in it that contradicts itself, whatever the shift it judges.
    package func problems() -> [PolicyProblem] {
        durationProblems + thresholdProblems + latenessProblems + breakProblems + roundingProblems + overtimeProblems
            + period.problems
    }

    private var durationProblems: [PolicyProblem] {
        let found = PolicyParameter.all.compactMap { parameter -> PolicyProblem? in
            guard parameter.isDuration, case .number(let seconds) = parameter.stored(in: self),
                !(0...parameter.most).contains(seconds)
            else { return nil }
            return PolicyProblem(
                parameter.label,
                "“\(parameter.label)” must be a duration that lies between 0 and \(parameter.most / 3600) hours.")
        }
        return found
            + [("longest presence", longestPresence), ("longest day", longestDay)].compactMap { name, seconds in
                seconds == 0 ? PolicyProblem(name, "“\(name)” must be longer than 0.") : nil
            }
    }

    private var thresholdProblems: [PolicyProblem] {
        guard halfDayBelow > 0, absentBelow > halfDayBelow else { return [] }
        return [PolicyProblem("absent below", "“absent below” must not be more than “half day below”.")]
    }

    private var latenessProblems: [PolicyProblem] {
        [
            ("late", lateness.halfDayIfLate, lateness.absentIfLate),
            ("early", lateness.halfDayIfEarly, lateness.absentIfEarly),
        ].compactMap { word, halfDay, absent in
            guard absent > 0, absent < halfDay else { return nil }
            return PolicyProblem(
                "absent if \(word) beyond",
                "“absent if \(word) beyond” must not be less than “half day if \(word) beyond”.")
        }
    }

    private var breakProblems: [PolicyProblem] {
        let automatic = breaks.automatic
        let second = breaks.secondAutomatic
        var found: [PolicyProblem] = []
        for (name, pause) in [("automatic break", automatic), ("second automatic break", second)] {
            if pause.amount < 0 || pause.after < 0 || pause.amount > 86_400 || pause.after > 86_400 {
                found.append(PolicyProblem(name, "“\(name)” must have durations between 0 and 24 hours."))
            } else if pause.amount > pause.after, !breaks.automaticKeepsThreshold {
                found.append(
                    PolicyProblem(name, "“\(name)” is longer than the work beyond which it is deducted."))
            }
        }
        if second.amount > 0, automatic.amount == 0 || second.after <= automatic.after {
            found.append(
                PolicyProblem(
                    "second automatic break",
                    "“second automatic break” must come after more work than “automatic break”."))
        }
        return found
    }

    private var roundingProblems: [PolicyProblem] {
        var found: [PolicyProblem] = []
        for (name, rounding) in [
            ("rounding in", rounding.arrival), ("rounding out", rounding.leaving), ("rounding total", rounding.work),
            ("overtime rounding", overtime.rounding),
        ] {
            if let sentence = rounding.problem { found.append(PolicyProblem(name, "“\(name)” \(sentence)")) }
        }
        if rounding.startsWithShift, overtime.countsEarlyComing {
            found.append(
                PolicyProblem(
                    "rounding not before start",
                    "“early coming” earns overtime, but “rounding not before start” lets no work begin before the start."
                ))
        }
        return found
    }

    private var overtimeProblems: [PolicyProblem] {
        var found: [PolicyProblem] = []
        if overtime.maximum > 0, overtime.maximum < overtime.minimum {
            found.append(
                PolicyProblem(
                    "overtime maximum", "“overtime maximum” must not be less than “overtime minimum”; 0 is no maximum.")
            )
        }
        for (name, tiers) in [
            ("overtime tiers", overtime.workingDay), ("overtime weekly off tiers", overtime.weeklyOff),
            ("overtime holiday tiers", overtime.holiday),
        ] {
            if tiers.firstEnd < 0 || tiers.secondEnd < 0 || max(tiers.firstEnd, tiers.secondEnd) > 86_400 {
                found.append(PolicyProblem(name, "“\(name)” must lie between 0 and 24 hours."))
            } else if tiers.secondEnd > 0, tiers.secondEnd <= tiers.firstEnd {
                found.append(
                    PolicyProblem(name, "“\(name)” must ascend: the second tier ends after the first, or has no end."))
            }
            if [tiers.rates.first, tiers.rates.second, tiers.rates.third].contains(where: { !(0...1000).contains($0) })
            {
                let rates = name.replacing("tiers", with: "rates")
                found.append(PolicyProblem(rates, "“\(rates)” must lie between 0 and 1000 percent."))
            }
        }
        return found
    }
}

extension Rounding {
    fileprivate var problem: String? {
        if !(0...86_400).contains(unit) { return "must have a unit between 0 and 24 hours." }
        guard direction == .cutoff, unit > 0 else { return nil }
        return (1..<unit).contains(cutoff) ? nil : "must go up from a rest of more than 0 and less than the unit."
    }
}
