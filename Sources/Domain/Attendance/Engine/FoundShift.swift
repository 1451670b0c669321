/// A shift that can be found by the first punch, on one day.
struct ShiftCandidate: Hashable, Sendable {
    /// Position in the rule book's plans.
    let plan: Int32
    let start: Int64
    let end: Int64
    let opening: Int64

    /// Coming at this time can be coming to the shift.
    func takes(_ arrival: Int64) -> Bool { opening <= arrival && arrival < end }
}

/// Who has no shift on a working day works the one whose start is nearest to the first arrival.
extension DayEngine {
    /// - Returns: position in the rule book's plans; nil where nobody came, or no shift's window holds the arrival.
    func foundPlan(_ person: EmployeeCase, on day: Int) -> Int32? {
        let candidates = candidates(on: day)
        guard let arrival = firstArrival(of: person.punches, on: day, candidates) else { return nil }
        return nearest(to: arrival, among: candidates)?.plan
    }

    /// By their starts, and of two that start together in the order of the shifts.
    func candidates(on day: Int) -> [ShiftCandidate] {
        let today = calendar[day]
        return rules.automaticShifts.map { shift in
            let plan = Int32(shift) * 7 + Int32(today.weekday.rawValue)
            let start = today.instant(at: rules.plans[Int(plan)].start, in: rules.zone)
            let policy = layers.winner(rules, shift: Int(shift), on: today.date.daysSinceEpoch)
            return ShiftCandidate(
                plan: plan, start: start, end: today.instant(at: rules.plans[Int(plan)].end, in: rules.zone),
                opening: start - Int64(rules.policies[Int(policy)].opensBefore))
        }.sorted { ($0.start, $0.plan) < ($1.start, $1.plan) }
    }

    /// The earlier start of two that are as near.
    func nearest(to arrival: Int64, among candidates: [ShiftCandidate]) -> ShiftCandidate? {
        var best: ShiftCandidate?
        for candidate in candidates where candidate.takes(arrival) {
            if abs(arrival - candidate.start) < best.map({ abs(arrival - $0.start) }) ?? .max { best = candidate }
        }
        return best
    }

    /// The first punch in the candidates' windows with which somebody came and did not go. Where the punches do not say,
    /// they go by turns from the day before on, and nobody stays longer than the longest shift and its opening.
    func firstArrival(of punches: [Punch], on day: Int, _ candidates: [ShiftCandidate]) -> Int64? {
        guard let opens = candidates.map(\.opening).min(), let closes = candidates.map(\.end).max(),
            let longest = candidates.map({ $0.end - $0.opening }).max()
        else { return nil }
        let window = Int64(policyWithoutShift(on: day).duplicateWindow)
        var state = TurnState()
        let from = calendar[day].midnight - 86_400
        for index in position(in: punches, ofFirstNotBefore: from)..<punches.count {
            let punch = punches[index]
            let instant = punch.instant.seconds
            if instant >= closes { return nil }
            if punch.quarantine != nil { continue }
            if let last = state.last, instant - last < window || instant == last { continue }
            let isFirstAnOut = state.last == nil && isNearerToEnd(instant, candidates)
            if state.takes(punch.way, at: instant, longest: longest, isFirstAnOut: isFirstAnOut), instant >= opens {
                return isNearerTomorrow(instant, candidates) ? nil : instant
            }
        }
        return nil
    }

    /// Coming early in the morning is coming to that day's shift, not far too late to the night before.
    private func isNearerTomorrow(_ arrival: Int64, _ candidates: [ShiftCandidate]) -> Bool {
        guard let today = nearest(to: arrival, among: candidates) else { return false }
        let tomorrow = candidates.filter { $0.takes(arrival - 86_400) }.map { abs(arrival - 86_400 - $0.start) }.min()
        return (tomorrow ?? .max) < abs(arrival - today.start)
    }

    private func isNearerToEnd(_ instant: Int64, _ candidates: [ShiftCandidate]) -> Bool {
        func distance(_ time: Int64) -> Int64 {
            let apart = abs(instant - time) % 86_400
            return min(apart, 86_400 - apart)
        }
        let toEnd = candidates.map { distance($0.end) }.min() ?? .max
        return toEnd < candidates.map { distance($0.start) }.min() ?? .max
    }

    private func policyWithoutShift(on day: Int) -> AttendancePolicy {
        rules.policies[Int(layers.winner(rules, shift: nil, on: calendar[day].date.daysSinceEpoch))]
    }
}

/// Whether a person is inside, as punches are read one after the other.
private struct TurnState {
    var last: Int64?
    private var isInside = false

    /// - Returns: the punch is an arrival.
    mutating func takes(_ way: Mark.Way, at instant: Int64, longest: Int64, isFirstAnOut: Bool) -> Bool {
        let gap = last.map { instant - $0 } ?? .max
        isInside =
            switch way {
            case .in: true
            case .out: false
            case .unknown: !(isFirstAnOut || (isInside && gap <= longest))
            }
        last = instant
        return isInside
    }
}
