import Domain
import Testing

@testable import Services

/// Any day can be written down so that it comes out the same by what is written alone.
struct KeptDayPropertyTests {
    static let blocks = Array(0..<8)
    static let size: UInt64 = 100

    @Test(arguments: blocks) func aDayWrittenDownComesOutTheSame(block: Int) throws {
        for seed in UInt64(block) * Self.size..<UInt64(block + 1) * Self.size {
            let day = try RandomDay(seed: seed)
            let result = day.result
            let yaml = ScenarioWriter(
                book: day.book, person: day.person, result: result, title: "T", about: "A"
            ).yaml
            let scenario = try Scenario(yaml: yaml, file: "seed \(seed)")
            #expect(scenario.run().map(\.differences) == [[]], "seed \(seed), \(day.date)\n\(yaml)")
            let again = scenario.cases[0].evaluate()
            #expect(again.map(Self.withoutIdentities) == [Self.withoutIdentities(result)], "seed \(seed)\n\(yaml)")
        }
    }

    /// The random days are of every kind; a property over plain days alone would say little.
    @Test func theDaysAreOfEveryKind() throws {
        var flags = DayFlags()
        var statuses: Set<DayStatus> = []
        var penalties: UInt8 = 0
        var weekly: Int32 = 0
        for seed in 0..<UInt64(Self.blocks.count) * Self.size {
            let result = try RandomDay(seed: seed).result
            flags.formUnion(result.flags)
            statuses.insert(result.status)
            penalties = max(penalties, result.penaltyHalfDays)
            weekly = max(weekly, result.weeklyOvertime)
        }
        let missing = DayFlags.names.filter {
            !flags.contains($0.flag) && !["inside", "provisional"].contains($0.name)
        }
        #expect(missing.map(\.name) == [])
        #expect(penalties > 0 && weekly > 0)
        let expected: [DayStatus] = [
            .present, .halfDay, .absent, .weeklyOff, .weeklyOffPresent, .holiday, .holidayPresent, .blank,
        ]
        #expect(statuses.isSuperset(of: expected))
    }

    /// Numbers of rows are the file's own.
    private static func withoutIdentities(_ result: DayResult) -> DayResult {
        var same = result
        same.shift = nil
        same.policy = nil
        same.employee = ID(0)
        same.firstHalfLeave = same.firstHalfLeave.map { _ in ID(0) }
        same.secondHalfLeave = same.secondHalfLeave.map { _ in ID(0) }
        return same
    }
}
