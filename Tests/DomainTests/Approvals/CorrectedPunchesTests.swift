import Domain
import Testing

struct CorrectedPunchesTests {
    private let sample = Sample()

    private func overlay(_ id: Int64, _ change: PunchOverlay.Change) -> PunchOverlay {
        PunchOverlay(id: ID(id), change: change, madeBy: "Meera", madeAt: Desk.noon, why: "forgot")
    }

    private func corrected(_ times: [String], _ changes: PunchOverlay.Change...) -> CorrectedPunches {
        let overlays = changes.enumerated().map { overlay(Int64($0) + 1, $1) }
        return CorrectedPunches(sample.punches(times), overlays: overlays)
    }

    private func times(_ corrected: CorrectedPunches) -> [String] {
        corrected.punches.map { "\($0.local.timeOfDay)" }
    }

    @Test func withoutOverlaysNothingChanges() {
        let punches = sample.punches(["09:00", "18:00"])
        let corrected = CorrectedPunches(punches, overlays: [])
        #expect(corrected.punches == punches)
        #expect(corrected.corrections.isEmpty)
    }

    @Test func addedPunchesStandInOrderAndAreManual() {
        let corrected = corrected(["09:00", "18:00"], .add(at: sample.instant("12:00"), offset: 0, .exit))
        #expect(times(corrected) == ["09:00", "12:00", "18:00"])
        #expect(corrected.punches[1].source == .manual)
        #expect(corrected.punches[1].state == .checkOut)
        #expect(corrected.punches[1].id < ID(0))
    }

    @Test func aVoidPunchIsKeptForTheTraceAlone() {
        let corrected = corrected(["09:00", "12:00", "18:00"], .void(ID(2)))
        #expect(times(corrected) == ["09:00", "18:00"])
        #expect(corrected.corrections.map(\.isVoid) == [true])
        #expect(corrected.corrections[0].punch.local.timeOfDay == TimeOfDay(12, 0))
    }

    @Test func aRedirectedPunchGoesTheOtherWayWhateverTheDoorSays() {
        var punches = sample.punches(["09:00"])
        punches[0].direction = .entry
        let corrected = CorrectedPunches(punches, overlays: [overlay(1, .redirect(ID(1), .exit))])
        #expect(corrected.punches[0].direction == .automatic)
        #expect(corrected.punches[0].state == .checkOut)
        #expect(corrected.punches[0].source == .terminal)
    }

    @Test func theLaterOfTwoOverPunchHolds() {
        #expect(times(corrected(["09:00"], .void(ID(1)), .redirect(ID(1), .exit))) == ["09:00"])
        #expect(times(corrected(["09:00"], .redirect(ID(1), .exit), .void(ID(1)))).isEmpty)
    }

    @Test func overAPunchOfSomebodyElseNothingHappens() {
        let corrected = corrected(["09:00"], .void(ID(7)))
        #expect(times(corrected) == ["09:00"])
        #expect(corrected.corrections.isEmpty)
    }

    /// What a correction adds counts even where a terminal's punch would be a double.
    @Test func anAddedPunchIsNeverADouble() {
        let corrected = corrected(["09:00", "18:00"], .add(at: sample.instant("17:58"), offset: 0, .either))
        let day = sample.day(corrected.punches)
        #expect(day.lastOut == sample.instant("17:58"))
        #expect(day.flags.contains(.manualPunch))
    }
}
