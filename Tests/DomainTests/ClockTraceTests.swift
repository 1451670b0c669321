import Domain
import SeededRandom
import Testing

struct ClockTraceTests {
    private static func back(_ times: [Int64]) -> [Int64] {
        var trace = ClockTrace()
        for (index, time) in times.enumerated() { trace.add(ID(Int64(index)), at: Instant(seconds: time)) }
        return trace.setBack.map(\.back)
    }

    /// Two a day, at 9 and at 18.
    private static func days(_ range: Range<Int64>, shift: Int64 = 0) -> [Int64] {
        var times: [Int64] = []
        for day in range {
            let midnight: Int64 = day * 86_400 + shift
            times.append(midnight + 32_400)
            times.append(midnight + 64_800)
        }
        return times
    }

    @Test func theLimit() {
        #expect(Self.back([1000, 940]).isEmpty)
        #expect(Self.back([1000, 939]) == [61])
        #expect(Self.back([]).isEmpty && Self.back([5]).isEmpty)
    }

    @Test func aClockThatIsSetBackShowsAStretchOnceMore() {
        let hour: Int64 = 3600
        let day: Int64 = 24 * hour
        // Two hours ahead for a week, then set right in the evening.
        var ahead: [Int64] = Self.days(0..<5)
        ahead += Self.days(5..<12, shift: 2 * hour)
        ahead.append(11 * day + 19 * hour)
        #expect(Self.back(ahead) == [hour])
        // One that was a month ahead.
        let month: [Int64] = Self.days(30..<35) + Self.days(5..<40)
        let expected: Int64 = 29 * day + 9 * hour
        #expect(Self.back(month) == [expected])
        // Set twice in one evening.
        var twice: [Int64] = Self.days(0..<20)
        twice.append(19 * day + 16 * hour)
        twice.append(19 * day + 14 * hour)
        twice += Self.days(20..<40)
        #expect(Self.back(twice) == [7200, 7200])
        // Once a month.
        var monthly: [Int64] = []
        for month: Int64 in 0..<12 {
            let first = month * 30
            monthly += Self.days(first..<first + 30)
            monthly.append((first + 29) * day + 17 * hour)
        }
        #expect(Self.back(monthly) == Array(repeating: hour, count: 12))
    }

    @Test func aLogThatGoesOverTheSameHoursAgainAndAgainSaysNothing() {
        // Person by person.
        let month = Self.days(0..<30)
        for people in 4...60 {
            let log = Array(repeating: month, count: people).flatMap { $0 }
            #expect(Self.back(log).isEmpty, "\(people) people")
        }
        // Person by person within each day; of two people the hours come only twice, and too often.
        for people in [2, 8] {
            var log: [Int64] = []
            for day: Int64 in 0..<30 {
                for _ in 0..<people { log += Self.days(day..<day + 1) }
            }
            #expect(Self.back(log).isEmpty, "\(people) people")
        }
        var chance = SeededGenerator(seed: 7)
        let shuffled = Self.days(0..<200).shuffled(using: &chance)
        #expect(Self.back(shuffled).isEmpty)
    }

    /// More than one punch in twenty.
    @Test(arguments: [(Int64(19), Int64(1)), (20, 2), (39, 2), (40, 3)]) func howManyStepsALogMayHave(
        count: Int64, most: Int64
    ) {
        for steps in [most, most + 1] {
            // Each step goes back by half an hour of its own.
            var times: [Int64] = []
            for index: Int64 in 0..<count {
                let isLate = index < steps * 2 && index % 2 == 1
                times.append(index * 7200 - (isLate ? 9000 : 0))
            }
            let found = Self.back(times)
            #expect(found.count == (steps == most ? Int(most) : 0), "\(steps) of \(count)")
        }
    }
}
