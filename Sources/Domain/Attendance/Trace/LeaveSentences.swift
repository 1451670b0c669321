extension DayEngine {
    /// The leave of which a part of the slot consists; what all of it is leave is told where it is judged.
    func tellLeave<Tracer: DayTracer>(_ slot: Slot, tracer: inout Tracer) {
        guard Tracer.isOn, slot.cover >= 0 else { return }
        let cover = covers[Int(slot.cover)]
        for position in cover.spans {
            let span = spans[Int(position)]
            switch span.kind {
            case .leave:
                guard let half = cover.half, let type = half == .first ? cover.firstHalf : cover.secondHalf else {
                    break
                }
                tracer.note(.halfLeave(half, type, from: span.from, to: span.to))
            case .hourlyLeave: tracer.note(.hourlyLeave(from: span.from, to: span.to))
            case .onDuty, .workFromHome: break
            }
        }
    }
}

extension Story {
    mutating func tellLeave(_ fact: DayFact) {
        switch fact {
        case .duty(let isAtHome, let from, let to, let added): tellDuty(isAtHome, from, to, added)
        case .wholeLeave(let first, let second, let isConflict): tellWholeLeave(first, second, isConflict)
        case .halfLeave(let half, let type, let from, let to):
            addRule(
                "leave", input: "\(clock(from)) to \(clock(to))", output: "½\(code(type))",
                "The \(half == .first ? "first" : "second") half of the day is leave (\(code(type))): nobody is expected "
                    + "from \(clock(from)) to \(clock(to)), and the limits of work are halved.")
        case .hourlyLeave(let from, let to):
            addRule(
                "leave", input: "\(clock(from)) to \(clock(to))", output: Phrases.duration(to - from),
                "\(clock(from)) to \(clock(to)) is leave: nobody is late or early by it, and it is no work.")
        case .otherHalf(let work, let needed, let status):
            addRule(
                "hours", input: "work \(Phrases.duration(work)), half needs \(Phrases.duration(needed))",
                output: status.code,
                "In the half that is not leave \(Phrases.duration(work)) were worked, and \(Phrases.duration(needed)) make "
                    + "it worked: \(status == .absent ? "absent in that half" : "present in that half").")
        case .workOnLeave(let work, let leave):
            addRule(
                "leave-conflict", input: "work \(Phrases.duration(work)) of \(Phrases.duration(leave))",
                output: "flagged",
                "\(Phrases.duration(work)) of the \(Phrases.duration(leave)) of leave were worked: look whether the "
                    + "leave was taken.")
        default: break
        }
    }

    private func code(_ type: ID<LeaveType>) -> String { leaveCodes[type] ?? "leave" }

    private mutating func tellDuty(_ isAtHome: Bool, _ from: Int64, _ to: Int64, _ added: Int64) {
        let what = isAtHome ? "worked from home" : "was on duty elsewhere"
        let sum = Phrases.duration(added)
        addRule(
            "duty", input: "\(clock(from)) to \(clock(to))", output: sum,
            "By an approved request the person \(what) from \(clock(from)) to \(clock(to)); "
                + (added == to - from
                    ? "all of it, \(sum), counts."
                    : "\(sum) of it are not covered by punches and count beside them."))
    }

    private mutating func tellWholeLeave(
        _ first: ID<LeaveType>?, _ second: ID<LeaveType>?, _ isConflict: Bool
    ) {
        let codes = [first, second].compactMap { $0.map(code) }
        let name = Set(codes).count == 1 ? codes[0] : codes.joined(separator: " and ")
        addRule(
            "leave", input: name, output: "on leave",
            isConflict
                ? "The day is leave (\(name)) and stays leave although the person was there; the hours are shown, and "
                    + "somebody should look whether the leave was taken."
                : "The day is leave (\(name)): nobody is expected.")
    }
}
