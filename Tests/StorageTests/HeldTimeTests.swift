import Domain
import Testing

@testable import Storage

struct HeldTimeTests {
    private let asha = ID<Employee>(1)
    private let ravi = ID<Employee>(2)
    private let kiran = ID<Employee>(3)

    private func day(_ number: Int32) -> CivilDate { CivilDate(daysSinceEpoch: number) }

    private func days(_ first: Int32?, _ last: Int32?) -> HeldTime {
        HeldTime(from: first.map(day), through: last.map(day))
    }

    @Test func daysAreWholeAndOpenEndsHaveNoDate() {
        let time = days(3, 4)
        #expect(time.contains(LocalTime(day(3))) && time.contains(LocalTime(day(4), TimeOfDay(23, 59))))
        #expect(!time.contains(LocalTime(seconds: LocalTime(day(3)).seconds - 1)) && !time.contains(LocalTime(day(5))))
        #expect((HeldTime.always.from, HeldTime.always.until) == (nil, nil))
        #expect(HeldTime.always.contains(LocalTime(impossible: 7)))
        #expect(days(5, 3).isEmpty)
    }

    @Test func aTimeIsGivenFromOneToAnother() {
        let always = [Holding(asha, .always)]
        #expect(always.giving(days(3, nil), to: ravi) == [Holding(asha, days(nil, 2)), Holding(ravi, days(3, nil))])
        #expect(
            always.giving(days(3, 4), to: ravi) == [
                Holding(asha, days(nil, 2)), Holding(ravi, days(3, 4)), Holding(asha, days(5, nil)),
            ])
        #expect(always.giving(days(3, 4), to: ravi).giving(.always, to: kiran) == [Holding(kiran, .always)])
        #expect(always.giving(days(3, 4), to: ravi).giving(days(3, 4), to: asha) == always)
        #expect(always.giving(days(3, 4), to: nil).holder(at: LocalTime(day(3))) == nil)
        #expect(always.giving(days(5, 3), to: ravi) == always)
    }

    @Test func whatDiffersIsBounded() {
        let always = [Holding(asha, .always)]
        #expect(always.difference(from: always) == nil)
        #expect(always.giving(days(3, 4), to: ravi).difference(from: always) == days(3, 4))
        #expect(
            always.giving(days(9, nil), to: ravi).giving(days(3, 4), to: nil).difference(from: always) == days(3, nil))
        #expect([Holding]().difference(from: always) == .always)
    }
}
