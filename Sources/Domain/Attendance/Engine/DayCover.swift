/// What leave and approved work elsewhere make of one slot. Days without either have none.
struct DayCover: Sendable {
    var firstHalf: ID<LeaveType>?
    var secondHalf: ID<LeaveType>?
    /// Nothing of the slot is expected: all of it is leave.
    var isWhole = false
    /// The half of the slot's own hours that is leave; the other one is judged.
    var half: DayHalf?
    /// Positions among the engine's spans: leave, then duty, each disjoint and in order of time.
    var spans: Range<Int32> = 0..<0
    /// `.onDuty` and `.workFromHome`, as far as there is such a span.
    var duties: DayFlags = []

    mutating func take(_ type: ID<LeaveType>, _ half: DayHalf) {
        switch half {
        case .first: firstHalf = min(firstHalf ?? type, type)
        case .second: secondHalf = min(secondHalf ?? type, type)
        }
    }
}

/// A stretch of leave or duty inside one slot.
struct CoverSpan: Sendable {
    enum Kind: UInt8, Sendable {
        /// A half day of leave.
        case leave
        case hourlyLeave
        case onDuty, workFromHome

        var isDuty: Bool { self == .onDuty || self == .workFromHome }
    }

    let slot: Int32
    let kind: Kind
    let from: Int64
    var to: Int64

    func overlap(from start: Int64, to end: Int64) -> Int64 { max(0, min(to, end) - max(from, start)) }

    func isBefore(_ other: CoverSpan) -> Bool {
        (slot, kind.isDuty ? 1 : 0, from, kind.rawValue, to)
            < (other.slot, other.kind.isDuty ? 1 : 0, other.from, other.kind.rawValue, other.to)
    }
}

extension DayEngine {
    /// Puts leave and duty upon the slots they concern. Whatever the order in which they are given, and however they
    /// overlap, no minute stands twice.
    mutating func layOutCovers(_ person: EmployeeCase) {
        covers.removeAll(keepingCapacity: true)
        spans.removeAll(keepingCapacity: true)
        for leave in person.leaves { cover(leave) }
        for work in person.outsideWork { cover(work) }
        guard !covers.isEmpty else { return }
        for index in slots.indices where slots[index].cover >= 0 { settleCover(of: index) }
        joinSpans()
    }

    private mutating func cover(_ leave: LeaveOnDay) {
        let today = slotsOf(leave.date)
        if case .hours(let from, let until) = leave.portion {
            guard let index = nearest(today, from.seconds, until.seconds), isDue(index, leave) else { return }
            add(.hourlyLeave, from: from.seconds, to: until.seconds, to: index)
            return
        }
        for index in today where isDue(index, leave) {
            let position = openCover(index)
            if leave.portion != .secondHalf { covers[position].take(leave.type, .first) }
            if leave.portion != .firstHalf { covers[position].take(leave.type, .second) }
        }
    }

    private func isDue(_ index: Int, _ leave: LeaveOnDay) -> Bool {
        slots[index].kind != .unemployed && (!slots[index].isRest || leave.countsRestDays)
    }

    private mutating func cover(_ work: OutsideWork) {
        let kind: CoverSpan.Kind = work.kind == .onDuty ? .onDuty : .workFromHome
        if case .hours(let from, let until) = work.portion {
            let around = slotsOf(work.date - 1).lowerBound..<slotsOf(work.date + 1).upperBound
            guard let index = nearest(around, from.seconds, until.seconds) else { return }
            add(kind, from: from.seconds, to: until.seconds, to: index)
            return
        }
        let today = slotsOf(work.date)
        for index in today where slots[index].hasHours {
            if work.portion == .full {
                add(kind, from: slots[index].start, to: slots[index].end, to: index)
                continue
            }
            for half in DayHalf.allCases where work.portion.takes(half) {
                guard let hours = hours(of: half, index, among: today) else { continue }
                add(kind, from: hours.lowerBound, to: hours.upperBound, to: index)
            }
        }
    }

    private mutating func add(_ kind: CoverSpan.Kind, from: Int64, to: Int64, to index: Int) {
        guard from < to, slots[index].kind != .unemployed else { return }
        let position = openCover(index)
        if kind.isDuty { covers[position].duties.insert(kind == .onDuty ? .onDuty : .workFromHome) }
        spans.append(CoverSpan(slot: Int32(index), kind: kind, from: from, to: to))
    }

    private mutating func openCover(_ index: Int) -> Int {
        if slots[index].cover < 0 {
            slots[index].cover = Int32(covers.count)
            covers.append(DayCover())
        }
        return Int(slots[index].cover)
    }
}

