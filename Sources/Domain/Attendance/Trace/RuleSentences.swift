extension Story {
    /// Turns one finding of the engine into its sentence.
    mutating func tell(_ fact: DayFact) {
        switch fact {
        case .firstToLast, .outsideWindow, .pause, .away, .work: tellPresence(fact)
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
        case .pause(let from, let to, let isDeducted, let overlap): tellBreak(from, to, isDeducted, overlap)
        case .away(let seconds):
            addRule(
                "away", input: "gaps between presences", output: Phrases.duration(seconds),
                "Away between one presence and the next for \(Phrases.duration(seconds)); that time is not work.")
        case .work(let presence, let deducted):
            addRule(
                "work", input: "\(Phrases.duration(presence)) present, \(Phrases.duration(deducted)) deducted",
                output: Phrases.duration(presence - deducted),
                deducted == 0
                    ? "Work is the whole presence: \(Phrases.duration(presence))."
                    : "Work is the presence of \(Phrases.duration(presence)) less \(Phrases.duration(deducted)) of "
                        + "breaks: \(Phrases.duration(presence - deducted)).")
        default: break
        }
    }

    private mutating func tellBreak(_ from: Int64, _ to: Int64, _ isDeducted: Bool, _ overlap: Int64) {
        let span = "\(clock(from)) to \(clock(to))"
        let verdict =
            if overlap == 0 {
                "The person was not there during it, so nothing is deducted."
            } else if isDeducted {
                "\(Phrases.duration(overlap)) of it fall into presence and are deducted."
            } else {
                "It is paid: nothing is deducted."
            }
        addRule(
            "break", input: span, output: Phrases.duration(isDeducted ? overlap : 0),
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
