import Domain
import Testing

/// A month of a company with everything switched on, held against totals that are counted in another way.
struct CompanyMonthTests {
    @Test func everybodysTotalsAreThoseCountedByHand() {
        let company = StoryCompany(count: 500)
        var engine = DayEngine(rules: company.rules)
        var whole = CountedMonth()
        var periodOvertime: [Trade.Kind: Int] = [:]
        for person in company.people {
            let counted = CountedMonth(person)
            var days: [DayResult] = []
            engine.evaluate(company.known(person), days: StoryCompany.month, knowing: .complete) { days.append($0) }
            #expect(CountedMonth(days) == counted, "\(person.trade.kind) \(person.employee.code)")
            whole.add(counted)
            periodOvertime[person.trade.kind, default: 0] += counted.periodOvertime
        }
        // Everything happens in it; else it would prove nothing.
        for letter in ["P", "½", "A", "W", "H", "w", "h", "S", "L", "q", "z", "D"] {
            #expect(whole.letters[letter] ?? 0 > 0, "\(letter)")
        }
        for figure in [
            whole.late, whole.early, whole.timeOffHalves, whole.penaltyHalves,
            whole.leaveHalves, whole.overtime - whole.payable, whole.tiers[1], whole.tiers[2],
        ] { #expect(figure > 0) }
        for trade in Trade.all { #expect((periodOvertime[trade.kind] ?? 0 > 0) == (trade.kind != .shop)) }
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
            periodOvertime += Int(day.weeklyOvertime) / 60
            payable += Int(day.payableOvertime) / 60
            let bands = day.overtimeBands
            tiers = zip(tiers, [bands.first, bands.second, bands.third]).map { $0 + Int($1) / 60 }
            timeOffHalves += Int(day.compensatoryHalfDays)
            leaveHalves += day.leaveHalves
            penaltyHalves += Int(day.penaltyHalfDays)
        }
    }

    fileprivate mutating func add(_ other: CountedMonth) {
        letters.merge(other.letters) { $0 + $1 }
        work += other.work
        late += other.late
        early += other.early
        overtime += other.overtime
        periodOvertime += other.periodOvertime
        payable += other.payable
        tiers = zip(tiers, other.tiers).map { $0 + $1 }
        timeOffHalves += other.timeOffHalves
        leaveHalves += other.leaveHalves
        penaltyHalves += other.penaltyHalves
    }
}

extension DayResult {
    fileprivate var letter: String {
        switch status {
        case .present: "P"
        case .halfDay: leaveHalves == 1 ? "q" : "½"
        case .absent: flags.contains(.sandwich) ? "S" : leaveHalves == 1 ? "z" : "A"
        case .weeklyOff: "W"
        case .weeklyOffPresent: "w"
        case .holiday: "H"
        case .holidayPresent: "h"
        case .onLeave: "L"
        case .onDuty: "D"
        default: status.code
        }
    }
}
