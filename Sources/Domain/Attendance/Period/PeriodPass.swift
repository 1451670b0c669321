/// The second look at a person's days: what needs the days around, settled in one order (``AttendanceRule``).
///
/// It reads the days as each was judged for itself, and is run over all that ``PeriodReach/needed(for:)`` names, so that
/// a day comes out the same whether it is worked out alone or with its month.
struct PeriodPass: Sendable {
    var results: [DayResult] = []
    var grounds: [PeriodGround] = []
    /// Leave types that are not paid at all.
    var unpaidLeave: Set<ID<LeaveType>> = []
    /// Position of the day whose facts are wanted; -1: nobody asks.
    var told = -1
    var facts: [PeriodFact] = []
    /// Work before each day, in seconds, and open days before it; one longer than the days.
    var workBefore: [Int64] = []
    var openBefore: [Int32] = []

    mutating func removeAll() {
        results.removeAll(keepingCapacity: true)
        grounds.removeAll(keepingCapacity: true)
        facts.removeAll(keepingCapacity: true)
    }

    mutating func append(_ result: DayResult, slot: Int, workOnLeave: Int32) {
        results.append(result)
        let isOpen = result.flags.contains(.provisional)
        grounds.append(PeriodGround(slot: Int32(slot), workOnLeave: workOnLeave, isOpen: isOpen, isWorkOpen: isOpen))
    }

    mutating func run(_ reach: PeriodReach) {
        if reach.consecutiveDays > 0 { takeConsecutiveDays() }
        for rule in PeriodOvertimeRule.allCases where reach.adds(rule) { bookOvertime(rule) }
        if reach.longestRun > 0 { encloseRestDays() }
        if reach.hasPenalties {
            countPenalties(isLate: true)
            countPenalties(isLate: false)
        }
    }

    mutating func note(_ fact: PeriodFact, on day: Int) {
        if day == told { facts.append(fact) }
    }

    /// The day can change because another one can.
    mutating func wait(_ day: Int, for other: Int) {
        grounds[day].waitsFor = max(grounds[day].waitsFor, Int32(other))
        results[day].flags.insert(.provisional)
        note(.waits(for: results[other].date), on: day)
    }

    /// The day waits for the latest of the open days in the range.
    mutating func wait(_ day: Int, forOpenIn range: Range<Int>, ofWork isOfWork: Bool) {
        guard openBefore[range.upperBound] > openBefore[range.lowerBound],
            let other = range.last(where: { isOfWork ? grounds[$0].isWorkOpen : grounds[$0].isOpen })
        else { return }
        wait(day, for: other)
    }

    /// - Parameter isOfWork: days whose work can still change, and not only those that punches can still change.
    mutating func countOpenDays(ofWork isOfWork: Bool) {
        openBefore.removeAll(keepingCapacity: true)
        openBefore.append(0)
        var count: Int32 = 0
        for ground in grounds {
            if isOfWork ? ground.isWorkOpen : ground.isOpen { count += 1 }
            openBefore.append(count)
        }
    }

    /// The position of a date, or of the first day there is.
    func position(of date: CivilDate) -> Int { max(0, date - results[0].date) }

    /// The day for which a provisional one waits; nil where it waits for its own punches.
    func waits(of date: CivilDate) -> CivilDate? {
        guard let first = results.first?.date, grounds.indices.contains(date - first) else { return nil }
        let other = grounds[date - first].waitsFor
        return other < 0 ? nil : results[Int(other)].date
    }

    /// No run of rest days reaches from the days asked for to the end of those read.
    func endsRuns(around days: ClosedRange<CivilDate>) -> Bool {
        let (first, last) = (position(of: days.lowerBound), position(of: days.upperBound))
        return results[...first].contains { !$0.isRestDay } && results[last...].contains { !$0.isRestDay }
    }
}

/// What the pass must know of a day beside its result.
struct PeriodGround: Sendable {
    /// The engine's first slot of the date.
    let slot: Int32
    /// Seconds of the result's work that are paid as leave.
    let workOnLeave: Int32
    var policy = PeriodPolicy()
    /// Of the kind of day that it is.
    var tiers = OvertimeTiers()
    /// How much more overtime may be paid: what is approved and not used yet, or any amount.
    var payable = Int32.max
    /// Punches can still change the day.
    let isOpen: Bool
    /// Its regular work can still change, by punches or because of another day.
    var isWorkOpen: Bool
    /// Position of the latest day that can still change this one; -1: none.
    var waitsFor: Int32 = -1
}

/// One finding of the pass, on one day.
enum PeriodFact: Hashable, Sendable {
    case consecutiveDay(Int, from: Int, isAlone: Bool, amount: Int32)
    case overtime(WorkPeriod, from: CivilDate, work: Int64, above: Int64, amount: Int32)
    case sandwich(before: CivilDate?, after: CivilDate?)
    case noSandwich(before: CivilDate?, after: CivilDate?, isLong: Bool)
    case penalty(isLate: Bool, count: Int, policy: PenaltyPolicy)
    case noPenalty(isLate: Bool, count: Int, policy: PenaltyPolicy)
    case waits(for: CivilDate)
}
