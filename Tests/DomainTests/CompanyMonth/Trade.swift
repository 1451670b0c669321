import Domain

/// One kind of work in the company: its hours and rules, once as the engine has them and once in plain minutes.
///
/// The minutes are written down here and not read from the shift or the policy: two ways to say the same.
struct Trade: Equatable {
    enum Kind: Equatable { case office, line, guards, desk, shop }

    var kind: Kind
    var shift: Shift
    var hours: Range<Int>
    /// Cut out of presence, or the time between the stretches of a split shift.
    var pause: Range<Int>?
    var firstHalf: Range<Int>
    var secondHalf: Range<Int>
    var rules = PlainRules()

    static let all = [office, line, guards, desk, shop]

    static let office = Trade(
        kind: .office, shift: .general, hours: 540..<1080, pause: 780..<840, firstHalf: 540..<780,
        secondHalf: 840..<1080,
        rules: PlainRules(
            lateGrace: 10, earlyGrace: 5, weekAbove: 46 * 60, tiers: [60, 120], isSandwichedBetween: true,
            lateDaysForPenalty: 3))
    static let line = Trade(
        kind: .line, shift: .afternoon, hours: 840..<1320, firstHalf: 840..<1080, secondHalf: 1080..<1320,
        rules: PlainRules(
            lateGrace: 15, earlyGrace: 15, halfDayIfLate: 60, automaticBreak: true, overtimeUnit: 15,
            needsApproval: true, monthAbove: 140 * 60, earlyDaysForPenalty: 2))
    static let guards = Trade(
        kind: .guards, shift: .night, hours: 1320..<1800, firstHalf: 1320..<1560, secondHalf: 1560..<1800,
        rules: PlainRules(
            lateGrace: 15, earlyGrace: 15, roundsInAndOut: true, earnsTimeOff: true, overtimeFromDayInARow: 4))
    static let desk = Trade(
        kind: .desk, shift: .desk, hours: 420..<1200, pause: 720..<750, firstHalf: 420..<720, secondHalf: 750..<1200,
        rules: PlainRules(fortnightAbove: 76 * 60))
    static let shop = Trade(
        kind: .shop, shift: .shop, hours: 480..<1200, pause: 720..<960, firstHalf: 480..<720, secondHalf: 960..<1200,
        rules: PlainRules(lateGrace: 10, earlyGrace: 5, isSandwichedAfter: true, lateInARowForLowerDay: 2))
}

/// All in minutes, or days; 0 and false: not in force.
struct PlainRules: Equatable {
    var lateGrace = 0
    var earlyGrace = 0
    var halfDayIfLate = 0
    /// Half an hour once the work is longer than six.
    var automaticBreak = false
    /// IN up and OUT down to a quarter of an hour.
    var roundsInAndOut = false
    var overtimeUnit = 1
    var needsApproval = false
    var earnsTimeOff = false
    var weekAbove = 0
    var fortnightAbove = 0
    var monthAbove = 0
    var overtimeFromDayInARow = 0
    var tiers: [Int] = []
    var isSandwichedBetween = false
    var isSandwichedAfter = false
    var lateDaysForPenalty = 0
    var earlyDaysForPenalty = 0
    var lateInARowForLowerDay = 0
}

extension Trade {
    /// Each trade's rules come from another scope, so that every layer of policies decides for somebody.
    func policy() -> AttendancePolicy {
        var policy = AttendancePolicy()
        policy.overtime.maximum = 3 * 3600
        switch kind {
        case .office:
            (policy.lateGrace, policy.earlyGrace) = (600, 300)
            policy.overtime.workingDay = OvertimeTiers(firstEnd: 3600, secondEnd: 7200)
            policy.period.overtime.weekAbove = 46 * 3600
            policy.period.sandwich.whenBoth = true
            policy.period.late.every = 3
        case .line:
            policy.lateness.halfDayIfLate = 3600
            policy.breaks.automatic = AutomaticBreak(amount: 1800, after: 6 * 3600)
            policy.overtime.rounding = Rounding(900, .down)
            policy.overtime.needsApproval = true
            policy.period.overtime.monthAbove = 140 * 3600
            policy.period.early.every = 2
            policy.period.early.halfDays = 2
        case .guards:
            policy.rounding.arrival = Rounding(900, .up)
            policy.rounding.leaving = Rounding(900, .down)
            policy.overtime.restDayWork = .compensatoryOff
            policy.period.overtime.consecutiveDay = 4
        case .desk:
            (policy.lateGrace, policy.earlyGrace) = (0, 0)
            policy.flexible.startWindow = 3 * 3600
            policy.flexible.requiredWork = 8 * 3600
            policy.flexible.core = CoreHours(start: TimeOfDay(10, 0), end: TimeOfDay(15, 0))
            policy.overtime.formula = .beyondShiftHours
            policy.period.overtime.weeks = 2
            policy.period.overtime.weeksAbove = 76 * 3600
            policy.period.overtime.weeksFrom = civil("2026-10-15")
        case .shop:
            (policy.lateGrace, policy.earlyGrace) = (600, 300)
            policy.period.sandwich.whenBefore = true
            policy.period.late = PenaltyPolicy(every: 2, isConsecutive: true, effect: .day)
        }
        return policy
    }
}

extension PenaltyPolicy {
    fileprivate init(every: UInt8, isConsecutive: Bool, effect: Effect) {
        self.init()
        (self.every, self.isConsecutive, self.effect) = (every, isConsecutive, effect)
    }
}

extension Shift {
    fileprivate static let desk = Shift(
        id: ID(5), code: "F", name: "Desk", start: TimeOfDay(7, 0), end: TimeOfDay(20, 0),
        breaks: [ShiftBreak(start: TimeOfDay(12, 0), end: TimeOfDay(12, 30))])
    fileprivate static let shop = Shift(
        id: ID(6), code: "S", name: "Shop", start: TimeOfDay(8, 0), end: TimeOfDay(20, 0),
        breaks: [ShiftBreak(start: TimeOfDay(12, 0), end: TimeOfDay(16, 0), kind: .split)])
}
