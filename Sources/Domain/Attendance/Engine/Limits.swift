extension DayEngine {
    /// The least work of a slot: a short day's own limits or the policy's, halved where half the day is a holiday.
    func limits(of slot: Slot) -> WorkLimits {
        let policy = rules.policies[Int(slot.policy)]
        var limits = WorkLimits(absentBelow: policy.absentBelow, halfDayBelow: policy.halfDayBelow)
        if slot.plan >= 0, let own = rules.plans[Int(slot.plan)].limits { limits = own }
        if slot.holidayHalf != nil { limits.halve() }
        return limits
    }
}

extension DayEngine {
    @inline(__always)
    func rare(_ slot: Slot) -> RareRules {
        let rare = rules.rare[Int(slot.policy)]
        return slot.plan >= 0 && rules.plans[Int(slot.plan)].isSplit ? rare.union(.times) : rare
    }

    /// What the policy asks for whatever the hours of the shift; nil where it asks for the shift's own work.
    func requiredWork(of slot: Slot) -> Int64? {
        let required = Int64(rules.policies[Int(slot.policy)].flexible.requiredWork)
        guard required > 0, slot.plan < 0 || !rules.plans[Int(slot.plan)].isPartial else { return nil }
        return slot.holidayHalf == nil ? required : required / 2
    }
}

extension WorkLimits {
    mutating func halve() {
        absentBelow /= 2
        halfDayBelow /= 2
    }
}
