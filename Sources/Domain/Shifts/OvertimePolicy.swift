/// What overtime is, how it is limited, divided and paid. Durations are seconds.
package struct OvertimePolicy: Hashable, Sendable {
    package enum Formula: UInt8, Hashable, Sendable {
        case none
        /// Last out minus the shift's end.
        case afterShiftEnd
        /// Work minus the shift's own work.
        case beyondShiftHours
        /// Early coming plus late going.
        case earlyPlusLate
    }

    package enum RestDayWork: UInt8, Hashable, Sendable {
        case overtime
        /// Half a day below the half-day threshold, else one; exclusive with overtime.
        case compensatoryOff
    }

    package var formula: Formula = .afterShiftEnd
    /// Less than this is none at all; exactly this counts whole.
    package var minimum: Int32 = 30 * 60
    /// 0: no cap.
    package var maximum: Int32 = 0
    /// False: presence before the shift's start earns nothing.
    package var countsEarlyComing = false
    package var countsLateGoing = true
    /// Less early coming than this is none.
    package var earlyMinimum: Int32 = 0
    /// Less late going than this is none.
    package var lateMinimum: Int32 = 0
    package var restDayWork: RestDayWork = .overtime
    /// Of what the minimum left, before the maximum.
    package var rounding = Rounding()
    package var workingDay = OvertimeTiers()
    package var weeklyOff = OvertimeTiers()
    package var holiday = OvertimeTiers()
    /// Only what somebody approved is paid.
    package var needsApproval = false

    package init() {}
}

/// How overtime of one kind of day is divided into tiers, and what each is worth.
package struct OvertimeTiers: Hashable, Sendable {
    /// Seconds up to which the first tier reaches; 0: it has no end.
    package var firstEnd: Int32 = 0
    /// Seconds up to which the second tier reaches; 0: it has no end.
    package var secondEnd: Int32 = 0
    package var rates = OvertimeRates()

    package init(firstEnd: Int32 = 0, secondEnd: Int32 = 0, rates: OvertimeRates = OvertimeRates()) {
        (self.firstEnd, self.secondEnd, self.rates) = (firstEnd, secondEnd, rates)
    }

    /// Divides an amount; what each tier takes adds up to it.
    package func bands(of overtime: Int32) -> OvertimeBands {
        guard firstEnd > 0, overtime > firstEnd else { return OvertimeBands(first: overtime) }
        guard secondEnd > 0, overtime > secondEnd else {
            return OvertimeBands(first: firstEnd, second: overtime - firstEnd)
        }
        return OvertimeBands(first: firstEnd, second: secondEnd - firstEnd, third: overtime - secondEnd)
    }

    /// Seconds of ordinary pay that the bands are worth.
    package func worth(of bands: OvertimeBands) -> Int64 {
        (Int64(bands.first) * Int64(rates.first) + Int64(bands.second) * Int64(rates.second)
            + Int64(bands.third) * Int64(rates.third)) / 100
    }
}

/// Percent of ordinary pay, by tier.
package struct OvertimeRates: Hashable, Sendable {
    package var first: Int32
    package var second: Int32
    package var third: Int32

    package init(first: Int32 = 100, second: Int32 = 100, third: Int32 = 100) {
        (self.first, self.second, self.third) = (first, second, third)
    }
}
