/// All rules of a company that the engine needs, resolved once so that looking one up a day costs nothing.
///
/// A class, because it is wide and never changes: an engine that held it by value was copied with it at every call.
package final class RuleBook: Sendable {
    /// Punches this many days before the first and after the last day asked for are needed to place a night.
    package static let contextDays = 2
    /// And this many before the first day: the shift found for a day of the context depends on the day before it.
    package static let punchDaysBefore = contextDays + 1

    package let shifts: [Shift]
    package let calendars: Calendars
    package let zone: ZoneRules
    /// How far the rules over several days look.
    package let reach: PeriodReach
    /// Leave types of which nothing is paid.
    package let unpaidLeave: Set<ID<LeaveType>>
    /// As they stand in a muster roll: `CL`.
    package let leaveCodes: [ID<LeaveType>: String]
    /// Judges whoever no other policy concerns.
    package let builtIn: AttendancePolicy
    package let namedPolicies: [NamedPolicy]
    package let policyAssignments: [PolicyAssignment]
    /// First the built-in policy, then the shifts' own, then the named ones.
    let policies: [AttendancePolicy]
    /// By position of the policy.
    let rare: [RareRules]
    let layers: PolicyLayers
    /// By position of the shift: its named policies.
    let shiftLayers: [[PolicyLayer]]
    /// By position of the shift: where its own rules stand among `policies`; 0 where it has none.
    let ownPolicies: [Int32]
    /// Seven plans a shift, Monday first; the plans of `shifts[i]` begin at `i * 7`.
    let plans: [ShiftPlan]
    let breaks: [PlannedBreak]
    let rotations: RotationTable
    /// Positions of the shifts that the first punch can find.
    let automaticShifts: [Int]
    private let firstNamed: Int
    private let shiftIndex: [ID<Shift>: Int]

    package init(
        shifts: [Shift], weeklyOffs: [WeeklyOff], holidays: [Holiday], zone: ZoneRules,
        builtIn: AttendancePolicy = AttendancePolicy(), locationWeeklyOffs: [String: [WeeklyOff]] = [:],
        policies named: [NamedPolicy] = [], policyAssignments: [PolicyAssignment] = [],
        patterns: [RotationPattern] = [],
        unpaidLeave: Set<ID<LeaveType>> = [], leaveCodes: [ID<LeaveType>: String] = [:]
    ) {
        self.shifts = shifts
        self.zone = zone
        self.unpaidLeave = unpaidLeave
        self.leaveCodes = leaveCodes
        self.builtIn = builtIn
        namedPolicies = named
        self.policyAssignments = policyAssignments
        calendars = Calendars(weeklyOffs: weeklyOffs, locationWeeklyOffs: locationWeeklyOffs, holidays: holidays)
        shiftIndex = Dictionary(shifts.enumerated().map { ($1.id, $0) }) { first, _ in first }
        var policies = [builtIn]
        ownPolicies = shifts.map { shift in
            guard let own = shift.policy else { return 0 }
            policies.append(own)
            return Int32(policies.count - 1)
        }
        let firstNamed = policies.count
        self.firstNamed = firstNamed
        self.policies = policies + named.map(\.rules)
        rare = self.policies.map { RareRules($0) }
        reach = PeriodReach(self.policies)
        let positions = Dictionary(named.enumerated().map { ($1.id, firstNamed + $0) }) { first, _ in first }
        let layers = PolicyLayers(policyAssignments) { positions[$0] }
        self.layers = layers
        shiftLayers = shifts.map { layers.shifts[$0.id] ?? [] }
        var breaks: [PlannedBreak] = []
        plans = shifts.enumerated().flatMap { index, shift in
            Weekday.allCases.map { ShiftPlan(shift, index: index, on: $0, breaks: &breaks) }
        }
        self.breaks = breaks
        automaticShifts = shifts.indices.filter { shifts[$0].isAutomatic }
        rotations = RotationTable(patterns, shiftIndex: shiftIndex)
    }

    func index(of shift: ID<Shift>) -> Int? { shiftIndex[shift] }

    /// - Parameter shift: position in `shifts`.
    func plan(of shift: Int, on weekday: Weekday) -> ShiftPlan { plans[shift * 7 + Int(weekday.rawValue)] }

    package var patterns: [RotationPattern] { rotations.patterns }

    package func pattern(_ id: ID<RotationPattern>) -> RotationPattern? {
        rotations.index(of: id).map { rotations.patterns[$0] }
    }

    /// Nil for the built-in policy and for a shift's own.
    func namedPolicy(at position: Int32) -> NamedPolicy? {
        Int(position) >= firstNamed ? namedPolicies[Int(position) - firstNamed] : nil
    }
}
