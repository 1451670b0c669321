import Domain

/// Reads the `shifts` of a scenario. What is left out has the product's default.
struct ShiftReader {
    private static let keys = [
        "name", "hours", "breaks", "short days", "double punch within", "opens before", "closes after", "late grace",
        "early grace", "half day below", "absent below", "longest presence", "counting", "missing punch", "overtime",
    ]
    private static let hours = "hours such as 09:00-18:00; an end not later than the start is on the next day"

    /// - Parameter base: the same shift in the file, where a case changes only some of its keys.
    static func shift(_ node: ScenarioNode, id: ID<Shift>, base: ScenarioNode?) throws(ScenarioError) -> Shift {
        let inherited = try base?.section()
        let section = try node.section().over(inherited)
        try section.allowOnly(keys)
        guard let hours = section["hours"] else { throw node.error("has no 'hours': write \(Self.hours).") }
        let (start, end) = try hours.value(Self.hours, ScenarioWords.hours)
        var shift = Shift(
            id: id, code: node.key, name: try section["name"]?.text() ?? node.key, start: start, end: end,
            policy: try policy(section, inherited: inherited))
        for item in try section["breaks"]?.list() ?? [] { shift.breaks.append(try pause(item)) }
        for item in try section["short days"]?.section().entries ?? [] {
            shift.partialDays.append(try shortDay(item, shift.policy))
        }
        return shift
    }

    private static func pause(_ node: ScenarioNode) throws(ScenarioError) -> ShiftBreak {
        let (start, end, isPaid) = try node.value("a break such as 13:00-14:00, or 16:00-16:15 paid") { text in
            let isPaid = text.hasSuffix(" paid")
            return ScenarioWords.hours(isPaid ? String(text.dropLast(5)) : text).map { ($0.start, $0.end, isPaid) }
        }
        return ShiftBreak(start: start, end: end, isDeducted: !isPaid)
    }

    private static func shortDay(_ node: ScenarioNode, _ policy: AttendancePolicy) throws(ScenarioError) -> PartialDay {
        guard let weekday = ScenarioWords.weekday(node.key) else {
            throw node.error("is not a weekday: write Monday, Tuesday and so on.")
        }
        let section = try node.section()
        try section.allowOnly(["hours", "half day below", "absent below"])
        guard let hours = section["hours"] else { throw node.error("has no 'hours': write \(Self.hours).") }
        let (start, end) = try hours.value(Self.hours, ScenarioWords.hours)
        return PartialDay(
            weekday: weekday, start: start, end: end,
            halfDayBelow: try section.duration("half day below") ?? policy.halfDayBelow,
            absentBelow: try section.duration("absent below") ?? policy.absentBelow)
    }

    private static func policy(
        _ section: ScenarioSection, inherited: ScenarioSection?
    ) throws(ScenarioError) -> AttendancePolicy {
        var policy = AttendancePolicy()
        policy.duplicateWindow = try section.duration("double punch within") ?? policy.duplicateWindow
        policy.opensBefore = try section.duration("opens before") ?? policy.opensBefore
        policy.closesAfter = try section.duration("closes after")
        policy.lateGrace = try section.duration("late grace") ?? policy.lateGrace
        policy.earlyGrace = try section.duration("early grace") ?? policy.earlyGrace
        policy.halfDayBelow = try section.duration("half day below") ?? policy.halfDayBelow
        policy.absentBelow = try section.duration("absent below") ?? policy.absentBelow
        policy.longestPresence = try section.duration("longest presence") ?? policy.longestPresence
        policy.pairing =
            try section.choice("counting", ["every pair": .everyPair, "first to last": .firstLast]) ?? policy.pairing
        policy.missingPunch =
            try section.choice(
                "missing punch", ["count pairs": .countPairs, "half day": .halfDay, "absent": .absent])
            ?? policy.missingPunch
        if let overtime = try section["overtime"]?.section() {
            policy.overtime = try self.overtime(overtime.over(inherited?["overtime"]?.section()))
        }
        return policy
    }

    private static func overtime(_ section: ScenarioSection) throws(ScenarioError) -> OvertimePolicy {
        try section.allowOnly(["formula", "minimum", "maximum", "early coming", "late going", "rest day work"])
        var overtime = OvertimePolicy()
        let formulas: KeyValuePairs<String, OvertimePolicy.Formula> = [
            "after shift end": .afterShiftEnd, "beyond shift hours": .beyondShiftHours,
            "early plus late": .earlyPlusLate, "none": .none,
        ]
        overtime.formula = try section.choice("formula", formulas) ?? overtime.formula
        overtime.minimum = try section.duration("minimum") ?? overtime.minimum
        overtime.maximum = try section.duration("maximum") ?? overtime.maximum
        overtime.countsEarlyComing =
            try section["early coming"]?.value(ScenarioWords.yesOrNo, ScenarioWords.yesOrNo)
            ?? overtime.countsEarlyComing
        overtime.countsLateGoing =
            try section["late going"]?.value(ScenarioWords.yesOrNo, ScenarioWords.yesOrNo) ?? overtime.countsLateGoing
        overtime.restDayWork =
            try section.choice("rest day work", ["overtime": .overtime, "comp-off": .compensatoryOff])
            ?? overtime.restDayWork
        return overtime
    }
}

extension ScenarioSection {
    func duration(_ key: String) throws(ScenarioError) -> Int32? {
        guard let node = self[key] else { return nil }
        return try node.value(ScenarioWords.duration, ScenarioWords.duration)
    }

    func choice<Value>(_ key: String, _ choices: KeyValuePairs<String, Value>) throws(ScenarioError) -> Value? {
        guard let node = self[key] else { return nil }
        let allowed = choices.map(\.key).joined(separator: ", ")
        return try node.value("one of \(allowed)") { text in choices.first { $0.key == text }?.value }
    }
}
