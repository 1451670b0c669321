extension Story {
    mutating func tellTimes(_ fact: DayFact) {
        switch fact {
        case .arrival(let arrival, let start, let grace, let late, let isGraceDeducted):
            tellArrival(arrival, start, grace, late, isGraceDeducted ? "the end of the grace" : "the shift's start")
        case .arrivalUnknown(let late):
            addRule(
                "late", input: "no IN to begin with", output: Phrases.duration(late),
                late == 0
                    ? "The time of arrival is not known, so the person is not counted late."
                    : "The time of arrival is not known, and this shift then counts as late by "
                        + "\(Phrases.duration(late)), with presence from there on.")
        case .leaving(let leaving, let end, let grace, let early, let isGraceDeducted):
            tellLeaving(
                leaving, end, grace, early, isGraceDeducted ? "the beginning of the grace" : "the shift's end")
        case .leavingUnknown(let early):
            addRule(
                "early", input: "no OUT to end with", output: Phrases.duration(early),
                early == 0
                    ? "The time of leaving is not known, so the person is not counted as leaving early."
                    : "The time of leaving is not known, and this shift then counts as early by "
                        + "\(Phrases.duration(early)), with presence until there.")
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

    private mutating func tellArrival(
        _ arrival: Int64, _ start: Int64, _ grace: Int64, _ late: Int64, _ counted: String
    ) {
        let delay = arrival - start
        let reason =
            if late > 0 {
                "\(Phrases.duration(delay)) after the start, more than the grace of \(Phrases.duration(grace)): "
                    + "late by \(Phrases.duration(late)), counted from \(counted)"
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

    private mutating func tellLeaving(
        _ leaving: Int64, _ end: Int64, _ grace: Int64, _ early: Int64, _ counted: String
    ) {
        let lead = end - leaving
        let reason =
            if early > 0 {
                "\(Phrases.duration(lead)) before the end, more than the grace of \(Phrases.duration(grace)): "
                    + "early by \(Phrases.duration(early)), counted to \(counted)"
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
