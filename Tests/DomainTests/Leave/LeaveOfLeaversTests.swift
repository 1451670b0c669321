import Testing

@testable import Domain

/// Leave of whoever leaves, on the day itself and the days beside it.
struct LeaveOfLeaversTests {
    private func book(
        leaving: String, _ change: (inout LeaveType) -> Void = { _ in }
    ) throws -> (LeaveSample, LeaveBook) {
        var sample = LeaveSample {
            $0.onLeaving = .isPaidOut
            $0.encashment = LeaveEncashment(most: nil)
            change(&$0)
        }
        sample.employee.left = date(leaving)
        var book = sample.book
        try book.give("5", on: "2026-01-01")
        return (sample, book)
    }

    @Test(arguments: [("2026-12-31", 0), ("2027-01-01", 1), ("2027-01-02", 1)])
    func theFirstDayOfALeaveYearIsEnoughForItsGrant(left: String, grants: Int) {
        var sample = LeaveSample { $0.grant = .yearly(LeaveAmount(days: 12)) }
        sample.employee.left = date(left)
        #expect(sample.grants(through: "2027-12-31").count { $0.from == date("2027-01-01") } == grants)
    }

    /// On the last day there still is what is paid out with its end.
    @Test(arguments: [("2026-06-29", "5"), ("2026-06-30", "5"), ("2026-07-01", "0")])
    func theBalanceLastsThroughTheLastDay(on day: String, balance: String) throws {
        let (sample, book) = try book(leaving: "2026-06-30")
        #expect(try book.projected(sample.vacation, on: date(day)) { _ in .zero } == days(balance))
    }

    /// What ends with the employment is not carried, whenever the year end is booked.
    @Test func theYearEndOnTheLastDayIsNotBooked() throws {
        var (_, book) = try book(leaving: "2026-12-31") { $0.carry = LeaveCarry(cap: days("3")) }
        #expect(try book.close(LeaveSample.vacation, through: date("2027-01-31")) == [])
        #expect(book.balance(on: "2026-12-31") == "5" && book.balance(on: "2027-01-01") == "0")
    }

    /// The year end was booked before anybody knew: what it carried and let lapse comes back, and is paid out.
    @Test(arguments: [("2026-12-31", "3", -2), ("2026-11-30", "3", -2), ("2026-11-30", "0", -5)])
    func aYearEndThatWasBookedIsTakenBack(left: String, cap: String, lapsed: Int) throws {
        let lastDay = date(left)
        let sample = LeaveSample {
            $0.onLeaving = .isPaidOut
            $0.encashment = LeaveEncashment(most: nil)
            $0.carry = LeaveCarry(cap: days(cap))
        }
        var book = sample.book
        try book.give("0.5", on: "2026-01-01")
        try book.encash(LeaveSample.vacation, .half, on: date("2026-02-02"), LeaveAct(reference: "out", reason: "out"))
        try book.give("5", on: "2026-01-01")
        try book.close(LeaveSample.vacation, through: date("2026-12-31"))
        #expect(book.balance(on: "2027-01-01") == cap)
        book.setLastDay(lastDay)
        let settlement = try book.settle(LeaveSample.vacation)
        #expect(settlement.paidOut == LeaveAmount(days: 5) && settlement.forfeited == .zero)
        #expect(settlement.closings.map(\.lapsed).total() == LeaveAmount(days: lapsed))
        #expect(settlement.closings.map(\.carried).total() == -days(cap))
        // The lot that had nothing left is not told.
        #expect(settlement.closings.count == 1)
        #expect(book.balance(on: (lastDay - 1).description) == "5" && book.balance(on: left) == "0")
        #expect(book.balance(on: "2026-12-31") == "0" && book.balance(on: "2027-01-01") == "0")
        #expect(left == "2026-12-31" || book.balance(on: "2026-12-30") == "0")
        #expect(book.account(LeaveSample.vacation)?.closedThrough == lastDay - 1)
    }

    /// The most that is paid out counts what the same last day has paid out before.
    @Test func noMoreIsPaidOutWhereItIsSettledAgain() throws {
        var (_, book) = try book(leaving: "2026-06-30") { $0.encashment = LeaveEncashment(most: days("4")) }
        let first = try book.settle(LeaveSample.vacation)
        #expect(first.paidOut == days("4") && first.forfeited == days("1"))
        try book.give("2", on: "2026-06-01", through: "2026-12-31")
        let again = try book.settle(LeaveSample.vacation)
        #expect(again.paidOut == .zero && again.forfeited == days("2"))
    }

    /// A year's grant says what cut it.
    @Test(arguments: [
        ("2020-01-01", nil, "12 days a year"),
        ("2026-07-01", nil, "12 days a year, from joining on 2026-07-01: 184 of 365 days"),
        ("2020-01-01", "2026-06-30", "12 days a year, until leaving on 2026-06-30: 181 of 365 days"),
    ])
    func aGrantTellsWhatCutIt(joined: String, left: String?, reason: String) {
        var sample = LeaveSample {
            $0.grant = .yearly(LeaveAmount(days: 12))
            $0.isProratedOnLeaving = true
            $0.grantsFrom = date("2026-01-01")
        }
        sample.employee.joined = date(joined)
        sample.employee.left = left.map(date)
        #expect(sample.grants(through: "2026-12-31").map(\.reason) == [reason])
    }

    /// Who joins on the last day of a month has the whole month where months are not divided.
    @Test(arguments: [("2026-01-31", "12"), ("2026-02-01", "11"), ("2026-02-15", "11")])
    func wholeMonthsCountFromTheOneOfJoining(joined: String, total: String) {
        var sample = LeaveSample {
            $0.grant = .monthly(yearly: LeaveAmount(days: 12), on: .lastDay, trueUp: true)
            $0.isProrated = false
            $0.rounding = .none
            $0.grantsFrom = date("2026-01-01")
        }
        sample.employee.joined = date(joined)
        #expect(sample.grants(through: "2026-12-31").map(\.amount).total() == days(total))
    }
}