extension DayEngine {
    /// The slots of a date; empty for one outside the calendar.
    private func slotsOf(_ date: CivilDate) -> Range<Int> {
        let day = max(-1, min(calendar.count, date - calendar[0].date))
        // Each day has one slot at least.
        var first = max(0, min(day, slots.count))
        while first < slots.count, Int(slots[first].day) < day { first += 1 }
        var end = first
        while end < slots.count, Int(slots[end].day) == day { end += 1 }
        return first..<end
    }

    /// The slot with the greatest overlap of hours, else the one inside whose borders the stretch begins.
    private func nearest(_ range: Range<Int>, _ from: Int64, _ to: Int64) -> Int? {
        var best: (slot: Int, overlap: Int64)?
        for index in range {
            let overlap = slots[index].overlapWithHours(from: from, to: to)
            if overlap > best?.overlap ?? 0 { best = (index, overlap) }
        }
        return best?.slot ?? range.last { slots[$0].border <= from } ?? range.first
    }

    /// The part of a slot that a half of its date takes. Of several shifts on a date the first ones are the first half,
    /// the last ones the second, and the one in the middle of an odd number is halved; nil for no part of it.
    func hours(of half: DayHalf, _ index: Int, among today: Range<Int>) -> ClosedRange<Int64>? {
        let slot = slots[index]
        guard slot.hasHours else { return nil }
        let place = 2 * (index - today.lowerBound) + 1
        if place < today.count { return half == .first ? slot.start...slot.end : nil }
        if place > today.count { return half == .second ? slot.start...slot.end : nil }
        if let holiday = slot.holidayHalf { return holiday == half ? nil : slot.start...slot.end }
        let middle = rules.plans[Int(slot.plan)].middle
        let day = calendar[Int(slot.day)]
        switch half {
        case .first: return slot.start...max(slot.start, day.instant(at: middle.lowerBound, in: rules.zone))
        case .second: return min(slot.end, day.instant(at: middle.upperBound, in: rules.zone))...slot.end
        }
    }

    /// Whether a leave of the whole date or its halves leaves anything of the slot to be expected, and what it excuses.
    private mutating func settleCover(of index: Int) {
        let position = Int(slots[index].cover)
        let today = slotsOf(calendar[Int(slots[index].day)].date)
        let (first, second) = (covers[position].firstHalf != nil, covers[position].secondHalf != nil)
        guard first || second else { return }
        guard slots[index].hasHours else {
            covers[position].isWhole = first && second
            return
        }
        let hasFirst = hours(of: .first, index, among: today) != nil
        let hasSecond = hours(of: .second, index, among: today) != nil
        covers[position].isWhole = (first || !hasFirst) && (second || !hasSecond)
        if covers[position].isWhole { return }
        guard let half: DayHalf = first && hasFirst ? .first : second && hasSecond ? .second : nil,
            let due = hours(of: half == .first ? .second : .first, index, among: today)
        else { return }
        covers[position].half = half
        // The break between the halves is nobody's to be there.
        let (from, to) =
            half == .first ? (slots[index].start, due.lowerBound) : (due.upperBound, slots[index].end)
        if from < to { spans.append(CoverSpan(slot: Int32(index), kind: .leave, from: from, to: to)) }
    }

    /// Sorts the spans by slot, and joins those of one kind that touch or overlap. Duty of one kind goes before another,
    /// leave by the half day before leave by the hour.
    private mutating func joinSpans() {
        spans.sort { $0.isBefore($1) }
        var kept = 0
        for index in spans.indices {
            var span = spans[index]
            if kept > 0, spans[kept - 1].slot == span.slot, spans[kept - 1].kind.isDuty == span.kind.isDuty {
                if span.from <= spans[kept - 1].to, span.kind == spans[kept - 1].kind {
                    spans[kept - 1].to = max(spans[kept - 1].to, span.to)
                    continue
                }
                let from = max(span.from, spans[kept - 1].to)
                guard from < span.to else { continue }
                span = CoverSpan(slot: span.slot, kind: span.kind, from: from, to: span.to)
            }
            spans[kept] = span
            kept += 1
        }
        spans.removeLast(spans.count - kept)
        var start = 0
        while start < kept {
            var end = start + 1
            while end < kept, spans[end].slot == spans[start].slot { end += 1 }
            covers[Int(slots[Int(spans[start].slot)].cover)].spans = Int32(start)..<Int32(end)
            start = end
        }
    }
}

extension DayPortion {
    func takes(_ half: DayHalf) -> Bool {
        switch self {
        case .full: true
        case .firstHalf: half == .first
        case .secondHalf: half == .second
        case .hours: false
        }
    }
}
