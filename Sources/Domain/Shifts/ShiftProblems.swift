extension Shift {
    /// What in its breaks does not fit its hours or one another; nil where all does.
    package var breaksProblem: String? {
        var end: Int32 = 0
        for pause in breaks.sorted(by: { sinceStart($0.start) < sinceStart($1.start) }) {
            let (from, to) = (sinceStart(pause.start), sinceStart(pause.end))
            if pause.start == pause.end { return "The break at \(pause.start) has no length." }
            if to > length || to <= from {
                return "The break \(pause.start)–\(pause.end) is not inside the shift."
            }
            if from < end { return "The break at \(pause.start) begins before the one before it has ended." }
            if let problem = pause.problem(in: to - from) { return problem }
            end = to
        }
        return nil
    }

    /// What rules ask for and its hours do not hold.
    package func problems(under policy: AttendancePolicy) -> [PolicyProblem] {
        var found: [PolicyProblem] = []
        let flexible = policy.flexible
        if let core = flexible.core {
            let (from, to) = (sinceStart(core.start), sinceStart(core.end))
            if to > length || to <= from {
                found.append(
                    PolicyProblem("core hours", "“core hours” \(core.start)–\(core.end) are not inside the shift."))
            } else if flexible.startWindow > from {
                found.append(
                    PolicyProblem("start window", "“start window” reaches beyond the beginning of the core hours."))
            }
        }
        if flexible.startWindow >= length {
            found.append(PolicyProblem("start window", "“start window” is as long as the shift or longer."))
        }
        if flexible.requiredWork > length {
            found.append(PolicyProblem("required work", "“required work” is more than the shift has hours."))
        }
        for (name, most) in [("longest presence", policy.longestPresence), ("longest day", policy.longestDay)]
        where most < length {
            found.append(
                PolicyProblem(name, "“\(name)” is shorter than the shift: nobody could be there for all of it."))
        }
        if policy.duplicateWindow >= length {
            found.append(
                PolicyProblem(
                    "double punch within",
                    "“double punch within” is as long as the shift or longer: going home would be coming twice."))
        }
        if policy.pairing == .firstLast, breaks.contains(where: { $0.kind == .punched }) {
            found.append(
                PolicyProblem("counting", "“counting” from first to last leaves no break that could be punched."))
        }
        return found
    }

    /// Seconds after the shift's start, which turns the clock so that a night has no seam.
    private func sinceStart(_ time: TimeOfDay) -> Int32 {
        (time.secondsSinceMidnight - start.secondsSinceMidnight + 86_400) % 86_400
    }

    private var length: Int32 {
        let length = sinceStart(end)
        return length == 0 ? 86_400 : length
    }
}

extension ShiftBreak {
    fileprivate func problem(in window: Int32) -> String? {
        let name = "The break \(start)–\(end)"
        if kind == .flexible, length <= 0 || length > window {
            return "\(name) is flexible: its length must be more than 0 and fit between its times."
        }
        if kind == .split, !isDeducted || paid > 0 {
            return "\(name) divides a split shift, so it is no work and cannot be paid."
        }
        if paid < 0 || paid > (kind == .flexible ? length : window) {
            return "\(name) cannot have more paid time than it is long."
        }
        return nil
    }
}
