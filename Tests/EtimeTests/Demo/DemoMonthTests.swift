import Domain
import Testing

@testable import etime

struct DemoMonthTests {
    private static let kolkata = ZoneRules(name: "Asia/Kolkata", initialOffset: 19_800)

    private static func month() throws -> DemoMonth {
        let first = try #require(CivilDate("2026-10-22"))
        return DemoMonth(
            calendar: DemoCalendar(firstDay: first, zone: kolkata, weeklyOffs: [.thursday], holiday: first + 17))
    }

    @Test func hasSixtyPeopleWithCodesOfTheirOwn() {
        #expect(DemoPeople.all.count == 60)
        #expect(Set(DemoPeople.all.map(\.code)).count == 60)
        #expect(Set(DemoPeople.all.map(\.terminalUser)).count == 60)
        #expect(Set(DemoPeople.all.compactMap(\.shift)).count == 3)
        #expect(DemoPeople.all.contains { $0.name.unicodeScalars.contains { (0x900...0x97F).contains($0.value) } })
    }

    @Test func laterItHoldsTheSameRecordsAndMore() throws {
        let month = try Self.month()
        let noon = try #require(LocalTime("2026-11-22 12:00:00"))
        let evening = try #require(LocalTime("2026-11-22 19:30:00"))
        let before = month.punches(through: noon)
        let after = month.punches(through: evening)
        #expect(before.count > 2_500)
        #expect(after.count > before.count)
        #expect(Array(after.prefix(before.count)) == before)
        #expect(before == month.punches(through: noon))
    }

    @Test func nothingHappensInTheFuture() throws {
        let now = try #require(LocalTime("2026-11-22 12:00:00"))
        #expect(try Self.month().punches(through: now).allSatisfy { $0.happened <= now })
    }

    @Test func theMonthHasItsMess() throws {
        let month = try Self.month()
        let now = try #require(LocalTime("2026-11-22 12:00:00"))
        let punches = month.punches(through: now)
        let known = Set(DemoPeople.all.map(\.terminalUser))
        #expect(Set(punches.map(\.terminalUser)).subtracting(known) == ["9001", "207"])
        #expect(punches.contains { $0.recorded.date.year == 2000 })
        #expect(punches.contains { $0.recorded.date.year > 2030 })
        #expect(punches.contains { $0.recorded.seconds - $0.happened.seconds == 39 })
    }

    @Test func everyWorkingDayHasAbsenteesAndLateComers() {
        for day in 0..<40 {
            let events = DemoEvent.drawn(seed: DemoMonth.seed, day: day, people: 60)
            #expect(events.count { $0 == .absent } == 3)
            #expect(events.count { $0 == .late } == 6)
        }
    }

    @Test(arguments: [
        ("2026-11-22 18:30:00", "UTC"), ("2026-11-22 03:00:00", "UTC"), ("2026-11-25 06:00:00", "Europe/Berlin"),
        ("2026-07-01 16:50:00", "Asia/Kolkata"), ("2026-02-28 23:59:00", "Asia/Tokyo"),
    ])
    func aNewCompanyIsAtWorkWhateverTheHour(utc: String, zone: String) throws {
        let now = Instant(seconds: try #require(LocalTime(utc)).seconds)
        let calendar = DemoCalendar.beginning(at: now, computerZone: zone)
        let local = calendar.zone.local(at: now)
        #expect((TimeOfDay(10, 0)...TimeOfDay(21, 30)).contains(local.timeOfDay))
        #expect(calendar.isWorking(local.date))
        #expect(calendar.isWorking(calendar.holiday) == false)
        #expect(!calendar.weeklyOffs.contains(calendar.holiday.weekday))
    }
}
