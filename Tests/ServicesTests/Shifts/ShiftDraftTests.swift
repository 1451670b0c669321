import Domain
import Testing

@testable import Services

struct ShiftDraftTests {
    private func shift(breaks: [(String, String)], start: String = "22:00", end: String = "06:00") -> ShiftDraft {
        func time(_ text: String) -> TimeOfDay { TimeOfDay(text) ?? TimeOfDay(0, 0) }
        return ShiftDraft(
            code: "N", name: "Night", start: time(start), end: time(end),
            breaks: breaks.map { ShiftBreak(start: time($0.0), end: time($0.1)) })
    }

    @Test func aBreakAcrossMidnightLiesInsideANight() {
        #expect(shift(breaks: [("23:45", "00:15"), ("03:00", "03:30")]).problems().isEmpty)
    }

    @Test(arguments: [
        [("13:00", "14:00")], [("23:00", "23:00")], [("05:30", "06:30")], [("23:00", "01:00"), ("00:30", "02:00")],
    ])
    func breaksThatDoNotFit(breaks: [(String, String)]) {
        #expect(Array(shift(breaks: breaks).problems().keys) == [.breaks])
    }

    @Test func thresholdsMustNotCross() {
        var draft = shift(breaks: [])
        var policy = AttendancePolicy()
        policy.absentBelow = policy.halfDayBelow + 1
        draft.policy = policy
        #expect(Array(draft.problems().keys) == [.rules])
    }
}
