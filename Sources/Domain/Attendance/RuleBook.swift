/// All rules of a company that the engine needs, resolved once so that looking one up a day costs nothing.
package struct RuleBook: Sendable {
    /// Punches this many days before the first and after the last day asked for are needed to place a night.
    package static let contextDays = 2

    package let shifts: [Shift]
    package let weeklyOffs: [WeeklyOff]
    package let zone: ZoneRules
    /// Judges de-duplication, pairing and rest-day work of people without a shift.
    package let unassigned: AttendancePolicy
    /// How far the rules over several days look.
    package let reach: PeriodReach
    /// Leave types of which nothing is paid.
    package var unpaidLeave: Set<ID<LeaveType>> = []
    /// Seven plans a shift, Monday first; the plans of `shifts[i]` begin at `i * 7`.
    let plans: [ShiftPlan]
    let breaks: [PlannedBreak]
    let rotations: RotationTable
    private let shiftIndex: [ID<Shift>: Int]
    private let holidayNames: [CivilDate: String]

    package init(
        shifts: [Shift], weeklyOffs: [WeeklyOff], holidays: [Holiday], zone: ZoneRules,
        unassigned: AttendancePolicy = AttendancePolicy(), patterns: [RotationPattern] = []
    ) {
        self.shifts = shifts
        self.weeklyOffs = weeklyOffs
        self.zone = zone
        self.unassigned = unassigned
        shiftIndex = Dictionary(shifts.enumerated().map { ($1.id, $0) }) { first, _ in first }
        holidayNames = Dictionary(holidays.map { ($0.date, $0.name) }) { first, _ in first }
        reach = PeriodReach(shifts.map(\.policy) + [unassigned])
        var breaks: [PlannedBreak] = []
        plans = shifts.enumerated().flatMap { index, shift in
            Weekday.allCases.map { ShiftPlan(shift, index: index, on: $0, breaks: &breaks) }
        }
        self.breaks = breaks
        rotations = RotationTable(patterns, shiftIndex: shiftIndex)
    }

    /// Nil where it is no holiday.
    package func holidayName(on date: CivilDate) -> String? { holidayNames[date] }

    package func isWeeklyOff(_ date: CivilDate) -> Bool { weeklyOffs.contains { $0.holds(on: date) } }

    func index(of shift: ID<Shift>) -> Int? { shiftIndex[shift] }

    /// - Parameter shift: position in `shifts`.
    func plan(of shift: Int, on weekday: Weekday) -> ShiftPlan { plans[shift * 7 + Int(weekday.rawValue)] }

    package func pattern(_ id: ID<RotationPattern>) -> RotationPattern? {
        rotations.index(of: id).map { rotations.patterns[$0] }
    }
}
