import Testing

@testable import Domain

/// What a day comes to in all that is paid, and by how much two differ.
struct DayAdjustmentTests {
    private func day(_ status: DayStatus, _ change: (inout DayResult) -> Void = { _ in }) -> DayResult {
        var day = DayResult(employee: ID(1), date: civil("2026-11-02"), status: status, shift: nil)
        change(&day)
        return day
    }

    @Test func aDayOfHalvesPaysEachOfThem() {
        let unpaid: Set<ID<LeaveType>> = [ID(9)]
        #expect(day(.present).paidHalfDays(unpaid) == 2)
        #expect(day(.halfDay).paidHalfDays(unpaid) == 1)
        #expect(day(.halfDay) { $0.firstHalfLeave = ID(1) }.paidHalfDays(unpaid) == 2)
        #expect(day(.halfDay) { $0.firstHalfLeave = ID(9) }.paidHalfDays(unpaid) == 1)
        #expect(day(.onLeave) { ($0.firstHalfLeave, $0.secondHalfLeave) = (ID(1), ID(9)) }.paidHalfDays(unpaid) == 1)
        #expect(day(.absent).paidHalfDays(unpaid) == 0)
    }

    /// Three hours by tier of one hour each, of which an hour and a half are paid.
    @Test(
        arguments: [
            (10_800, OvertimeBands(first: 3600, second: 3600, third: 3600)),
            (9000, OvertimeBands(first: 3600, second: 3600, third: 1800)),
            (5400, OvertimeBands(first: 3600, second: 1800)), (1800, OvertimeBands(first: 1800)), (0, OvertimeBands()),
        ] as [(Int32, OvertimeBands)])
    func whatIsNotApprovedIsMissingFromTheLastTiers(payable: Int32, bands: OvertimeBands) {
        let day = day(.present) {
            $0.overtimeBands = OvertimeBands(first: 3600, second: 3600, third: 3600)
            ($0.overtime, $0.payableOvertime) = (10_800, payable)
        }
        #expect(day.payableBands == bands)
    }

    @Test func aDifferenceIsNoneOnlyBetweenEqualDays() {
        let worked = DayDifference(day(.present) { $0.work = 28_800 }, unpaidLeave: [])
        let shorter = DayDifference(day(.present) { $0.work = 25_200 }, unpaidLeave: [])
        #expect((worked - worked).isNone)
        #expect(!(shorter - worked).isNone && (shorter - worked).work == -3600)
        #expect((worked + shorter).work == 54_000)
    }
}
