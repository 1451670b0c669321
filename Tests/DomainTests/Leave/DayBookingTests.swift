import Testing

@testable import Domain

/// What a day is booked as, and from which leave penalties are taken.
struct DayBookingTests {
    private let sunday = date("2026-11-08")

    private func booking(_ change: (inout DayBooking) -> Void = { _ in }) -> DayBooking {
        var booking = DayBooking(employee: ID(7), date: sunday)
        change(&booking)
        return booking
    }

    private func day(_ status: DayStatus, paid: Int32 = 0) -> DayResult {
        var day = DayResult(employee: ID(7), date: sunday, status: status)
        day.payableOvertime = paid
        return day
    }

    @Test func nothingBookedIsEmpty() {
        #expect(booking().isEmpty)
        #expect(!booking { $0.penaltyHalfDays = 1 }.isEmpty)
    }

    @Test func whatCouldNotBeBookedIsShort() {
        #expect(!booking().isShort)
        #expect(booking { $0.unpaid = .half }.isShort)
        #expect(booking { $0.overtaken = .half }.isShort)
    }

    /// Time off by request is for work on a rest day that nobody pays as overtime.
    @Test(arguments: [
        (DayStatus.weeklyOffPresent, Int32(0), 2), (.holidayPresent, 0, 2), (.weeklyOffPresent, 1, 0),
        (.holidayPresent, 1, 0), (.weeklyOff, 0, 0), (.present, 0, 0),
    ])
    func aGrantCountsForUnpaidWorkOnARestDay(status: DayStatus, paid: Int32, halfDays: Int) {
        let granted = booking { $0.grantedHalfDays = 2 }
        #expect(granted.grantCounts(on: day(status, paid: paid)) == (halfDays > 0))
        #expect(granted.timeOff(for: day(status, paid: paid)) == halfDays)
    }

    @Test func timeOffIsNeverGivenTwice() {
        let both = booking { ($0.earnedHalfDays, $0.grantedHalfDays) = (1, 2) }
        #expect(both.timeOff(for: day(.weeklyOffPresent)) == 2)
        #expect(both.timeOff(for: day(.weeklyOff)) == 1)
    }

    @Test(arguments: [
        (0, "0 days"), (250, "0.25 days"), (500, "½ day"), (1000, "1 day"), (1500, "1½ days"), (2000, "2 days"),
        (-500, "-0.5 days"),
    ])
    func halfDaysInWords(thousandths: Int64, words: String) {
        #expect(LeaveAmount(thousandths: thousandths).halfDayWords == words)
    }

    @Test func theTypeThatHasTheDayGoesBeforeTheFirstOfItsKind() throws {
        let sample = LeaveSample()
        var other = sample.types[3]
        (other.id, other.code) = (ID(5), "CO2")
        var book = LeaveBook(
            employee: sample.employee, accounts: (sample.types + [other]).map { LeaveAccount(type: $0) })
        #expect(book.compensatoryType(workedOn: sunday)?.code == "CO")
        try book.setCompensatory(other.id, .day, workedOn: sunday)
        #expect(book.compensatoryType(workedOn: sunday)?.code == "CO2")
        #expect(book.compensatoryType(workedOn: sunday + 7)?.code == "CO")
        #expect(book.compensatoryLot(workedOn: sunday)?.from == sunday + 1)
        book.accounts.removeLast(2)
        #expect(book.compensatoryType(workedOn: sunday) == nil)
    }
}

struct PenaltyOrderTests {
    private let types = LeaveSample().types
    private var vacation: LeaveType { types[0] }
    private var unpaid: LeaveType { types[1] }
    private var sick: LeaveType { types[2] }

    @Test func paidTypesAndThenOneThatIsUnpaid() {
        #expect(PenaltyOrder([]).problems == [])
        #expect(PenaltyOrder([vacation]).problems == [])
        #expect(PenaltyOrder([vacation, sick, unpaid]).problems == [])
        #expect(PenaltyOrder([vacation, sick, unpaid]).codes == "VL, SL, LWP")
    }

    @Test func noTypeStandsTwice() {
        #expect(PenaltyOrder([vacation, sick, vacation]).problems == ["VL is named twice."])
    }

    @Test func halfDaysAreNeeded() {
        var whole = sick
        whole.request.allowsHalfDays = false
        #expect(
            PenaltyOrder([vacation, whole]).problems == [
                "Sick leave (SL) is not taken in half days, and a penalty takes half days."
            ])
    }

    /// Whatever stands behind a type that never runs out would never be taken from.
    @Test func nothingStandsBehindWhatNeverRunsOut() {
        var endless = sick
        endless.overdraft = .unlimited
        #expect(
            PenaltyOrder([unpaid, vacation]).problems == [
                "Leave without pay (LWP) is unpaid, so nothing can come after it: put it last."
            ])
        #expect(
            PenaltyOrder([endless, vacation]).problems == [
                "Sick leave (SL) never runs out, so VL after it would never be taken from."
            ])
        #expect(PenaltyOrder([vacation, endless]).problems == [])
    }
}
