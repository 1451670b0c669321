import Domain

/// One day counted by hand: a row of minutes that are ticked and counted.
///
/// Nothing of the engine is used. It knows no punches, pairs or placements, only what was told.
struct CountedDay {
    var date: CivilDate
    /// P, ½, A; W, H and w, h where somebody worked on them; L, q and z for a day and half a day of leave, the other half
    /// worked or not; D for a whole day elsewhere.
    var letter: Character = "A"
    var work = 0
    var late = 0
    var early = 0
    var overtime = 0
    var timeOffHalves = 0
    var leaveHalves = 0
    /// Work that is paid as leave.
    var workOnLeave = 0
    var approved: Int?

    private var there = Array(repeating: false, count: 2880)
    private let trade: Trade

    init(_ story: DayStory, of person: StoryCompany.Person) {
        (date, trade, approved) = (story.date, person.trade, story.approved)
        for stay in Self.rounded(story.stays, person, date) { for minute in stay { there[minute] = true } }
        guard !person.isRest(date) else {
            countRest(isHoliday: person.isHoliday(date))
            return
        }
        let isHalfHoliday = date == StoryCompany.halfHoliday && person.employee.postings.first.location == "Pune"
        let due = isHalfHoliday ? trade.firstHalf : trade.hours
        // A whole day elsewhere is as long as the day's own hours.
        if let duty = story.duty { for minute in duty == trade.hours ? due : duty { there[minute] = true } }
        count(story, due: due, isHalfHoliday: isHalfHoliday)
    }

    /// The quarter of an hour after coming, and the one before leaving. A guard's roster has no hours on a free night, and
    /// is rounded all the same.
    private static func rounded(_ stays: [Range<Int>], _ person: StoryCompany.Person, _ date: CivilDate) -> [Range<Int>]
    {
        guard person.trade.rules.roundsInAndOut, let stay = stays.first else { return stays }
        let from = (stay.lowerBound + 14) / 15 * 15
        return [from..<max(from, stay.upperBound / 15 * 15)]
    }

    private mutating func countRest(isHoliday: Bool) {
        work = ticks(0..<2880)
        let isWorked = work >= 30
        letter = isHoliday ? (isWorked ? "h" : "H") : (isWorked ? "w" : "W")
        guard isWorked else { return }
        if trade.rules.earnsTimeOff { timeOffHalves = work < 240 ? 1 : 2 } else { overtime = paid(work) }
    }

    private mutating func count(_ story: DayStory, due: Range<Int>, isHalfHoliday: Bool) {
        var expected = due
        var leaveSpan: Range<Int>?
        switch story.leave {
        case .none, .hours: break
        case .whole: (leaveSpan, leaveHalves) = (0..<2880, 2)
        case .firstHalf:
            (expected, leaveSpan, leaveHalves) = (trade.secondHalf, due.lowerBound..<trade.secondHalf.lowerBound, 1)
        case .secondHalf:
            (expected, leaveSpan, leaveHalves) = (trade.firstHalf, trade.firstHalf.upperBound..<due.upperBound, 1)
        }
        work =
            worked(isHalfHoliday ? 0..<due.upperBound : 0..<2880) + (isHalfHoliday ? ticks(due.upperBound..<2880) : 0)
        if trade.rules.automaticBreak, work > 360 { work -= max(0, 30 - absentBetween()) }
        if let leaveSpan { workOnLeave = leaveHalves == 2 ? work : worked(leaveSpan) }
        guard leaveHalves < 2 else {
            letter = "L"
            return
        }
        measure(story, expected)
        overtime = paid(beyond(due))
        letter = judged(story, isHalfHoliday: isHalfHoliday)
    }

    private func judged(_ story: DayStory, isHalfHoliday: Bool) -> Character {
        if leaveHalves == 1 { return work - workOnLeave < 120 ? "z" : "q" }
        var (absent, half) = isHalfHoliday ? (60, 120) : (120, 240)
        if case .hours(let hours) = story.leave { (absent, half) = (absent - hours.count, half - hours.count) }
        if work == 0 || work < absent { return "A" }
        if work < half { return "½" }
        if trade.rules.halfDayIfLate > 0, late > trade.rules.halfDayIfLate { return "½" }
        return story.duty == trade.hours && story.stays.isEmpty ? "D" : "P"
    }
}

extension CountedDay {
    private func ticks(_ range: Range<Int>) -> Int { range.count { there[$0] } }

    /// Without the shift's own break.
    private func worked(_ range: Range<Int>) -> Int {
        range.count { there[$0] && !(trade.pause?.contains($0) ?? false) }
    }

    private var first: Int? { there.firstIndex(of: true) }
    private var last: Int? { there.lastIndex(of: true) }

    private func absentBetween() -> Int {
        guard let first, let last else { return 0 }
        return (first...last).count { !there[$0] }
    }

    private func beyond(_ due: Range<Int>) -> Int {
        guard trade.kind == .desk else { return ticks(due.upperBound..<2880) }
        return max(0, work - ticks(0..<420) - 480)
    }

    private func paid(_ minutes: Int) -> Int {
        minutes < 30 ? 0 : min(minutes / trade.rules.overtimeUnit * trade.rules.overtimeUnit, 180)
    }

    /// By the punches themselves, before anything was rounded.
    private mutating func measure(_ story: DayStory, _ expected: Range<Int>) {
        var start = expected.lowerBound
        if case .hours(let hours) = story.leave { start = hours.upperBound }
        if trade.kind == .desk { start = 600 }
        let come = [story.stays.first?.lowerBound, story.duty?.lowerBound, story.loneIn].compactMap(\.self).min()
        guard let come else { return }
        if come > start + trade.rules.lateGrace { late = come - start }
        guard story.loneIn == nil,
            let go = [story.stays.last?.upperBound, story.duty?.upperBound].compactMap(\.self).max()
        else { return }
        switch trade.kind {
        case .desk: measureDesk(come, go)
        case .shop: measureShop(story.stays)
        default: if go < expected.upperBound - trade.rules.earlyGrace { early = expected.upperBound - go }
        }
    }

    /// Eight hours whenever, there from ten to three but for the break.
    private mutating func measureDesk(_ come: Int, _ go: Int) {
        early = max(0, 480 - work)
        if go < 900 { early = max(early, 900 - max(go, 600)) }
        late += (600..<900).count { $0 > come && $0 < go && !there[$0] && !(720..<750).contains($0) }
    }

    /// Each part of the day has its own beginning and end.
    private mutating func measureShop(_ stays: [Range<Int>]) {
        func missing(_ minutes: Int) -> Int { minutes > trade.rules.earlyGrace ? minutes : 0 }
        guard stays.count == 2 else {
            early = max(0, 720 - stays[0].upperBound) + 240
            return
        }
        if stays[1].lowerBound > 960 + trade.rules.lateGrace { late += stays[1].lowerBound - 960 }
        early = missing(720 - stays[0].upperBound) + missing(1200 - stays[1].upperBound)
    }
}
