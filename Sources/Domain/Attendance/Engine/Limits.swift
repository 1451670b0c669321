extension DayEngine {
    /// The least work of a slot: a short day's own limits or the policy's, halved where half the day is a holiday or
    /// leave, less the leave by the hour.
    func limits(of slot: Slot) -> WorkLimits {
        let policy = rules.policies[Int(slot.policy)]
        var limits = WorkLimits(absentBelow: policy.absentBelow, halfDayBelow: policy.halfDayBelow)
        if slot.plan >= 0, let own = rules.plans[Int(slot.plan)].limits { limits = own }
        if slot.holidayHalf != nil { limits.halve() }
        if slot.cover >= 0 { excuse(slot, &limits) }
        return limits
    }

    private func excuse(_ slot: Slot, _ limits: inout WorkLimits) {
        if covers[Int(slot.cover)].half != nil { limits.halve() }
        let hours = Int32(clamping: hourlyLeave(of: slot))
        limits.absentBelow = max(0, limits.absentBelow - hours)
        limits.halfDayBelow = max(0, limits.halfDayBelow - hours)
    }
}

extension DayEngine {
    @inline(__always)
    func rare(_ slot: Slot) -> RareRules {
        let rare = rules.rare[Int(slot.policy)]
        return slot.plan >= 0 && rules.plans[Int(slot.plan)].isSplit ? rare.union(.times) : rare
    }

    /// What the policy asks for whatever the hours of the shift; nil where it asks for the shift's own work.
    ///
    /// - Precondition: the slot has hours.
    func requiredWork(of slot: Slot) -> Int64? {
        let required = Int64(rules.policies[Int(slot.policy)].flexible.requiredWork)
        guard required > 0, !rules.plans[Int(slot.plan)].isPartial else { return nil }
        return slot.holidayHalf == nil ? required : required / 2
    }

    /// Less what is leave of it.
    func requiredWorkDue(of slot: Slot) -> Int64? {
        guard let required = requiredWork(of: slot) else { return nil }
        guard slot.cover >= 0 else { return required }
        return max(0, (covers[Int(slot.cover)].half == nil ? required : required / 2) - hourlyLeave(of: slot))
    }
}

extension WorkLimits {
    mutating func halve() {
        absentBelow /= 2
        halfDayBelow /= 2
    }
}
