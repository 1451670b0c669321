package import Domain

package enum ShiftField: String, Hashable, Sendable, CaseIterable {
    case code, name, hours, breaks, partialDays, thresholds, overtime
}

/// A shift as a form gives it: times already read, rules not yet believed.
package struct ShiftDraft: Hashable, Sendable {
    package var code: String
    package var name: String
    package var start: TimeOfDay
    /// Not later than `start` means the next day.
    package var end: TimeOfDay
    package var breaks: [ShiftBreak]
    package var partialDays: [PartialDay]
    /// Nil: no rules of its own.
    package var policy: AttendancePolicy?

    package init(
        code: String, name: String, start: TimeOfDay, end: TimeOfDay, breaks: [ShiftBreak] = [],
        partialDays: [PartialDay] = [], policy: AttendancePolicy? = nil
    ) {
        self.code = code
        self.name = name
        self.start = start
        self.end = end
        self.breaks = breaks
        self.partialDays = partialDays
        self.policy = policy
    }

    package init(_ shift: Shift) {
        self.init(
            code: shift.code, name: shift.name, start: shift.start, end: shift.end, breaks: shift.breaks,
            partialDays: shift.partialDays, policy: shift.policy)
    }

    func shift(_ id: ID<Shift>) -> Shift {
        Shift(
            id: id, code: code.trimmed, name: name.trimmed, start: start, end: end, breaks: breaks,
            partialDays: partialDays, policy: policy)
    }
}

extension ShiftDraft {
    package func problems() -> [ShiftField: String] {
        var found: [ShiftField: String] = [:]
        found[.code] = codeProblem
        found[.name] = name.trimmed.isEmpty ? "Enter the shift's name." : nil
        found[.breaks] = breaksProblem
        found[.partialDays] = partialDaysProblem
        found[.thresholds] = thresholdsProblem
        found[.overtime] = overtimeProblem
        return found
    }

    func validated() throws(ServiceError) {
        let problems = problems()
        guard problems.isEmpty else {
            throw .invalid(
                ShiftField.allCases.compactMap { field in
                    problems[field].map { FieldProblem(field: field.rawValue, sentence: $0) }
                })
        }
    }

    private var codeProblem: String? {
        let code = code.trimmed
        if code.isEmpty { return "Enter the shift's code, as it stands in a roster." }
        if code.count > 8 { return "A shift's code has at most 8 characters." }
        return code.contains(where: \.isWhitespace) ? "A shift's code has no blanks in it." : nil
    }

    /// Seconds after the shift's start, which turns the clock so that a night has no seam.
    private func sinceStart(_ time: TimeOfDay) -> Int32 {
        (time.secondsSinceMidnight - start.secondsSinceMidnight + 86_400) % 86_400
    }

    private var length: Int32 {
        let length = sinceStart(end)
        return length == 0 ? 86_400 : length
    }

    private var breaksProblem: String? {
        var end: Int32 = 0
        for pause in breaks.sorted(by: { sinceStart($0.start) < sinceStart($1.start) }) {
            let (from, to) = (sinceStart(pause.start), sinceStart(pause.end))
            if pause.start == pause.end { return "The break at \(pause.start) has no length." }
            if from >= length || to > length || to <= from {
                return "The break \(pause.start)–\(pause.end) is not inside the shift."
            }
            if from < end { return "The break at \(pause.start) begins before the one before it has ended." }
            end = to
        }
        return nil
    }

    private var partialDaysProblem: String? {
        if Set(partialDays.map(\.weekday)).count < partialDays.count {
            return "One weekday has two sets of other hours."
        }
        let inverted = partialDays.contains { $0.absentBelow > $0.halfDayBelow && $0.halfDayBelow > 0 }
        return inverted ? "On a day of other hours, absent must not be above half day." : nil
    }

    private var thresholdsProblem: String? {
        guard let policy else { return nil }
        let durations = [
            policy.duplicateWindow, policy.opensBefore, policy.closesAfter ?? 0, policy.lateGrace, policy.earlyGrace,
            policy.halfDayBelow, policy.absentBelow,
        ]
        if durations.contains(where: { $0 < 0 || $0 > 86_400 }) { return "A duration lies between 0 and 24 hours." }
        if policy.longestPresence <= 0 { return "The longest presence must be longer than 0." }
        let isInverted = policy.halfDayBelow > 0 && policy.absentBelow > policy.halfDayBelow
        return isInverted ? "Absent below must not be more than half day below." : nil
    }

    private var overtimeProblem: String? {
        guard let overtime = policy?.overtime else { return nil }
        if overtime.minimum < 0 || overtime.maximum < 0 { return "Overtime limits are not negative." }
        let isInverted = overtime.maximum > 0 && overtime.maximum < overtime.minimum
        return isInverted ? "The most overtime is less than the least." : nil
    }
}
