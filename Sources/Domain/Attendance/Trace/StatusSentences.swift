extension Story {
    mutating func tellStatus(_ fact: DayFact) {
        switch fact {
        case .missingPunch(let status):
            addRule(
                "missing-punch", input: "a punch is missing", output: status.code,
                "A punch is missing, and this shift then counts the day as \(status.name).")
        case .threshold(let work, let absentBelow, let halfDayBelow, let isPartial, let status):
            tellThreshold(work, absentBelow, halfDayBelow, isPartial, status)
        case .verdictByTime(let isLate, let amount, let limit, let isAbsent, let status):
            tellVerdict(isLate ? "late" : "early", amount, limit, isAbsent, status)
        case .noPresence(let status):
            addRule(
                "presence", input: "no punch", output: status.code,
                status == .notInYet
                    ? "There is no punch yet, and the shift has not ended: not in yet."
                    : "There is no punch for this shift: absent.")
        case .notExpected(let status):
            addRule(
                "presence", input: "no shift", output: status.code,
                status == .blank
                    ? "The person is not employed on this day: it stays blank, and punches on it are not counted."
                    : "No shift is assigned on this working day: it is an exception to look at, not an absence.")
        case .provisional(let settled, let isOver):
            addRule(
                "provisional",
                input: isOver ? "not all terminals read until \(clock(settled))" : "open until \(clock(settled))",
                output: "provisional",
                isOver
                    ? "Provisional: not every terminal has been read until \(clock(settled)), so punches may still "
                        + "arrive."
                    : "Provisional: a punch until \(clock(settled)) can still change this day.")
        default: break
        }
    }

    private mutating func tellVerdict(
        _ word: String, _ amount: Int64, _ limit: Int64, _ isAbsent: Bool, _ status: DayStatus
    ) {
        let verdict = isAbsent ? "an absence" : "half a day"
        addRule(
            "\(word)-limit", input: "\(word) \(Phrases.duration(amount)), limit \(Phrases.duration(limit))",
            output: status.code,
            "\(Phrases.duration(amount)) \(word) is more than \(Phrases.duration(limit)), which makes it \(verdict): "
                + "\(status.name).")
    }

    private mutating func tellThreshold(
        _ work: Int64, _ absentBelow: Int64, _ halfDayBelow: Int64, _ isPartial: Bool, _ status: DayStatus
    ) {
        let hours = Phrases.duration(work)
        let hint = isPartial ? " by the limits of this short weekday" : ""
        let reason =
            switch status {
            case .absent where work == 0: "No complete presence counts"
            case .absent: "\(hours) of work is less than \(Phrases.duration(absentBelow))"
            case .halfDay: "\(hours) of work is less than the \(Phrases.duration(halfDayBelow)) of a full day"
            case _ where halfDayBelow == 0: "This shift asks for no least work"
            default: "\(hours) of work is not less than \(Phrases.duration(halfDayBelow))"
            }
        addRule(
            "hours",
            input: "work \(hours), absent below \(Phrases.duration(absentBelow)), "
                + "half day below \(Phrases.duration(halfDayBelow))",
            output: status.code, "\(reason): \(status.name)\(hint).")
    }

    mutating func tellOvertime(_ fact: DayFact) {
        switch fact {
        case .restDayWork(let work, let minimum, let status): tellRestDay(work, minimum, status)
        case .compensatory(let work, let halfDayBelow, let halfDays):
            addRule(
                "comp-off", input: "work \(Phrases.duration(work)), half day below \(Phrases.duration(halfDayBelow))",
                output: halfDays == 1 ? "½ day" : "1 day",
                "\(Phrases.duration(work)) of work on a rest day earns \(halfDays == 1 ? "half a day" : "one day") "
                    + "off, and no overtime.")
        case .overtime(let formula, let before, let after, let work, let shiftWork, let amount):
            tellFormula(formula, before, after, work, shiftWork, amount)
        case .switchedOff(let isEarlyComing, let amount, let minimum) where minimum > 0:
            addRule(
                isEarlyComing ? "early-coming" : "late-going",
                input: "\(Phrases.duration(amount)), minimum \(Phrases.duration(minimum))", output: "0 min",
                "\(Phrases.duration(amount)) \(isEarlyComing ? "before the start" : "after the end") earn no overtime: "
                    + "it is less than the least of \(Phrases.duration(minimum)).")
        case .switchedOff(let isEarlyComing, let amount, _):
            addRule(
                isEarlyComing ? "early-coming" : "late-going", input: Phrases.duration(amount), output: "0 min",
                "\(Phrases.duration(amount)) \(isEarlyComing ? "before the start" : "after the end") earn no overtime: "
                    + "this shift does not count \(isEarlyComing ? "early coming" : "late going").")
        case .overtimeMinimum(let amount, let minimum, let result):
            addRule(
                "overtime-minimum", input: "\(Phrases.duration(amount)), minimum \(Phrases.duration(minimum))",
                output: Phrases.duration(result),
                result == 0
                    ? "\(Phrases.duration(amount)) is less than the least overtime of \(Phrases.duration(minimum)): "
                        + "none."
                    : "\(Phrases.duration(amount)) reaches the least overtime of \(Phrases.duration(minimum)): "
                        + "it counts whole.")
        case .overtimeRounded(let amount, let rounding, let result):
            addRule(
                "overtime-rounding", input: "\(Phrases.duration(amount)), \(rounding.words)",
                output: Phrases.duration(result),
                "\(Phrases.duration(amount)) of overtime are rounded to \(Phrases.duration(result)).")
        case .tiers(let bands, let rates): tellTiers(bands, rates)
        case .overtimeMaximum(let amount, let maximum):
            addRule(
                "overtime-maximum", input: "\(Phrases.duration(amount)), maximum \(Phrases.duration(maximum))",
                output: Phrases.duration(maximum),
                "\(Phrases.duration(amount)) is more than the most overtime of a day: \(Phrases.duration(maximum)) "
                    + "count.")
        default: break
        }
    }

    private mutating func tellTiers(_ bands: OvertimeBands, _ rates: OvertimeRates) {
        let tiers = [(bands.first, rates.first), (bands.second, rates.second), (bands.third, rates.third)]
        let words = tiers.filter { $0.0 > 0 }.map { "\(Phrases.duration($0.0)) at \($0.1) %" }
        addRule(
            "tiers", input: Phrases.duration(bands.total), output: words.joined(separator: ", "),
            "The overtime by its tiers: \(words.joined(separator: ", ")).")
    }

    private mutating func tellRestDay(_ work: Int64, _ minimum: Int64, _ status: DayStatus) {
        let isWorked = status == .weeklyOffPresent || status == .holidayPresent
        let reason =
            if isWorked {
                "\(Phrases.duration(work)) of work on a rest day: \(status.name)."
            } else if work > 0 {
                "\(Phrases.duration(work)) of work is less than the least of \(Phrases.duration(minimum)), so the day "
                    + "stays a rest day and earns nothing."
            } else {
                "Nobody is expected on a rest day, and there is no complete presence."
            }
        addRule(
            "rest-day", input: "work \(Phrases.duration(work)), minimum \(Phrases.duration(minimum))",
            output: status.code, reason)
    }

    private mutating func tellFormula(
        _ formula: OvertimePolicy.Formula, _ before: Int64, _ after: Int64, _ work: Int64, _ shiftWork: Int64,
        _ amount: Int64
    ) {
        let sum = Phrases.duration(amount)
        switch formula {
        case .none:
            addRule("overtime", input: "none", output: sum, "This shift pays no overtime.")
        case .afterShiftEnd:
            addRule(
                "overtime", input: "after the shift's end", output: sum,
                "Overtime is the presence after the shift's end: \(sum).")
        case .earlyPlusLate:
            addRule(
                "overtime", input: "\(Phrases.duration(before)) early + \(Phrases.duration(after)) late", output: sum,
                "Overtime is early coming plus late going: \(Phrases.duration(before)) and "
                    + "\(Phrases.duration(after)) make \(sum).")
        case .beyondShiftHours:
            addRule(
                "overtime", input: "work \(Phrases.duration(work)), shift \(Phrases.duration(shiftWork))",
                output: sum,
                "Overtime is the work that counts beyond the shift's own \(Phrases.duration(shiftWork)): \(sum).")
        }
    }
}
