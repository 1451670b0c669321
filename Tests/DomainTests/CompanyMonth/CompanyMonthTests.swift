import Domain
import Testing

/// A month of a company with everything switched on, held against totals that are counted in another way.
struct CompanyMonthTests {
    @Test func everybodysTotalsAreThoseCountedByHand() {
        let company = StoryCompany(count: 500)
        var engine = DayEngine(rules: company.rules)
        var whole = CountedMonth()
        for person in company.people {
            let counted = CountedMonth(person)
            var days: [DayResult] = []
            engine.evaluate(person.known, days: StoryCompany.month, knowing: .complete) { days.append($0) }
            #expect(CountedMonth(days) == counted, "person \(person.employee.code)")
            whole.add(counted)
        }
        // Everything happens in it; else it would prove nothing.
        for letter in ["P", "½", "A", "W", "H", "w", "h", "S"] { #expect(whole.letters[letter] ?? 0 > 0, "\(letter)") }
        for figure in [whole.late, whole.early, whole.overtime, whole.weeklyOvertime, whole.penaltyHalfDays] {
            #expect(figure > 0)
        }
    }
}

extension CountedMonth {
    fileprivate init(_ days: [DayResult]) {
        self.init()
        for day in days where day.status != .blank {
            letters[day.letter, default: 0] += 1
            work += Int(day.work) / 60
            late += Int(day.late) / 60
            early += Int(day.early) / 60
            overtime += Int(day.overtime) / 60
            weeklyOvertime += Int(day.weeklyOvertime) / 60
            penaltyHalfDays += Int(day.penaltyHalfDays)
        }
    }

    fileprivate mutating func add(_ other: CountedMonth) {
        letters.merge(other.letters) { $0 + $1 }
        work += other.work
        late += other.late
        early += other.early
        overtime += other.overtime
        weeklyOvertime += other.weeklyOvertime
        penaltyHalfDays += other.penaltyHalfDays
    }
}

extension DayResult {
    fileprivate var letter: String {
        switch status {
        case .present: "P"
        case .halfDay: "½"
        case .absent: flags.contains(.sandwich) ? "S" : "A"
        case .weeklyOff: "W"
        case .weeklyOffPresent: "w"
        case .holiday: "H"
        case .holidayPresent: "h"
        default: status.code
        }
    }
}
