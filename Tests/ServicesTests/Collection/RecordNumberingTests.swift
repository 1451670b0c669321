import Domain
import SeededRandom
import Storage
import Testing

@testable import Services

/// Equal records of a log are told apart by comparing those of one second, or all: it must come to the same.
struct RecordNumberingTests {
    private typealias Key = RecordNumbering.Key

    /// Logs that ascend, that go back now and then, and with more of one second than anybody records.
    private static func log(_ random: inout SeededGenerator) -> [Key] {
        let backs = Int.random(in: 0...3, using: &random)
        let crowds = Int.random(in: 0...3, using: &random) == 0
        var second: Int64 = 1_795_000_000
        return (0..<Int.random(in: 1...120, using: &random)).map { _ in
            switch Int.random(in: 0..<40, using: &random) {
            case 0..<backs: second -= Int64.random(in: 1...5, using: &random)
            case 10..<(crowds ? 12 : 24): second += Int64.random(in: 1...3, using: &random)
            default: break
            }
            return Key(
                user: "\(Int.random(in: 1...(crowds ? 30 : 3), using: &random))", local: LocalTime(seconds: second),
                state: UInt8.random(in: 0...1, using: &random), verify: 1)
        }
    }

    /// A terminal may send rubbish, but not end the program with it.
    @Test func whatRepeatsForEverIsCountedAsFarAsNumbersGo() {
        let key = Key(user: "1", local: LocalTime(seconds: 1_795_000_000), state: 0, verify: 1)
        var (some, all) = (RecordNumbering(), EqualNumbering<Key>())
        var last: UInt16 = 0
        for _ in 0..<70_000 {
            last = some.number(key)
            guard last == all.number(key) else { break }
        }
        #expect(last == .max)
        #expect(some.number(key) == all.number(key))
    }

    @Test func comparingASecondIsAsGoodAsComparingAll() {
        var (gone, crowded) = (0, 0)
        for seed in 0..<2_000 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            let log = Self.log(&random)
            var (some, all) = (RecordNumbering(), EqualNumbering<Key>())
            let found = log.map { some.number($0) }
            #expect(found == log.map { all.number($0) }, "seed \(seed)")
            gone += zip(log, log.dropFirst()).contains { $0.local > $1.local } ? 1 : 0
            crowded += Set(log).count { $0.local == log[0].local } > 16 ? 1 : 0
        }
        #expect(gone > 100 && crowded > 20, "the logs hold what they are for: \(gone), \(crowded)")
    }
}
