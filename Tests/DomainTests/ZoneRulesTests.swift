import Testing

@testable import Domain

struct ZoneRulesTests {
    let zone = ZoneRules.berlin

    func local(_ text: String) -> LocalTime { LocalTime(text) ?? LocalTime(seconds: 0) }

    @Test(arguments: [
        ("2026-01-15 12:00", 3600), ("2026-03-29 01:59:59", 3600), ("2026-03-29 03:00", 7200),
        ("2026-07-15 12:00", 7200), ("2026-10-25 01:59:59", 7200), ("2026-10-25 03:00", 3600),
        ("2027-07-01 00:00", 3600), ("1990-07-01 00:00", 3600),
    ])
    func ordinaryTimesArePlacedExactly(text: String, offset: Int32) {
        let placement = zone.place(local(text))
        #expect(placement.kind == .exact)
        #expect(placement.offset == offset)
        #expect(zone.local(at: placement.instant) == local(text))
    }

    @Test func aSkippedTimeMovesForward() {
        let placement = zone.place(local("2026-03-29 02:30"))
        #expect(placement.kind == .nonexistent)
        #expect(zone.local(at: placement.instant) == local("2026-03-29 03:30"))
    }

    @Test func aRepeatedTimeIsTheFirstUnlessTheRecordsRunBackwards() {
        let first = zone.place(local("2026-10-25 02:30"))
        let second = zone.place(local("2026-10-25 02:10"), notBefore: first.instant)
        #expect(first.kind == .ambiguous && first.offset == 7200)
        #expect(second.kind == .ambiguous && second.offset == 3600)
        #expect(second.instant - first.instant == 40 * 60)
    }

    @Test(arguments: [
        ("2026-03-29 00:59:59", false), ("2026-03-29 01:00", true), ("2026-03-29 01:59:59", true),
        ("2026-03-29 02:00", false), ("2026-10-24 23:59:59", false), ("2026-10-25 00:00", true),
        ("2026-10-25 01:59:59", true), ("2026-10-25 02:00", false), ("2026-07-01 00:00", false),
    ])
    func onlyTheHoursAroundAChangeAreDoubtful(utc: String, isDoubtful: Bool) {
        #expect(zone.isDoubtful(Instant(seconds: local(utc).seconds)) == isDoubtful)
    }

    @Test func offsetsAgreeWithAPlainSearch() {
        for step in stride(from: Int64(1_760_000_000), to: 1_800_000_000, by: 7_777) {
            let instant = Instant(seconds: step)
            let expected = zone.transitions.last { $0.at <= instant }?.offset ?? zone.initialOffset
            #expect(zone.offset(at: instant) == expected)
        }
    }

    @Test func aDayKnowsWhetherTheClockChangesNearIt() {
        let rules = RuleBook(shifts: [], weeklyOffs: [], holidays: [], zone: zone)
        let uniform = { (date: String) in CalendarDay(civil(date), rules: rules, calendar: 0).isUniform }
        #expect(uniform("2026-03-26"))
        for date in ["2026-03-27", "2026-03-28", "2026-03-29", "2026-03-30"] { #expect(!uniform(date)) }
        #expect(uniform("2026-03-31"))
    }
}
