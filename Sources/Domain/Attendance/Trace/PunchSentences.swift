extension DayEngine {
    /// Every punch of the date or of its shifts: kept, dropped, set aside, or counted on another day.
    func tellPunches(of person: EmployeeCase, _ today: [Int], in story: inout Story) {
        let punches = person.punches
        let owners = ownersOfMarks()
        let corrections = Dictionary(person.corrections.map { ($0.punch.id, $0) }) { _, last in last }
        for (offset, fate) in fates.enumerated() {
            let punch = punches[firstPunch + offset]
            let bearsDate = punch.local.date == story.date
            switch fate {
            case .quarantined(let reason) where bearsDate: tell(punch, setAside: reason, in: &story)
            case .double(let other) where bearsDate || isNear(punch.instant.seconds, today):
                tell(punch, double: punches[Int(other)], in: &story)
            case .kept(let mark):
                let owner = presences[owners[Int(mark)]]
                if today.contains(Int(owner.slot)) {
                    tell(punch, mark: Int(mark), in: owner, corrections[punch.id], story: &story)
                } else if bearsDate || isNear(punch.instant.seconds, today) {
                    tell(punch, elsewhere: owner, in: &story)
                }
            default: break
            }
        }
        for correction in person.corrections where correction.isVoid {
            let punch = correction.punch
            guard punch.local.date == story.date || isNear(punch.instant.seconds, today) else { continue }
            story.add(
                .punchVoid, input: "\(punch.local)", output: "void", punch: punch.id,
                "\(story.clock(punch.local)) does not count: \(story.told(correction.overlay)). It stays in the record."
            )
        }
    }

    private func ownersOfMarks() -> [Int] {
        var owners = Array(repeating: 0, count: marks.count)
        for (index, presence) in presences.enumerated() {
            for mark in [presence.first, presence.last] { owners[Int(mark)] = index }
        }
        return owners
    }

    private func isNear(_ instant: Int64, _ today: [Int]) -> Bool {
        today.contains { slots[$0].hasHours && instant >= slots[$0].border && instant < slots[$0].closes }
    }

    private func tell(_ punch: Punch, setAside reason: Quarantine, in story: inout Story) {
        let why =
            switch reason {
            case .future: "lies in the future of the moment it was collected"
            case .ancient: "lies long before the terminal can have been in use"
            case .impossible: "does not exist on any clock"
            }
        story.add(
            .punchQuarantined, input: "\(punch.local)", output: "set aside", punch: punch.id,
            "\(story.clock(punch.local)) is set aside: its time \(why), so no day is worked out from it.")
    }

    private func tell(_ punch: Punch, double other: Punch, in story: inout Story) {
        let gap = punch.instant - other.instant
        let reason =
            gap == 0
            ? "it has the same time as another punch"
            : "it comes only \(Phrases.duration(gap)) after \(story.clock(other.local)), so it is the same punch twice"
        story.add(
            .punchDropped, input: "\(punch.local)", output: "double", punch: punch.id,
            "\(story.clock(punch.local)) is not counted: \(reason). It stays in the record.")
    }

    private func tell(
        _ punch: Punch, mark: Int, in owner: Presence, _ correction: CorrectedPunch?, story: inout Story
    ) {
        let isIn = owner.kind == .missingOut || (owner.kind == .pair && Int(owner.first) == mark)
        story.add(
            .punchKept, input: "\(punch.local)", output: isIn ? "IN" : "OUT", punch: punch.id,
            "\(story.clock(punch.local)) is \(isIn ? "an IN" : "an OUT"): \(reason(punch, mark, owner, isIn, story.told(correction)))."
        )
    }

    private func reason(
        _ punch: Punch, _ mark: Int, _ owner: Presence, _ isIn: Bool, _ correction: String?
    ) -> String {
        if let correction, punch.source != .manual { return correction }
        let manual = punch.source == .manual ? ", and \(correction ?? "it was added by hand")" : ""
        if punch.source == .manual, marks[mark].way != .unknown { return correction ?? "it was added by hand as such" }
        if marks[mark].isHandover {
            return "one shift ends and the next begins here, so it is not a double" + manual
        }
        if marks[mark].way == .unknown {
            let alone = owner.kind != .pair
            return
                (alone && !isIn
                ? "no other punch goes with it and it is nearer to the end of the shift than to the start"
                : alone
                    ? "no later punch goes with it" : "punches without a direction go by turns, IN then OUT") + manual
        }
        switch punch.direction {
        case .entry: return "the terminal stands at an entry" + manual
        case .exit: return "the terminal stands at an exit" + manual
        case .automatic, .alternating: return "that key was pressed at the terminal" + manual
        }
    }

    private func tell(_ punch: Punch, elsewhere owner: Presence, in story: inout Story) {
        let slot = Int(owner.slot)
        let date = Phrases.date(calendar[Int(slots[slot].day)].date)
        let why =
            owner.kind == .pair
            ? "it is part of the presence from \(story.clock(owner.from)) to \(story.clock(owner.to))"
            : "that shift is nearer"
        story.add(
            .punchElsewhere, input: "\(punch.local)", output: date, punch: punch.id,
            "\(story.clock(punch.local)) is counted on \(date)\(inShift(slot)): \(why).")
    }

    private func inShift(_ slot: Int) -> String { slots[slot].hasHours ? ", shift \(shiftName(slot))" : "" }

    /// A presence of the day, the shifts that it could belong to, and the one that it went to.
    ///
    /// - Parameter isOpen: its OUT may still come.
    func tellPresence(_ index: Int, isOpen: Bool, in story: inout Story) {
        let presence = presences[index]
        let from = story.clock(presence.from)
        switch presence.kind {
        case .missingOut:
            story.add(
                .missingOut, input: from,
                isOpen
                    ? "The IN at \(from) has no OUT yet: time counts from it once there is one."
                    : "The IN at \(from) has no OUT: no time counts from it.")
        case .missingIn:
            story.add(.missingIn, input: from, "The OUT at \(from) has no IN: no time counts up to it.")
        case .pair:
            let span = "\(from) to \(story.clock(presence.to))"
            let length = Phrases.duration(presence.to - presence.from)
            story.add(
                .pair, input: span, output: length, "\(span) is one presence of \(length)\(changeOfClock(presence)).")
            tellCandidates(presence, in: &story)
        }
    }

    private func changeOfClock(_ presence: Presence) -> String {
        let from = rules.zone.offset(at: Instant(seconds: presence.from))
        let to = rules.zone.offset(at: Instant(seconds: presence.to))
        if from == to { return "" }
        return ": the clock went \(to > from ? "forward" : "back") by \(Phrases.duration(abs(to - from))) meanwhile"
    }

    private func tellCandidates(_ presence: Presence, in story: inout Story) {
        let around = neighbours(of: Int(presence.first), Int(presence.last))
        let candidates = around.map { ($0, slots[$0].overlapWithHours(from: presence.from, to: presence.to)) }
            .filter { $0.1 > 0 }
        for (slot, overlap) in candidates {
            let name = "shift \(shiftName(slot)) of \(Phrases.date(calendar[Int(slots[slot].day)].date))"
            story.add(
                .shiftCandidate, input: name, output: Phrases.duration(overlap),
                "\(Phrases.duration(overlap)) of it lie within the hours of \(name).")
        }
        let chosen = Int(presence.slot)
        let reason =
            switch candidates.count {
            case 0: "it lies within the hours of no shift, and this day is the nearest"
            case 1: "no other shift has a part in it"
            default: "that is the greatest overlap"
            }
        let day = Phrases.date(calendar[Int(slots[chosen].day)].date)
        story.add(
            .shiftChosen, input: Phrases.count(candidates.count, "candidate"), output: "\(day)\(inShift(chosen))",
            "It is counted on \(day)\(inShift(chosen)): \(reason).")
    }
}
