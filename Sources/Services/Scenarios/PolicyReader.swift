import Domain

/// Reads the rules by which days are judged, of a shift or of a policy. What is left out has the product's default.
struct PolicyReader {
    static let keys = [
        "double punch within", "opens before", "closes after", "late grace", "early grace", "half day below",
        "absent below", "longest presence", "counting", "missing punch", "overtime",
    ]

    /// - Parameter inherited: the same rules in the file, where a case changes only some of their keys.
    static func policy(
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
