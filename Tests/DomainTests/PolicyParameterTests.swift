import Domain
import Foundation
import Testing

struct PolicyParameterTests {
    /// A policy in which no parameter has its default.
    static let unusual: AttendancePolicy = {
        var policy = AttendancePolicy()
        let values = [
            "late grace": "1 min", "early grace": "2 min", "grace deducted": "yes", "half day below": "5 h",
            "absent below": "off", "half day if late beyond": "1 h", "absent if late beyond": "2 h",
            "half day if early beyond": "3 h", "absent if early beyond": "4 h", "double punch within": "3 min",
            "opens before": "4 h", "closes after": "5 h", "longest presence": "14 h", "longest day": "20 h",
            "day change": "4 h 30 min",
            "counting": "first to last", "missing in": "late", "missing in late by": "10 min", "missing out": "absent",
            "missing out early by": "20 min", "start window": "2 h", "required work": "7 h",
            "core hours": "10:00-15:00", "automatic break": "30 min after 6 h",
            "second automatic break": "15 min after 9 h", "automatic break less punched": "no",
            "automatic break keeps threshold": "yes", "late back": "late", "late back grace": "5 min",
            "early back": "break", "rounding in": "15 min up", "rounding out": "10 min from 4 min",
            "rounding total": "5 min nearest", "rounding snap": "6 min", "rounding not before start": "yes",
            "overtime formula": "early plus late", "overtime minimum": "10 min", "overtime maximum": "3 h",
            "early coming": "yes", "late going": "no", "overtime early minimum": "7 min",
            "overtime late minimum": "8 min", "rest day work": "comp-off", "overtime rounding": "15 min down",
            "overtime approval": "yes", "overtime tiers": "2 h and 4 h", "overtime rates": "150 and 200 and 250",
            "overtime weekly off tiers": "3 h", "overtime weekly off rates": "200 and 200 and 200",
            "overtime holiday tiers": "1 h and 2 h", "overtime holiday rates": "300 and 310 and 320",
        ]
        for (name, value) in values {
            let isRead = PolicyParameter.named(name)?.read(value, into: &policy) ?? false
            #expect(isRead, "\(name)=\(value)")
            #expect(PolicyParameter.named(name)?.words(in: policy) == value)
        }
        return policy
    }()

    @Test(arguments: PolicyParameter.all.map(\.label)) func isStoredAndReadBack(label: String) throws {
        let parameter = try #require(PolicyParameter.named(label))
        for policy in [AttendancePolicy(), Self.unusual] {
            var copy = policy
            #expect(parameter.read(parameter.words(in: policy), into: &copy))
            #expect(copy == policy)
            var other = policy == Self.unusual ? AttendancePolicy() : Self.unusual
            if let stored = parameter.stored(in: policy) {
                #expect(parameter.restore(stored, into: &other))
                #expect(parameter.stored(in: other) == stored)
            }
            #expect(!parameter.read("by moon", into: &other))
            #expect(!parameter.restore(.text("by moon"), into: &other))
        }
    }

    @Test func namesAndKeysAreUnique() {
        #expect(Set(PolicyParameter.all.map(\.label)).count == PolicyParameter.all.count)
        #expect(Set(PolicyParameter.all.map(\.key)).count == PolicyParameter.all.count)
        #expect(Set(PolicyParameter.all.map { "\($0.group)/\($0.name)" }).count == PolicyParameter.all.count)
    }

    @Test(arguments: [
        "15 min", "15 down", "0 min up", "min up", "15 min from", "15 min sideways", "", "off down", "from 5 min",
    ])
    func noRounding(text: String) {
        var policy = AttendancePolicy()
        let isRead = PolicyParameter.named("rounding in")?.read(text, into: &policy)
        #expect(isRead == (text == "15 down"))
    }

    @Test(arguments: ["30 min", "30 min after", "0 after 6 h", "after 6 h", "30 min before 6 h"])
    func noAutomaticBreak(text: String) {
        var policy = AttendancePolicy()
        #expect(PolicyParameter.named("automatic break")?.read(text, into: &policy) == false)
        #expect(policy == AttendancePolicy())
    }

    @Test(arguments: ["", "1001", "-1", "100 and 200 and 300 and 400", "fast"])
    func noRates(text: String) {
        var policy = AttendancePolicy()
        #expect(PolicyParameter.named("overtime rates")?.read(text, into: &policy) == false)
    }

    @Test func aTierThatIsNotNamedIsWorthWhatTheOneBeforeIs() {
        var policy = AttendancePolicy()
        #expect(PolicyParameter.named("overtime rates")?.read("150 and 200", into: &policy) == true)
        #expect(policy.overtime.workingDay.rates == OvertimeRates(first: 150, second: 200, third: 200))
        #expect(policy.overtime.workingDay.worth(of: OvertimeBands(first: 3600, second: 1800)) == 9000)
    }
}

struct ShiftBreakWordsTests {
    @Test(arguments: [
        "13:00-14:00", "16:00-16:15 paid", "13:00-14:00 paid 20 min", "12:00-15:00 flexible 30 min",
        "12:00-15:00 flexible 30 min paid 10 min", "13:00-14:00 punched", "13:00-14:00 punched paid 5 min",
        "12:00-16:00 split", "23:45-00:15 flexible 1 h 5 min",
    ])
    func isReadAndWrittenAlike(words: String) {
        #expect(ShiftBreak(words: words)?.words == words)
    }

    @Test(arguments: [
        "", "13:00", "13:00-25:00", "13:00-14:00 free", "13:00-14:00 flexible", "13:00-14:00 punched 5 min",
        "13:00-14:00 split 1 h", "13:00-14:00 paid 20 minutes", "13:00-14:00-15:00",
    ])
    func isNoBreak(words: String) { #expect(ShiftBreak(words: words) == nil) }
}
