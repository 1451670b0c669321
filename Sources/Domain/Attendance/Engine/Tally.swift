/// What the presence of one slot adds up to, before any rule has judged it.
struct Tally {
    var presence: Int64 = 0
    /// Presence before the shift's start and after its end.
    var before: Int64 = 0
    var after: Int64 = 0
    /// Unpaid breaks, as far as the person was there during them.
    var deducted: Int64 = 0
    /// Time between one presence and the next.
    var away: Int64 = 0
    /// The part of it that lies in paid breaks, and counts as work.
    var paidAway: Int64 = 0
    /// Presence and time away between the stretches of a split shift.
    var unworked: Int64 = 0
    var splitAway: Int64 = 0
    /// Coming back late from a punched break, and to or from a stretch of a split shift.
    var lateBack: Int64 = 0
    var splitLate: Int64 = 0
    var splitEarly: Int64 = 0
    /// What rounding adds to the work, or takes from it.
    var roundedBy: Int64 = 0
    var pairs = 0
    /// Approved work elsewhere that no presence covers; it is part of `presence`.
    var duty: Int64 = 0
    var dutyFrom: Int64 = .max
    var dutyTo: Int64 = .min
    /// Positions among the marks; -1: none.
    var firstIn: Int32 = -1
    var lastOut: Int32 = -1
    /// The first thing known is an OUT, or the last is an IN: arrival or leaving cannot be judged.
    var isArrivalUnknown = false
    var isLeavingUnknown = false
    /// The last punch is an IN and may still find its OUT.
    var isInside = false
    var insideSince: Int64 = 0
    /// Where the first and the last stretch begin and end, if not where they were punched.
    var edges = Edges()
    /// First to last: one stretch over all marks.
    var isOneStretch = false
    var flags: DayFlags = []
    /// Presence that ends later is more than a date can hold.
    let limit: Int64
    private var firstStart: Int64 = .max
    private var lastEnd: Int64 = .min
    /// The same by punches alone.
    private var firstPunched: Int64 = .max
    private var lastPunched: Int64 = .min

    init(limit: Int64) { self.limit = limit }

    var work: Int64 { presence - deducted - unworked + paidAway + roundedBy }
    /// Time away that is a break or counts as one.
    var awayTime: Int64 { away - paidAway - splitAway }
    var breakTime: Int64 { deducted + awayTime }

    mutating func add(from: Int64, to: Int64, in slot: Slot) {
        presence += to - from
        pairs += 1
        if lastEnd > .min { away += from - lastEnd }
        firstStart = min(firstStart, from)
        lastEnd = to
        (firstPunched, lastPunched) = (firstStart, to)
        guard slot.hasHours else { return }
        before += max(0, min(to, slot.start) - from)
        after += max(0, to - max(from, slot.end))
    }
}

extension Tally {
    /// Duty from and to these joins the presences; `presence` has it already.
    mutating func widen(from: Int64, to: Int64) {
        (dutyFrom, dutyTo) = (from, to)
        firstStart = min(firstStart, from)
        lastEnd = max(lastEnd, to)
        away = max(0, lastEnd - firstStart - presence)
    }

    /// As ``stay(from:to:)``, by punches alone.
    func punchedStay(from: Int64, to: Int64) -> Int64 {
        max(0, min(to, lastPunched) - max(from, firstPunched))
    }

    /// How much of a span lies between the first coming and the last going.
    func stay(from: Int64, to: Int64) -> Int64 { max(0, min(to, lastEnd) - max(from, firstStart)) }
}

extension DayEngine {
    func tally<Tracer: DayTracer>(
        _ index: Int, _ range: Range<Int>, now: Int64, limit: Int64, tracer: inout Tracer
    ) -> Tally {
        let slot = slots[index]
        var tally = Tally(limit: limit)
        guard !range.isEmpty else { return tally }
        noteMarks(of: slot, range, in: &tally)
        let last = presences[range.upperBound - 1]
        tally.isInside = isInside(range.upperBound - 1, of: index, now: now)
        tally.insideSince = last.from
        let hasEdges = (slot.hasHours || slot.isRest) && rare(slot).contains(.edges)
        if policy(of: index).pairing == .firstLast, !tally.isInside,
            addFirstToLast(slot, index, range, hasEdges: hasEdges, in: &tally, tracer: &tracer)
        {
            return tally
        }
        if hasEdges { setEdges(index, range, now: now, in: &tally, tracer: &tracer) }
        for position in range { add(position, of: slot, in: &tally, tracer: &tracer) }
        return tally
    }

