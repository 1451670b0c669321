extension Story {
    mutating func tellBreak(_ fact: DayFact) {
        switch fact {
        case .pause(let from, let to, let there, let deducted, let away, let paidAway, let pause):
            let isPaid = pause.unpaid == 0
            addBreak(
                from, to, takes: deducted, kind: pause.words,
                isPaid
                    ? Self.paid(paidAway) : Self.unpaid(there, deducted, away, paidAway, pause.kind))
        case .automaticBreak(let amount, let after, let work, let taken, let deducted):
            tellAutomatic(amount, after, work, taken, deducted)
        case .split(let from, let to, let there):
            addRule(
                "split", input: "\(clock(from)) to \(clock(to))", output: "0 min",
                "The shift has two parts: from \(clock(from)) to \(clock(to)) is neither work nor break"
                    + (there > 0 ? ", and the \(Phrases.duration(there)) there in it do not count." : "."))
        default: break
        }
    }

    private static func paid(_ away: Int64) -> String {
        away == 0
            ? "It is paid: nothing is deducted."
            : "It is paid: the \(Phrases.duration(away)) of it that the person was away for count as work."
    }

    private static func unpaid(
        _ there: Int64, _ deducted: Int64, _ away: Int64, _ paidAway: Int64, _ kind: ShiftBreak.Kind
    ) -> String {
        if kind == .punched, away > 0, there == 0 {
            return "It was punched, so the time away is the break\(paidPart(0, paidAway))"
        }
        if kind == .flexible, there == 0 {
            return away == 0
                ? "The person was not there, so nothing is deducted."
                : "It was taken by going out, so nothing more is deducted\(paidPart(0, paidAway))"
        }
        if there == 0 { return "The person was not there during it, so nothing is deducted\(paidPart(0, paidAway))" }
        return "The person was there for \(Phrases.duration(there)) of it, "
            + (deducted == there
                ? "which is deducted." : "of which \(Phrases.duration(deducted)) are deducted: the rest is paid.")
    }

    private static func paidPart(_ there: Int64, _ paidAway: Int64) -> String {
        paidAway == 0 ? "." : ", and \(Phrases.duration(paidAway)) of it are paid and count as work."
    }

    private mutating func addBreak(
        _ from: Int64, _ to: Int64, takes seconds: Int64, kind: String, _ verdict: String
    ) {
        let span = "\(clock(from)) to \(clock(to))"
        addRule(
            "break", input: span, output: Phrases.duration(seconds), "The shift has \(kind) from \(span). \(verdict)")
    }

    private mutating func tellAutomatic(
        _ amount: Int64, _ after: Int64, _ work: Int64, _ taken: Int64, _ deducted: Int64
    ) {
        let rule =
            "a break of \(Phrases.duration(amount)) is deducted from more than \(Phrases.duration(after)) of work"
        let verdict =
            if work <= after {
                "\(Phrases.duration(work)) is not more, so nothing is deducted."
            } else if taken == 0 {
                "\(Phrases.duration(work)) is more: \(Phrases.duration(deducted)) are deducted."
            } else {
                "\(Phrases.duration(work)) is more, and \(Phrases.duration(taken)) were taken by going out: "
                    + "\(Phrases.duration(deducted)) are deducted."
            }
        addRule(
            "automatic-break", input: "work \(Phrases.duration(work)), after \(Phrases.duration(after))",
            output: Phrases.duration(deducted), "By itself \(rule): \(verdict)")
    }
}

extension PlannedBreak {
    /// `a break`, `a flexible break of 30 min`.
    fileprivate var words: String {
        switch kind {
        case .fixed, .split: "a break"
        case .flexible: "a break of \(Phrases.duration(length)) at any time"
        case .punched: "a break that must be punched"
        }
    }
}
