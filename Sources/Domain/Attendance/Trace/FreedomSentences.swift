extension Story {
    mutating func tellFreedom(_ fact: DayFact) {
        switch fact {
        case .startWindow(let due):
            addRule(
                "start-window", input: "until \(clock(due))", output: clock(due),
                "One may start at any time until \(clock(due)), from where late is measured.")
        case .shortage(let work, let required, let grace, let early): tellShortage(work, required, grace, early)
        case .coreMissed(let place, let missed, let counted): tellCore(place, missed, counted)
        case .lateBack(let late):
            addRule(
                "late", input: "back late", output: Phrases.duration(late),
                "The person came back from a break \(Phrases.duration(late)) after its end, which counts as late.")
        case .lateToStretch(let late):
            addRule(
                "late", input: "late for a part", output: Phrases.duration(late),
                "The person came \(Phrases.duration(late)) late for a later part of the shift.")
        case .earlyFromStretch(let early):
            addRule(
                "early", input: "early from a part", output: Phrases.duration(early),
                "The person left an earlier part of the shift \(Phrases.duration(early)) early.")
        default: break
        }
    }

    private mutating func tellShortage(_ work: Int64, _ required: Int64, _ grace: Int64, _ early: Int64) {
        let missing = required - work
        let reason =
            if early > 0 {
                "\(Phrases.duration(missing)) are missing, more than the grace of \(Phrases.duration(grace)): early by "
                    + "\(Phrases.duration(early))"
            } else if missing > 0 {
                "\(Phrases.duration(missing)) are missing, within the grace of \(Phrases.duration(grace)): not early"
            } else {
                "nothing is missing: not early"
            }
        addRule(
            "early", input: "work \(Phrases.duration(work)), required \(Phrases.duration(required))",
            output: Phrases.duration(early), "The day asks for \(Phrases.duration(required)) of work; \(reason).")
    }

    private mutating func tellCore(_ place: CoreMiss, _ missed: Int64, _ counted: Int64) {
        let what =
            switch place {
            case .arrival: "came"
            case .between: "was away"
            case .leaving: "left"
            }
        let word = place == .leaving ? "early" : "late"
        addRule(
            word, input: "core hours missed \(Phrases.duration(missed))", output: Phrases.duration(counted),
            "The person \(what) during the core hours and missed \(Phrases.duration(missed)) of them"
                + (counted == 0
                    ? ", which is counted already." : ": \(Phrases.duration(counted)) more count as \(word)."))
    }
}