    /// The last thing known of the person is an IN, from which the longest presence has not yet passed; whether the
    /// next shift has begun meanwhile makes no difference.
    func isInside(_ presence: Int, of slot: Int, now: Int64) -> Bool {
        let last = presences[presence]
        guard last.kind == .missingOut, now < .max,
            now - last.from <= Int64(policy(of: slot).longestPresence)
        else { return false }
        return presence + 1 == presences.count || presences[presence + 1].from > now
    }

    private func noteMarks(of slot: Slot, _ range: Range<Int>, in tally: inout Tally) {
        let isUniform = calendar[Int(slot.day)].isUniform
        if slot.isAtClockChange { tally.flags.insert(.clockChange) }
        for mark in presences[range.lowerBound].first...presences[range.upperBound - 1].last {
            if marks[Int(mark)].isManual { tally.flags.insert(.manualPunch) }
            if !isUniform, rules.zone.isDoubtful(Instant(seconds: marks[Int(mark)].instant)) {
                tally.flags.insert(.clockChange)
            }
        }
    }

    private func add<Tracer: DayTracer>(
        _ position: Int, of slot: Slot, in tally: inout Tally, tracer: inout Tracer
    ) {
        let presence = presences[position]
        if isOutside(presence, slot, tally.limit) {
            tally.flags.insert(.outsideWindow)
            tracer.note(
                .outsideWindow(from: presence.from, to: presence.to, closes: min(slot.closes, tally.limit)))
            return
        }
        let isFirst = tally.firstIn < 0 && tally.lastOut < 0
        tally.isLeavingUnknown = presence.kind == .missingOut
        if presence.kind != .missingIn, tally.firstIn < 0 { tally.firstIn = presence.first }
        if presence.kind != .missingOut { tally.lastOut = presence.last }
        switch presence.kind {
        case .pair: break
        case .missingIn:
            tally.flags.insert(.missingIn)
            if isFirst { tally.isArrivalUnknown = true }
        case .missingOut: tally.flags.insert(.missingOut)
        }
        if let span = span(position, slot, tally) { tally.add(from: span.from, to: span.to, in: slot) }
    }

    /// From when to when a presence counts; nil where it counts no time.
    @inline(__always)
    func span(_ position: Int, _ slot: Slot, _ tally: Tally) -> (from: Int64, to: Int64)? {
        let presence = presences[position]
        if tally.edges.isEmpty {
            return presence.kind == .pair && !isOutside(presence, slot, tally.limit)
                ? (presence.from, presence.to) : nil
        }
        return tally.edges.span(position, of: presence, isOutside: isOutside(presence, slot, tally.limit))
    }

    /// Presence counts whole if it begins before the window closes, and ends within a day of the date's first. Of an OUT
    /// without its IN nobody knows when it began.
    func isOutside(_ presence: Presence, _ slot: Slot, _ limit: Int64) -> Bool {
        slot.kind == .working && presence.kind != .missingIn && presence.from >= slot.closes
            || presence.kind == .pair && presence.to > limit
    }

    /// Work by last OUT minus first IN, whatever lies between.
    /// - Returns: false where there are not two such punches; then the presences are read one by one.
    private func addFirstToLast<Tracer: DayTracer>(
        _ slot: Slot, _ index: Int, _ range: Range<Int>, hasEdges: Bool, in tally: inout Tally, tracer: inout Tracer
    ) -> Bool {
        let all = presences[range.lowerBound].first...presences[range.upperBound - 1].last
        guard let first = all.first(where: { marks[Int($0)].way != .out }) else { return false }
        let from = marks[Int(first)].instant
        let longest = Int64(policy(of: index).longestPresence)
        let isLast = { (mark: Int32) in
            marks[Int(mark)].way != .in && marks[Int(mark)].instant > from
                && marks[Int(mark)].instant - from <= longest
        }
        guard let last = (first...all.upperBound).last(where: isLast) else { return false }
        let to = marks[Int(last)].instant
        guard slot.kind != .working || from < slot.closes, to <= tally.limit else { return false }
        tally.firstIn = first
        tally.lastOut = last
        tally.isArrivalUnknown = first > all.lowerBound
        tally.isLeavingUnknown = last < all.upperBound
        if tally.isArrivalUnknown { tally.flags.insert(.missingIn) }
        if tally.isLeavingUnknown { tally.flags.insert(.missingOut) }
        tally.isOneStretch = true
        tracer.note(.firstToLast(from: from, to: to))
        let span = hasEdges ? edges(index, range, from: first, to: last, in: &tally, tracer: &tracer) : (from, to)
        tally.add(from: span.0, to: span.1, in: slot)
        return true
    }
}
