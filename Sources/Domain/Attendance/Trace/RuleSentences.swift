extension Story {
    /// Turns one finding of the engine into its sentence.
    mutating func tell(_ fact: DayFact) {
        switch fact {
        case .duty, .wholeLeave, .halfLeave, .hourlyLeave, .otherHalf, .workOnLeave: tellLeave(fact)
        case .firstToLast, .outsideWindow, .rounded, .away, .work, .breakTime: tellPresence(fact)
        case .pause, .automaticBreak, .split: tellBreak(fact)
        case .arrival, .arrivalUnknown, .leaving, .leavingUnknown, .shiftRunning, .stillInside: tellTimes(fact)
        case .startWindow, .shortage, .coreMissed, .lateBack, .lateToStretch, .earlyFromStretch: tellFreedom(fact)
        case .missingPunch, .threshold, .verdictByTime, .noPresence, .notExpected, .provisional: tellStatus(fact)
        case .restDayWork, .compensatory, .overtime, .switchedOff, .overtimeMinimum, .overtimeRounded,
            .overtimeMaximum, .tiers:
            tellOvertime(fact)
        }
    }

    private mutating func tellPresence(_ fact: DayFact) {
        switch fact {
        case .firstToLast(let from, let to):
            addRule(
                "first-last", input: "\(clock(from)) to \(clock(to))", output: Phrases.duration(to - from),
                "This shift counts from the first IN to the last OUT: \(clock(from)) to \(clock(to)) is "
                    + "\(Phrases.duration(to - from)), whatever was punched in between.")
        case .outsideWindow(let from, let to, let closes):
            let span = from == to ? clock(from) : "\(clock(from)) to \(clock(to))"
            addRule(
                "window", input: span, output: "not counted",
                "\(span) is not counted: it lies beyond \(clock(closes)), up to which presence can belong to this day.")
        case .rounded(let isArrival, let from, let to, let rounding):
            let word = isArrival ? "first IN" : "last OUT"
            addRule(
                "rounding", input: clock(from), output: clock(to),
                "The \(word) at \(clock(from)) counts as \(clock(to)) for work and overtime"
                    + (rounding.unit > 0 ? " (rounding \(rounding.words))" : "")
                    + "; late and early go by the punch itself.")
        case .away(let seconds):
            addRule(
                "away", input: "gaps between presences", output: Phrases.duration(seconds),
                "Between one presence and the next the person was away for \(Phrases.duration(seconds)), which is not "
                    + "work.")
        case .work(let presence, let paidAway, let deducted, let unworked, let roundedBy):
            tellWork(presence, paidAway, deducted, unworked, roundedBy)
        case .breakTime(let deducted, let away):
            let sum = Phrases.duration(deducted + away)
            addRule(
                "break-time", input: "\(Phrases.duration(deducted)) deducted, \(Phrases.duration(away)) away",
                output: sum,
                deducted > 0 && away > 0
                    ? "Break is \(Phrases.duration(deducted)) deducted and \(Phrases.duration(away)) away: \(sum)."
                    : "Break is the time \(away > 0 ? "away" : "deducted"): \(sum).")
        default: break
        }
    }

    private mutating func tellWork(
        _ presence: Int64, _ paidAway: Int64, _ deducted: Int64, _ unworked: Int64, _ roundedBy: Int64
    ) {
        let exact = presence + paidAway - deducted - unworked
        let sum = Phrases.duration(exact + roundedBy)
        var terms = "the presence of \(Phrases.duration(presence))"
        if paidAway > 0 { terms += " and \(Phrases.duration(paidAway)) of paid break" }
        if deducted > 0 { terms += " less \(Phrases.duration(deducted)) of breaks" }
        if unworked > 0 { terms += " less \(Phrases.duration(unworked)) between the parts of the shift" }
        let rounded = roundedBy == 0 ? "" : "\(Phrases.duration(exact)), rounded to "
        addRule(
            "work", input: "\(Phrases.duration(presence)) present, \(Phrases.duration(deducted)) deducted",
            output: sum,
            presence == 0
                ? "There is no complete presence that counts, so work is 0 min."
                : paidAway + deducted + unworked == 0
                    ? "Work is the whole presence: \(rounded)\(sum)." : "Work is \(terms): \(rounded)\(sum).")
    }
}
