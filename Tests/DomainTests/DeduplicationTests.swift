import Domain
import Testing

struct DeduplicationTests {
    let sample = Sample()

    @Test(arguments: [
        (["09:00", "09:04:59", "18:00"], 2), (["09:00", "09:05", "18:00"], 3),
        (["09:00", "09:00", "18:00"], 2), (["09:00", "09:04", "09:08", "18:00"], 3),
    ])
    func theWindowIsOpenAtItsEnd(times: [String], count: Int) {
        #expect(Int(sample.day(times).punchCount) == count)
    }

    @Test func aWindowOfZeroStillDropsTheSameSecond() {
        var sample = sample
        sample.shifts = [.general.with { $0.duplicateWindow = 0 }]
        #expect(sample.day(["09:00", "09:00", "09:00:01"]).punchCount == 2)
    }

    @Test func anInAndAnOutOnTwoDoorsAreNeverDoubles() {
        var punches = sample.punches(["09:00", "09:01", "18:00"])
        punches[0].direction = .entry
        punches[1].direction = .exit
        #expect(sample.day(punches).punchCount == 3)
    }

    @Test func theSameDirectionOnTwoDoorsIsADouble() {
        var punches = sample.punches(["09:00", "09:01", "18:00"])
        for index in 0...1 { (punches[index].direction, punches[index].device) = (.entry, ID(Int64(index))) }
        #expect(sample.day(punches).punchCount == 2)
    }

    @Test func aManualPunchIsNeverDroppedAndMarksTheDay() {
        var punches = sample.punches(["09:00", "09:01", "18:00"])
        punches[1].source = .manual
        let day = sample.day(punches)
        #expect(day.punchCount == 3)
        #expect(day.flags.contains(.manualPunch))
    }

    @Test func aHandoverKeepsBothPunchesOnlyIfTheNextShiftIsWorked() {
        var sample = sample
        sample.shifts = [.early, .afternoon]
        #expect(sample.day(["05:55", "14:10", "14:12", "22:05"]).punchCount == 4)
        #expect(sample.day(["05:55", "14:10", "14:12"]).punchCount == 2)
        // One shift a day: there is no handover at its end.
        #expect(Sample(shifts: [.early]).day(["05:55", "14:10", "14:12", "22:05"]).punchCount == 3)
    }

    @Test func aQuarantinedPunchFlagsItsDateAndCountsNothing() {
        var punches = sample.punches(["09:00", "12:00", "18:00"])
        punches[1].quarantine = .future
        let day = sample.day(punches)
        #expect(day.punchCount == 2 && day.work == 8 * 3600)
        #expect(day.flags == [.quarantined])
        #expect(sample.day(punches, on: "2026-11-03").flags.isEmpty)
    }
}
