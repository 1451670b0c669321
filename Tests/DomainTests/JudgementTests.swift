import Domain
import Testing

/// Late, early, breaks, thresholds and the status while the day is still open.
struct JudgementTests {
    let sample = Sample()

    @Test(arguments: [("08:00", 0), ("09:15:00", 0), ("09:15:01", 901), ("10:00", 3600)] as [(String, Int32)])
    func lateCountsFromTheStartOnceBeyondTheGrace(arrival: String, seconds: Int32) {
        #expect(sample.day([arrival, "18:00"]).late == seconds)
    }

    @Test(arguments: [("19:00", 0), ("17:45:00", 0), ("17:44:59", 901), ("17:00", 3600)] as [(String, Int32)])
    func earlyCountsToTheEndOnceBeyondTheGrace(leaving: String, seconds: Int32) {
        #expect(sample.day(["09:00", leaving]).early == seconds)
    }

    @Test func arrivalIsNotJudgedWhereTheFirstPunchIsAnOut() {
        var punches = sample.punches(["10:00", "10:30", "18:00"])
        for (index, state) in [PunchState.checkOut, .checkIn, .checkOut].enumerated() { punches[index].state = state }
        let day = sample.day(punches)
        #expect(day.late == 0 && day.flags == [.missingIn])
    }

    @Test(
        arguments: [
            (["09:00", "18:00"], 3600), (["09:00", "13:20"], 1200), (["13:30", "18:00"], 1800),
            (["14:00", "18:00"], 0),
            (["09:00", "13:00", "14:00", "18:00"], 0), (["09:00", "13:20", "13:40", "18:00"], 2400),
        ] as [([String], Int32)])
    func onlyTheOverlapOfABreakIsDeducted(times: [String], deducted: Int32) {
        let day = sample.day(times)
        let presence = zip(times.indices, times).reduce(Int64(0)) { sum, item in
            sum + (item.0.isMultiple(of: 2) ? -1 : 1) * sample.local(item.1).seconds
        }
        #expect(Int64(day.work) == presence - Int64(deducted))
    }

    @Test func aPaidBreakIsNotDeducted() {
        var shift = Shift.general
        shift.breaks = [ShiftBreak(start: TimeOfDay(13, 0), end: TimeOfDay(14, 0), isDeducted: false)]
        #expect(Sample(shifts: [shift]).day(["09:00", "18:00"]).work == 9 * 3600)
    }

    @Test func theBreakOfANightFallsAfterMidnight() {
        var shift = Shift.night
        shift.breaks = [ShiftBreak(start: TimeOfDay(1, 30), end: TimeOfDay(2, 0))]
        #expect(Sample(shifts: [shift]).day(["22:00", "2026-11-03 06:00"]).work == 7 * 3600 + 1800)
    }

    @Test(arguments: [("10:59:59", DayStatus.absent), ("11:00", .halfDay), ("12:59:59", .halfDay), ("14:00", .present)])
    func thresholdsAreNotBelowThemselves(leaving: String, status: DayStatus) {
        #expect(sample.day(["09:00", leaving]).status == status)
    }

    @Test func thresholdsOffStillNeedPresence() {
        let sample = Sample(shifts: [.general.with { ($0.halfDayBelow, $0.absentBelow) = (0, 0) }])
        #expect(sample.day(["09:00", "09:10"]).status == .present)
        #expect(sample.day(["09:00"]).status == .absent)
        #expect(sample.day([String]()).status == .absent)
    }

    @Test(arguments: [
        (MissingPunchPolicy.Verdict.countPairs, DayStatus.present), (.halfDay, .halfDay), (.absent, .absent),
    ])
    func thePolicyJudgesAMissingPunch(policy: MissingPunchPolicy.Verdict, status: DayStatus) {
        let sample = Sample(shifts: [.general.with { $0.missing = MissingPunchPolicy(policy) }])
        #expect(sample.day(["09:00", "13:00", "14:00", "16:00", "16:30"]).status == status)
    }

    @Test(arguments: [
        ("2026-11-02 08:00", DayStatus.notInYet, true), ("2026-11-02 09:16", .notInYet, true),
        ("2026-11-02 18:00", .absent, true), ("2026-11-03 06:59", .absent, true), ("2026-11-03 07:00", .absent, false),
    ])
    func anAbsenceGrowsFinal(now: String, status: DayStatus, isProvisional: Bool) {
        let day = sample.day([String](), knowing: sample.known(at: now, through: now))
        #expect(day.status == status)
        #expect(day.flags.contains(.provisional) == isProvisional)
    }

    @Test func nothingIsFinalBeforeTheTerminalsAreRead() {
        let later = "2026-11-09 12:00"
        for through in [nil, "2026-11-03 06:59"] {
            let day = sample.day(["09:00", "18:00"], knowing: sample.known(at: later, through: through))
            #expect(day.status == .present && day.flags == [.provisional])
        }
        #expect(sample.day(["09:00", "18:00"], knowing: sample.known(at: later, through: later)).flags.isEmpty)
    }

    @Test func goingOutForLunchIsNotLeavingEarly() {
        let knowing = sample.known(at: "2026-11-02 13:30", through: "2026-11-02 13:30")
        let day = sample.day(["09:00", "13:00"], knowing: knowing)
        #expect(day.status == .present && day.early == 0 && day.flags == [.provisional])
        #expect(sample.day(["09:00", "13:00"]).early == 5 * 3600)
    }

    @Test(arguments: [
        ("2026-11-02 09:00", true), ("2026-11-02 23:00", true), ("2026-11-03 01:00", true),
        ("2026-11-03 01:00:01", false),
    ])
    func nobodyIsInsideForLongerThanTheLongestPresence(now: String, isInside: Bool) {
        let day = sample.day(["09:00"], knowing: sample.known(at: now, through: now))
        #expect(day.flags.contains(.inside) == isInside)
        #expect(day.flags.contains(.missingOut) == !isInside)
        #expect(day.status == (isInside ? .present : .absent))
    }

    @Test func firstToLastReadsThroughTheMiddle() {
        let sample = Sample(shifts: [.general.with { $0.pairing = .firstLast }])
        #expect(sample.day(["09:00", "11:00", "17:00"]).work == 7 * 3600)
        #expect(sample.day(["09:00", "11:00", "17:00"]).flags.isEmpty)
        #expect(sample.day(["09:00", "10:00", "16:00", "18:00"]).work == 8 * 3600)
        #expect(sample.day(["09:00"]).flags == [.missingOut])
    }

    @Test func twoShiftsMakeOneDay() {
        let sample = Sample(shifts: [.early, .afternoon])
        let both = sample.trace(["06:00", "14:00", "14:30", "22:00"])
        #expect(both.result.status == .present && both.result.work == 15 * 3600 + 1800 && both.result.late == 1800)
        #expect(both.parts.map(\.work) == [28_800, 27_000])
        #expect(sample.day(["06:00", "14:00"]).status == .halfDay)
        #expect(sample.day([String]()).status == .absent)
    }
}
