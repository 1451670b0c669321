import Domain
import SeededRandom
import Testing

/// A day that is not provisional any more never changes, whatever is punched and collected later.
struct FinalityTests {
    @Test(arguments: PropertyTests.blocks) func whatIsFinalStaysAsItIs(block: Int) {
        var finals = 0
        for (seed, month) in PropertyTests().months(block).prefix(250) {
            let whole = Dictionary(uniqueKeysWithValues: days(month, until: nil).map { ($0.date, $0) })
            var random = SeededGenerator(seed: seed)
            for _ in 0..<6 {
                let date = month.days.lowerBound + Int.random(in: 0...33, using: &random)
                let until = Instant(
                    seconds: LocalTime(date).seconds + Int64.random(in: 0..<86_400, using: &random))
                for day in days(month, until: until) where !day.flags.contains(.provisional) && day.status != .blank {
                    #expect(whole[day.date] == day, "seed \(seed), \(day.date) as of \(until)")
                    finals += 1
                }
            }
        }
        #expect(finals > 10_000)
    }

    /// - Parameter until: everything up to here has been collected, and nothing later happened yet.
    private func days(_ month: RandomMonth, until: Instant?) -> [DayResult] {
        let punches = month.punches.filter { punch in
            punch.quarantine == nil && until.map { punch.instant <= $0 } ?? true
        }
        return month.sample.days(
            punches, month.days, knowing: Knowledge(now: until, completeThrough: until))
    }
}
