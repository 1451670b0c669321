import Domain
import SeededRandom

/// A month of one person under random rules: mostly plausible punches, with the mess of real life, or pure noise.
struct RandomMonth {
    var sample = Sample()
    var punches: [Punch] = []
    /// March 2026 or November 2026; in Berlin the first holds a change of the clock.
    var days: ClosedRange<CivilDate>

    init(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let first = civil(random.happens(percent: 50) ? "2026-03-10" : "2026-11-01")
        days = first...(first + 30)
        sample.zone = random.happens(percent: 40) ? .berlin : .utc
        let choices: [[Shift]] = [
            [.general], [.night], [.early, .afternoon], [.general, .night], [], [.early, .afternoon, .night],
        ]
        sample.shifts = (choices.randomElement(using: &random) ?? []).map { Self.vary($0, &random) }
        // Three shifts are found by the punch.
        let isAutomatic = sample.shifts.count == 3
        for index in sample.shifts.indices { sample.shifts[index].isAutomatic = isAutomatic }
        let restDayWork: OvertimePolicy.RestDayWork = random.happens(percent: 50) ? .overtime : .compensatoryOff
        for index in sample.shifts.indices { sample.shifts[index].policy?.overtime.restDayWork = restDayWork }
        if random.happens(percent: 50) { sample.weeklyOffs = [WeeklyOff(weekday: .sunday)] }
        if random.happens(percent: 30) { sample.holidays = [Holiday(date: first + 9, name: "H")] }
        if random.happens(percent: 10) { sample.employee.joined = first + 7 }
        sample.assignments = sample.shifts.enumerated().map { index, shift in
            let isRoster = sample.shifts.count == 2 && sample.shifts[0].code == "G"
            return RosterAssignment(
                employee: ID(1), shift: shift.id, from: isRoster && index == 1 ? first + 15 : first - 5,
                to: isRoster && index == 0 ? first + 14 : nil)
        }
        if isAutomatic { sample.assignments = [] }
        if random.happens(percent: isAutomatic ? 0 : 25) { addNoise(&random) } else { addWork(&random) }
    }

    /// Seconds of a day that can count as work without presence: the paid part of a break, and what rounding took off.
    var mostUnworkedPay: Int32 {
        sample.shifts.map { shift in
            shift.breaks.reduce(0) { $0 + $1.paid } + (shift.policy?.rounding.work.unit ?? 0)
        }.reduce(0, +)
    }

    private static func vary(_ shift: Shift, _ random: inout SeededGenerator) -> Shift {
        var shift = shift
        var policy = AttendancePolicy()
        policy.pairing = random.happens(percent: 30) ? .firstLast : .everyPair
        policy.closesAfter = random.happens(percent: 20) ? 4 * 3600 : nil
        policy.missing = MissingPunchPolicy(
            [.countPairs, .halfDay, .absent].randomElement(using: &random) ?? .absent)
        let formulas: [OvertimePolicy.Formula] = [.none, .afterShiftEnd, .beyondShiftHours, .earlyPlusLate]
        policy.overtime.formula = formulas.randomElement(using: &random) ?? .none
        policy.overtime.countsEarlyComing = random.happens(percent: 50)
        if random.happens(percent: 25) { addRareRules(to: &policy, &random) }
        if random.happens(percent: 15), policy.pairing == .everyPair {
            let kind: ShiftBreak.Kind = random.happens(percent: 50) ? .punched : .flexible
            shift.breaks = shift.breaks.map {
                ShiftBreak(start: $0.start, end: $0.end, kind: kind, length: kind == .flexible ? 1800 : 0, paid: 600)
            }
        }
        shift.policy = policy
        return shift
    }

    private static func addRareRules(to policy: inout AttendancePolicy, _ random: inout SeededGenerator) {
        policy.rounding.arrival = Rounding(900, random.happens(percent: 50) ? .up : .nearest)
        policy.rounding.leaving = Rounding(600, .cutoff, cutoff: 240)
        policy.rounding.work = Rounding(random.happens(percent: 50) ? 300 : 0, .down)
        policy.missing.leaving = random.happens(percent: 50) ? .minutes : policy.missing.leaving
        policy.missing.arrival = random.happens(percent: 50) ? .minutes : policy.missing.arrival
        policy.lateness.deductsGrace = random.happens(percent: 50)
        policy.lateness.halfDayIfLate = 3600
        policy.flexible.startWindow = random.happens(percent: 50) ? 3600 : 0
        policy.flexible.requiredWork = random.happens(percent: 30) ? 7 * 3600 : 0
        policy.breaks.automatic = AutomaticBreak(amount: 1800, after: 6 * 3600)
        policy.breaks.lateBack = random.happens(percent: 50) ? .late : .away
        policy.overtime.workingDay = OvertimeTiers(firstEnd: 1800, secondEnd: 7200)
        policy.overtime.needsApproval = random.happens(percent: 30)
        policy.overtime.rounding = Rounding(900, .down)
    }

    private mutating func addWork(_ random: inout SeededGenerator) {
        for date in (days.lowerBound - 3)...(days.upperBound + 3) where random.happens(percent: 85) {
            let shift = sample.shifts.randomElement(using: &random) ?? .general
            let start = LocalTime(date, shift.start).seconds + Int64.random(in: -2400...2400, using: &random)
            var times = [start, start + Int64.random(in: 25_000...36_000, using: &random)]
            if random.happens(percent: 30) { times += [start + 14_000, start + 16_000] }
            if random.happens(percent: 15) { times.append(start + Int64.random(in: 1...400, using: &random)) }
            if random.happens(percent: 10) { times.removeFirst() }
            if random.happens(percent: 10) { times.removeLast() }
            for time in times { add(LocalTime(seconds: time), &random) }
        }
    }

    private mutating func addNoise(_ random: inout SeededGenerator) {
        let start = LocalTime(days.lowerBound - 3).seconds
        for _ in 0..<Int.random(in: 0...200, using: &random) {
            add(LocalTime(seconds: start + Int64.random(in: 0..<37 * 86_400, using: &random)), &random)
        }
    }

    private mutating func add(_ time: LocalTime, _ random: inout SeededGenerator) {
        let placement = sample.zone.place(time)
        let hasKeys = random.happens(percent: 30)
        punches.append(
            Punch(
                id: ID(Int64(punches.count) + 1), instant: placement.instant, offset: placement.offset,
                state: PunchState(rawValue: hasKeys ? UInt8.random(in: 0...5, using: &random) : 255),
                device: ID(Int64.random(in: 1...3, using: &random)),
                direction: random.happens(percent: 15) ? (random.happens(percent: 50) ? .entry : .exit) : .automatic,
                source: random.happens(percent: 3) ? .manual : .terminal,
                quarantine: random.happens(percent: 2) ? .future : nil))
    }

    func knowledge(seed: UInt64) -> Knowledge {
        guard seed.isMultiple(of: 3) else { return .complete }
        let now = Instant(seconds: LocalTime(days.lowerBound + 20).seconds + Int64(seed * 7919 % 86_400))
        return Knowledge(now: now, completeThrough: now + -3600)
    }
}
