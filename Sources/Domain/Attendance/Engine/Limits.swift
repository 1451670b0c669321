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

extension WorkLimits {
    mutating func halve() {
        absentBelow /= 2
        halfDayBelow /= 2
    }
}
