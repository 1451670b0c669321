import Domain
import Testing

struct PlacementTests {
    @Test(arguments: [("06:10", 8 * 60 + 20), ("12:30", 14 * 60 + 40), ("13:50", 16 * 60)] as [(String, Int32)])
    func aNightBelongsToTheDayOfItsStart(out: String, minutes: Int32) {
        let sample = Sample(shifts: [.night])
        let times = ["21:50", "2026-11-03 \(out)"]
        #expect(sample.day(times).work == minutes * 60)
        #expect(sample.day(times, on: "2026-11-03").punchCount == 0)
    }

    @Test func anEarlierArrivalThanTheWindowStillBelongsToItsDay() {
        let sample = Sample()
        #expect(sample.day(["05:30", "18:00"]).work == 11 * 3600 + 1800)
        #expect(sample.day(["05:30", "18:00"], on: "2026-11-01").punchCount == 0)
    }

    @Test func presencePastMidnightBelongsToTheDayBefore() {
        let sample = Sample()
        let times = ["09:00", "2026-11-03 00:30"]
        #expect(sample.day(times).lastOut == sample.instant("2026-11-03 00:30"))
        #expect(sample.day(times, on: "2026-11-03").status == .absent)
    }

    @Test func aNightBeforeTheWeeklyOffStaysOnItsDay() {
        let sample = Sample(shifts: [.night], weeklyOffs: [WeeklyOff(weekday: .sunday)])
        let times = ["2026-10-31 22:00", "2026-11-01 06:00", "2026-11-01 10:00", "2026-11-01 14:00"]
        #expect(sample.day(times, on: "2026-10-31").work == 8 * 3600)
        let sunday = sample.day(times, on: "2026-11-01")
        #expect(sunday.status == .weeklyOffPresent && sunday.overtime == 4 * 3600)
    }

    @Test func aDayWorkedInPlaceOfTheRosteredNightIsNotAddedToTheDayBefore() {
        var sample = Sample(shifts: [.general, .night])
        sample.assignments = [
            RosterAssignment(employee: ID(1), shift: ID(1), from: civil("2026-01-01"), to: civil("2026-11-02")),
            RosterAssignment(employee: ID(1), shift: ID(2), from: civil("2026-11-03")),
        ]
        let times = ["09:00", "18:00", "2026-11-03 09:00", "2026-11-03 18:00"]
        #expect(sample.day(times).work == 8 * 3600)
        #expect(sample.day(times, on: "2026-11-03").work == 9 * 3600)
    }

    @Test func presenceAfterTheWindowIsFlaggedAndNotCounted() {
        let sample = Sample(shifts: [.general.with { $0.closesAfter = 3600 }])
        let day = sample.day(["09:00", "18:00", "20:00", "21:00"])
        #expect(day.work == 8 * 3600 && day.overtime == 0 && day.punchCount == 4)
        #expect(day.flags == [.outsideWindow])
        #expect(sample.day(["09:00", "21:00"]).overtime == 3 * 3600)
    }

    @Test func peopleWithoutAShiftKeepTheirPresence() {
        var sample = Sample()
        sample.assignments = []
        let day = sample.day(["09:00", "18:00"])
        #expect(day.status == .noShift && day.work == 9 * 3600 && day.shift == nil)
        #expect(sample.day(["22:00", "2026-11-03 06:00"]).work == 8 * 3600)
    }

    @Test func punchesOutsideEmploymentLeaveTheDayBlank() {
        var sample = Sample()
        sample.employee.joined = civil("2026-11-03")
        let day = sample.day(["09:00", "18:00"])
        #expect(day.status == .blank && day.work == 0 && day.flags.isEmpty && day.punchCount == 2)
    }

    @Test func theSameShiftAssignedTwiceIsOneShift() {
        var sample = Sample()
        let once = RosterAssignment(employee: ID(1), shift: ID(1), from: civil("2026-01-01"))
        sample.assignments = [once, once]
        #expect(sample.trace(["09:00", "18:00"]).parts.count == 1)
    }

    @Test func assignmentsHoldFromTheirFirstToTheirLastDay() {
        var sample = Sample()
        sample.assignments = [
            RosterAssignment(employee: ID(1), shift: ID(1), from: civil("2026-11-03"), to: civil("2026-11-04"))
        ]
        let days = sample.days([], civil("2026-11-02")...civil("2026-11-05"))
        #expect(days.map(\.status) == [.noShift, .absent, .absent, .noShift])
    }
}
