import Domain

/// A month counted by hand: each day is a row of minutes that are ticked and counted, the days are a line of letters.
///
/// Nothing of the engine is used. It knows no punches, pairs or placements, only what was told.
struct CountedMonth: Equatable {
    var letters: [String: Int] = [:]
    var work = 0
    var late = 0
    var early = 0
    var overtime = 0
    var weeklyOvertime = 0
    var penaltyHalfDays = 0
}

/// One day, in minutes.
struct CountedDay {
    var date: CivilDate
    /// P, ½, A; W, H and w, h where somebody worked on them.
    var letter: Character
    var work = 0
    var late = 0
    var early = 0
    var overtime = 0
}

extension CountedDay {
    init(_ story: DayStory, _ shift: StoryShift) {
        date = story.date
        var there = Array(repeating: false, count: 2880)
        for stay in story.stays { for minute in stay { there[minute] = true } }
        let present = there.indices.filter { there[$0] }
        guard !StoryCompany.isRest(date) else {
            let isHoliday = date == StoryCompany.holiday
            work = present.count
            overtime = Self.paid(present.count)
            letter = present.count >= 30 ? (isHoliday ? "h" : "w") : (isHoliday ? "H" : "W")
            return
        }
        letter = "A"
        if let lone = story.loneIn, lone > shift.hours.lowerBound + 10 { late = lone - shift.hours.lowerBound }
        guard let first = present.first, let last = present.last else { return }
        work = present.filter { !(shift.pause?.contains($0) ?? false) }.count
        if first > shift.hours.lowerBound + 10 { late = first - shift.hours.lowerBound }
        if last + 1 < shift.hours.upperBound - 5 { early = shift.hours.upperBound - last - 1 }
        overtime = Self.paid(present.filter { $0 >= shift.hours.upperBound }.count)
        letter = work < 120 ? "A" : work < 240 ? "½" : "P"
    }

    private static func paid(_ minutes: Int) -> Int { minutes < 30 ? 0 : min(minutes, 180) }

    /// What a week adds up: work that is not paid as overtime already.
    var regular: Int { "WH".contains(letter) ? 0 : work - overtime }
}

extension CountedMonth {
    init(_ person: StoryCompany.Person) {
        let days = person.stories.map { CountedDay($0, person.shift) }
        let line = Self.sandwiched(String(days.map(\.letter)))
        for (day, letter) in zip(days, line) where StoryCompany.month.contains(day.date) {
            letters[String(letter), default: 0] += 1
            work += day.work
            late += day.late
            early += day.early
            overtime += day.overtime
            if day.late > 0 { penaltyHalfDays += 1 }
        }
        // Each third late day of the month costs half a day.
        penaltyHalfDays /= 3
        weeklyOvertime = Self.beyondWeeks(days)
        overtime += weeklyOvertime
    }

    /// Rest days with an absence on either side: found in the line of letters, like words in a text.
    private static func sandwiched(_ line: String) -> String {
        line.replacing(/A[WH]+(?=A)/) { match in "A" + match.output.dropFirst().map { _ in "S" } }
    }

    /// What the weeks hold beyond 46 hours by the end of the month, less what they held before it began.
    private static func beyondWeeks(_ days: [CountedDay]) -> Int {
        var sum = 0
        // 12 October 2026 is a Monday.
        for week in Dictionary(grouping: days, by: { ($0.date - civil("2026-10-12")) / 7 }).values {
            let before = week.filter { $0.date < StoryCompany.month.lowerBound }.map(\.regular).reduce(0, +)
            let through = week.filter { $0.date <= StoryCompany.month.upperBound }.map(\.regular).reduce(0, +)
            sum += max(0, through - 46 * 60) - max(0, before - 46 * 60)
        }
        return sum
    }
}
