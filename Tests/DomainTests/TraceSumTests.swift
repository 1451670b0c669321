import Domain
import SeededRandom
import Testing

/// What the sentences of a day say adds up to its figures: nothing is counted that is not told.
struct TraceSumTests {
    @Test(arguments: PropertyTests.blocks) func theTraceAddsUpToTheFigures(block: Int) {
        for (seed, month) in PropertyTests().months(block).prefix(100) {
            let person = month.sample.person(month.punches)
            let knowing = month.knowledge(seed: seed)
            var engine = DayEngine(rules: month.sample.rules)
            for date in month.days {
                let trace = engine.explain(person, date: date, knowing: knowing)
                let told = Told(trace)
                #expect(told == Told(trace.result), "seed \(seed), \(date)")
            }
        }
    }

    @Test func aWrongFigureWouldBeSeen() {
        var trace = Sample().trace(["09:16", "18:31"])
        #expect(Told(trace) == Told(trace.result))
        trace.result.late += 1
        #expect(Told(trace) != Told(trace.result))
    }
}

/// The figures of a day, in seconds.
private struct Told: Equatable {
    var work: Int
    var breakTime: Int
    var late: Int
    var early: Int
    var overtime: Int
    var punches: Int

    init(_ day: DayResult) {
        (work, breakTime) = (Int(day.work), Int(day.breakTime))
        (late, early, overtime) = (Int(day.late), Int(day.early), Int(day.overtime))
        punches = Int(day.punchCount)
    }

    init(_ trace: DayTrace) {
        func sum(_ rule: String) -> Int {
            trace.entries.filter { $0.rule == rule }.reduce(0) { $0 + Self.seconds($1.output) }
        }
        (work, breakTime) = (sum("work"), sum("break-time"))
        (late, early) = (sum("late"), sum("early"))
        punches = trace.entries.count { $0.code == .punchKept }
        overtime = 0
        // Of one shift the last word on its overtime holds: the formula, then the least, then the most.
        var word = 0
        for entry in trace.entries {
            if entry.code == .dayType || entry.rule == "work" { (overtime, word) = (overtime + word, 0) }
            if entry.rule == "overtime" || entry.rule.hasPrefix("overtime-") { word = Self.seconds(entry.output) }
        }
        overtime += word
    }

    /// Reads `8 h 15 min`, `15 min 01 s`.
    private static func seconds(_ text: String) -> Int {
        let words = text.split(separator: " ")
        return stride(from: 0, to: words.count - 1, by: 2).reduce(0) { sum, index in
            sum + (Int(words[index]) ?? 0) * (["h": 3600, "min": 60, "s": 1][words[index + 1]] ?? 0)
        }
    }
}
