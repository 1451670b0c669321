import SeededRandom
import Testing

@testable import Domain

/// What must hold for any month, however odd its punches.
struct PropertyTests {
    /// Blocks of seeds, so that the tests run in parallel.
    static let blocks = Array(0..<8)
    static let size: UInt64 = 500

    func months(_ block: Int) -> some Sequence<(UInt64, RandomMonth)> {
        (UInt64(block) * Self.size..<UInt64(block + 1) * Self.size).lazy.map { ($0, RandomMonth(seed: $0)) }
    }

    @Test(arguments: blocks) func timeIsNeitherNegativeNorMoreThanADay(block: Int) {
        for (seed, month) in months(block) {
            let days = month.sample.days(month.punches, month.days, knowing: month.knowledge(seed: seed))
            #expect(days.count == 31)
            for day in days {
                let all = [day.work, day.breakTime, day.late, day.early, day.overtime]
                #expect(all.allSatisfy { $0 >= 0 }, "seed \(seed), \(day.date)")
                // Rounding may add its units to a day that is full.
                #expect(day.work + day.breakTime <= 86_400 + 1500, "seed \(seed), \(day.date)")
                #expect(day.overtime <= day.work + day.breakTime, "seed \(seed), \(day.date)")
                #expect(day.overtime == 0 || day.compensatoryHalfDays == 0, "seed \(seed), \(day.date)")
            }
        }
    }

    @Test(arguments: blocks) func noPunchIsLostAndNoTimeCountsTwice(block: Int) {
        for (seed, month) in months(block) {
            var engine = DayEngine(rules: month.sample.rules)
            let person = month.sample.person(month.punches)
            engine.prepare(person, days: month.days, Horizon(.complete), tracing: FactRecorder.self)
            let inRange = person.punches[engine.firstPunch...].prefix(engine.fates.count)
            let last = engine.calendar[engine.calendar.count - 1].midnight + 2 * 86_400
            #expect(inRange.allSatisfy { $0.instant.seconds < last })
            #expect(
                person.punches.dropFirst(engine.firstPunch + inRange.count).allSatisfy { $0.instant.seconds >= last })
            let kept = engine.fates.filter { if case .kept = $0 { true } else { false } }.count
            #expect(kept == engine.marks.count, "seed \(seed)")
            let read = engine.presences.flatMap { $0.kind == .pair ? [$0.first, $0.last] : [$0.first] }
            #expect(read == engine.marks.indices.map(Int32.init), "seed \(seed): each mark in one presence, in order")
            for (earlier, later) in zip(engine.presences, engine.presences.dropFirst()) {
                #expect(earlier.to <= later.from && earlier.slot <= later.slot, "seed \(seed)")
            }
            #expect(engine.presences.allSatisfy { $0.kind != .pair || $0.from < $0.to }, "seed \(seed)")
        }
    }

    @Test(arguments: blocks) func everyPunchOfADateIsNamedInItsTrace(block: Int) {
        for (seed, month) in months(block).prefix(60) {
            let person = month.sample.person(month.punches)
            var engine = DayEngine(rules: month.sample.rules)
            for date in month.days {
                let named = engine.explain(person, date: date, knowing: .complete).entries.compactMap(\.punch)
                #expect(Set(named).count == named.count, "seed \(seed), \(date): named twice")
                for punch in person.punches where punch.local.date == date {
                    #expect(named.contains(punch.id), "seed \(seed), \(date): \(punch.local) is not named")
                }
            }
        }
    }

    @Test(arguments: blocks) func theOrderOfArrivalAndRepetitionDoNotMatter(block: Int) {
        for (seed, month) in months(block) {
            var random = SeededGenerator(seed: seed)
            let knowing = month.knowledge(seed: seed)
            let days = month.sample.days(month.punches, month.days, knowing: knowing)
            #expect(month.sample.days(month.punches.shuffled(using: &random), month.days, knowing: knowing) == days)
            #expect(month.sample.days(month.punches, month.days, knowing: knowing) == days)
        }
    }

    @Test(arguments: blocks) func anEngineUsedForManyGivesWhatAFreshOneGives(block: Int) {
        for (seed, month) in months(block).prefix(100) {
            let knowing = month.knowledge(seed: seed)
            var engine = DayEngine(rules: month.sample.rules)
            for punches in [month.punches, [], Array(month.punches.dropFirst(3)), month.punches] {
                var days: [DayResult] = []
                engine.evaluate(month.sample.person(punches), days: month.days, knowing: knowing) { days.append($0) }
                #expect(days == month.sample.days(punches, month.days, knowing: knowing), "seed \(seed)")
            }
        }
    }

    /// A day explained alone, from the punches of the days around it, equals the day of the month.
    @Test(arguments: blocks) func explainingGivesTheSameFigures(block: Int) {
        for (seed, month) in months(block).prefix(150) {
            let knowing = month.knowledge(seed: seed)
            let person = month.sample.person(month.punches)
            var engine = DayEngine(rules: month.sample.rules)
            for day in month.sample.days(month.punches, month.days, knowing: knowing) {
                let trace = engine.explain(person, date: day.date, knowing: knowing)
                #expect(trace.result == day, "seed \(seed), \(day.date)")
            }
        }
    }
}
