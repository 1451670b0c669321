import Domain

/// A month counted by hand: minutes run through clocks, and the days are a line of letters.
struct CountedMonth: Equatable {
    var letters: [String: Int] = [:]
    var work = 0
    var late = 0
    var early = 0
    var overtime = 0
    var periodOvertime = 0
    var payable = 0
    var tiers = [0, 0, 0]
    var timeOffHalves = 0
    var leaveHalves = 0
    var penaltyHalves = 0
}

extension CountedMonth {
    init(_ person: StoryCompany.Person) {
        var clocks = MinuteClocks(person.trade.rules)
        let days = person.stories.map { CountedDay($0, of: person) }
        let counted = days.map { (day: $0, extra: clocks.run($0)) }
        var line = Self.sandwiched(String(days.map(\.letter)), person.trade.rules)
        if person.trade.rules.lateInARowForLowerDay > 0 { line = Self.lowered(line, days) }
        for ((day, extra), letter) in zip(counted, line) where StoryCompany.month.contains(day.date) {
            letters[String(letter), default: 0] += 1
            work += day.work
            late += day.late
            early += day.early
            overtime += day.overtime + extra
            periodOvertime += extra
            payable +=
                person.trade.rules.needsApproval ? min(day.approved ?? 0, day.overtime + extra) : day.overtime + extra
            addTiers(day.overtime + extra, "wh".contains(letter) ? [] : person.trade.rules.tiers)
            timeOffHalves += day.timeOffHalves
            leaveHalves += day.leaveHalves
        }
        let month = days.filter { StoryCompany.month.contains($0.date) }
        if person.trade.rules.lateDaysForPenalty > 0 {
            penaltyHalves = month.count { $0.late > 0 } / person.trade.rules.lateDaysForPenalty
        }
        if person.trade.rules.earlyDaysForPenalty > 0 {
            penaltyHalves += month.count { $0.early > 0 } / person.trade.rules.earlyDaysForPenalty * 2
        }
    }

    /// Each minute of a day's overtime goes to the first tier that is not full.
    private mutating func addTiers(_ minutes: Int, _ ends: [Int]) {
        for minute in 0..<minutes { tiers[ends.firstIndex { minute < $0 } ?? ends.count] += 1 }
    }

    /// Rest days beside an absence: found in the line of letters, like words in a text.
    private static func sandwiched(_ line: String, _ rules: PlainRules) -> String {
        func filled(_ found: Substring) -> String { "A" + found.dropFirst().map { _ in "S" } }
        if rules.isSandwichedBetween { return line.replacing(/A[WH]+(?=A)/) { filled($0.output) } }
        if rules.isSandwichedAfter { return line.replacing(/A[WH]+/) { filled($0.output) } }
        return line
    }

    /// Each second late day in a row of working days counts half a day less.
    private static func lowered(_ line: String, _ days: [CountedDay]) -> String {
        var run = 0
        return String(
            zip(line, days).map { letter, day in
                if day.date.day == 1 { run = 0 }
                guard day.late > 0 else {
                    if "P½A".contains(letter) { run = 0 }
                    return letter
                }
                run += 1
                guard run.isMultiple(of: 2) else { return letter }
                return letter == "P" ? "½" : letter == "½" ? "A" : letter
            })
    }
}

/// Work that no day has paid as overtime runs through clocks minute by minute; a minute on which one is full is overtime.
struct MinuteClocks {
    private let rules: PlainRules
    private var week = 0
    private var fortnight = 0
    private var month = 0
    private var daysInARow = 0

    init(_ rules: PlainRules) { self.rules = rules }

    /// - Returns: the minutes that become overtime.
    mutating func run(_ day: CountedDay) -> Int {
        let daysSinceMonday = day.date - civil("2026-10-12")
        if daysSinceMonday % 7 == 0 { week = 0 }
        if daysSinceMonday % 14 == 0 { fortnight = 0 }
        if day.date.day == 1 { month = 0 }
        daysInARow = day.work > 0 ? daysInARow + 1 : 0
        let isPaidOtherwise = "WH".contains(day.letter) || day.timeOffHalves > 0
        let minutes = isPaidOtherwise ? 0 : max(0, day.work - day.overtime - day.workOnLeave)
        let isRowDue = rules.overtimeFromDayInARow > 0 && daysInARow >= rules.overtimeFromDayInARow
        if isRowDue { return minutes }
        var extra = 0
        for _ in 0..<minutes where isFull() { extra += 1 }
        return extra
    }

    private mutating func isFull() -> Bool {
        if rules.weekAbove > 0 {
            if week == rules.weekAbove { return true }
            week += 1
        }
        if rules.fortnightAbove > 0 {
            if fortnight == rules.fortnightAbove { return true }
            fortnight += 1
        }
        if rules.monthAbove > 0 {
            if month == rules.monthAbove { return true }
            month += 1
        }
        return false
    }
}
