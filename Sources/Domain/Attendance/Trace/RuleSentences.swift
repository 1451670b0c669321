extension Story {
    /// Turns one finding of the engine into its sentence.
    mutating func tell(_ fact: DayFact) {
        switch fact {
        case .firstToLast, .outsideWindow, .pause, .paidPause, .away, .work, .breakTime: tellPresence(fact)
        case .arrival, .arrivalUnknown, .leaving, .leavingUnknown, .shiftRunning, .stillInside: tellTimes(fact)
        case .missingPunch, .threshold, .noPresence, .notExpected, .provisional: tellStatus(fact)
        case .restDayWork, .compensatory, .overtime, .switchedOff, .overtimeMinimum, .overtimeMaximum:
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
        case .pause(let from, let to, let overlap):
            tellBreak(
                from, to, takes: overlap,
                overlap == 0
                    ? "The person was not there during it, so nothing is deducted."
                    : "The person was there for \(Phrases.duration(overlap)) of it, which is deducted.")
        case .paidPause(let from, let to, let away):
            tellBreak(
                from, to, takes: 0,
                away == 0
                    ? "It is paid: nothing is deducted."
                    : "It is paid: the \(Phrases.duration(away)) of it that the person was away for count as work.")
        case .away(let seconds):
            addRule(
                "away", input: "gaps between presences", output: Phrases.duration(seconds),
                "Between one presence and the next the person was away for \(Phrases.duration(seconds)), which is not "
                    + "work.")
        case .work(let presence, let paidAway, let deducted): tellWork(presence, paidAway, deducted)
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

    private mutating func tellWork(_ presence: Int64, _ paidAway: Int64, _ deducted: Int64) {
        let sum = Phrases.duration(presence + paidAway - deducted)
        var terms = "the presence of \(Phrases.duration(presence))"
        if paidAway > 0 { terms += " and \(Phrases.duration(paidAway)) of paid break" }
        if deducted > 0 { terms += " less \(Phrases.duration(deducted)) of breaks" }
        addRule(
            "work", input: "\(Phrases.duration(presence)) present, \(Phrases.duration(deducted)) deducted",
            output: sum,
            presence == 0
                ? "There is no complete presence that counts, so work is 0 min."
                : paidAway + deducted == 0
                    ? "Work is the whole presence: \(sum)." : "Work is \(terms): \(sum).")
    }

    private mutating func tellBreak(_ from: Int64, _ to: Int64, takes seconds: Int64, _ verdict: String) {
        let span = "\(clock(from)) to \(clock(to))"
        addRule(
            "break", input: span, output: Phrases.duration(seconds),
            "The shift has a break from \(span). \(verdict)")
    }

    private mutating func tellTimes(_ fact: DayFact) {
        switch fact {
        case .arrival(let arrival, let start, let grace, let late): tellArrival(arrival, start, grace, late)
        case .arrivalUnknown:
            addRule(
                "late", input: "no IN to begin with", output: "0 min",
                "The time of arrival is not known, so the person is not counted late.")
        case .leaving(let leaving, let end, let grace, let early): tellLeaving(leaving, end, grace, early)
        case .leavingUnknown:
            addRule(
                "early", input: "no OUT to end with", output: "0 min",
                "The time of leaving is not known, so the person is not counted as leaving early.")
        case .shiftRunning(let end):
            addRule(
                "running", input: "shift ends \(clock(end))", output: DayStatus.present.code,
                "The shift runs until \(clock(end)): present so far, judged by hours only when it has ended.")
        case .stillInside(let since):
            addRule(
                "inside", input: "IN at \(clock(since))", output: DayStatus.present.code,
                "The person is inside since \(clock(since)): present so far, judged by hours after the OUT.")
        default: break
        }
    }

    private mutating func tellArrival(_ arrival: Int64, _ start: Int64, _ grace: Int64, _ late: Int64) {
        let delay = arrival - start
        let reason =
            if late > 0 {
                "\(Phrases.duration(delay)) after the start, more than the grace of \(Phrases.duration(grace)): "
                    + "late by \(Phrases.duration(late)), counted from the shift's start"
            } else if delay > 0 {
                "\(Phrases.duration(delay)) after the start, within the grace of \(Phrases.duration(grace)): "
                    + "not late"
            } else {
                "not after the start: not late"
            }
        addRule(
            "late", input: "in \(clock(arrival)), start \(clock(start)), grace \(Phrases.duration(grace))",
            output: Phrases.duration(late),
            "The shift starts at \(clock(start)) and the person came at \(clock(arrival)), \(reason).")
    }

    private mutating func tellLeaving(_ leaving: Int64, _ end: Int64, _ grace: Int64, _ early: Int64) {
        let lead = end - leaving
        let reason =
            if early > 0 {
                "\(Phrases.duration(lead)) before the end, more than the grace of \(Phrases.duration(grace)): "
                    + "early by \(Phrases.duration(early)), counted to the shift's end"
            } else if lead > 0 {
                "\(Phrases.duration(lead)) before the end, within the grace of \(Phrases.duration(grace)): not early"
            } else {
                "not before the end: not early"
            }
        addRule(
            "early", input: "out \(clock(leaving)), end \(clock(end)), grace \(Phrases.duration(grace))",
            output: Phrases.duration(early),
            "The shift ends at \(clock(end)) and the person left at \(clock(leaving)), \(reason).")
    }
}
