import Testing

@testable import Domain

/// Where one request for leave ends and another begins, and what is cut off one.
struct LeaveSeamTests {
    private let calendar = LeaveSample.calendar()

    /// A type that counts the weekly offs between two days of leave, with twelve days.
    private func counting() throws -> (LeaveSample, LeaveBook) {
        let sample = LeaveSample { $0.restDays.countsWeeklyOffs = true }
        var book = sample.book
        try book.give("12", on: "2026-01-01", through: "2026-12-31")
        return (sample, book)
    }

    @Test func twoHalvesOfADayAreOneDay() throws {
        var (sample, book) = try counting()
        try book.confirm(sample.request("2026-03-02") { $0.endsAtNoon = true }, calendar)
        try book.confirm(sample.request("2026-03-02", id: 2) { $0.startsAtNoon = true }, calendar)
        #expect(book.balance(on: "2026-03-02") == "11")
    }

    /// Monday and Tuesday have no rest between them, whatever lies before Monday.
    @Test func daysThatFollowEachOtherHaveNothingBetween() throws {
        var (sample, book) = try counting()
        try book.confirm(sample.request("2026-03-09"), calendar)
        try book.confirm(sample.request("2026-03-10", id: 2), calendar)
        #expect(book.balance(on: "2026-03-10") == "10")
    }

    /// Saturday is given back, and the Sunday after it is no longer between days of leave.
    @Test func theRestDayAfterWhatIsCutIsGivenBack() throws {
        var (sample, book) = try counting()
        try book.confirm(sample.request("2026-03-02", "2026-03-09"), calendar)
        #expect(book.balance(on: "2026-03-09") == "4")
        let back = try book.shorten(ID(1), by: date("2026-03-07")...date("2026-03-07"), later: ID(2), calendar)
        #expect(back.map(\.dates) == [[date("2026-03-07"), date("2026-03-08")]])
        #expect(book.balance(on: "2026-03-09") == "6")
    }

    /// Cutting one request leaves others alone, with the rest days between them.
    @Test func othersKeepWhatTheyTook() throws {
        var (sample, book) = try counting()
        try book.confirm(sample.request("2026-03-07", id: 1), calendar)
        try book.confirm(sample.request("2026-03-09", id: 2), calendar)
        try book.confirm(sample.request("2026-03-17", "2026-03-19", id: 3), calendar)
        #expect(book.balance(on: "2026-03-19") == "6")
        let back = try book.shorten(ID(3), by: date("2026-03-19")...date("2026-03-19"), later: ID(4), calendar)
        #expect(back == [LeaveGivenBack(request: ID(3), dates: [date("2026-03-19")])])
        #expect(book.balance(on: "2026-03-19") == "7")
    }

    /// The other half of the day that is cut is another request's.
    @Test func theOtherHalfOfADayThatIsCutStays() throws {
        var (sample, book) = try counting()
        try book.confirm(sample.request("2026-03-02", "2026-03-04") { $0.endsAtNoon = true }, calendar)
        try book.confirm(sample.request("2026-03-04", id: 2) { $0.startsAtNoon = true }, calendar)
        #expect(book.balance(on: "2026-03-04") == "9")
        let back = try book.shorten(ID(1), by: date("2026-03-04")...date("2026-03-04"), later: ID(3), calendar)
        #expect(back == [LeaveGivenBack(request: ID(1), dates: [date("2026-03-04")])])
        #expect(book.balance(on: "2026-03-04") == "9.5")
    }

    @Test func aRestThatIsNoLeaveIsNotKept() throws {
        let sample = LeaveSample()
        var book = sample.book
        try book.give("5", on: "2026-01-01", through: "2026-12-31")
        try book.confirm(sample.request("2026-03-08", "2026-03-10"), calendar)
        let error = #expect(throws: LeaveProblems.self) {
            try book.shorten(ID(1), by: date("2026-03-09")...date("2026-03-10"), later: ID(2), calendar)
        }
        #expect(error?.description.contains("Nothing would be left of request 1") == true)
    }

    /// A month is locked, but the request lies after it, and another beside it.
    @Test func afterALockedMonthEachRequestHasItsOwnDays() throws {
        let sample = LeaveSample()
        var book = sample.book
        try book.give("8", on: "2026-01-01", through: "2026-12-31")
        let may = date("2026-05-01")
        book.accounts[0].firstOpenDay = { $0 < may ? may : $0 }
        try book.confirm(sample.request("2026-05-04", "2026-05-06", id: 1), calendar)
        try book.confirm(sample.request("2026-05-11", id: 2), calendar)
        try book.shorten(ID(1), by: date("2026-05-06")...date("2026-05-06"), later: ID(3), calendar)
        #expect(book.balance(on: "2026-05-11") == "5")
    }

    /// Half a day ends leave before its other half is worked; a half that is a holiday is not.
    @Test func requestsAdjoinOverTheHalfThatIsAHoliday() {
        let sample = LeaveSample()
        var first = sample.request("2026-03-02")
        var second = sample.request("2026-03-03", id: 2)
        #expect(first.adjoins(next: second) { _ in .working })
        first.endsAtNoon = true
        #expect(!first.adjoins(next: second) { _ in .working })
        #expect(first.adjoins(next: second) { $0 == date("2026-03-02") ? .secondHalfHoliday : .working })
        first.endsAtNoon = false
        second.startsAtNoon = true
        #expect(!first.adjoins(next: second) { _ in .working })
        #expect(first.adjoins(next: second) { $0 == date("2026-03-03") ? .firstHalfHoliday : .working })
    }

    /// The first day of employment is too early where leave needs one day of service.
    @Test(arguments: [("2026-03-02", false), ("2026-03-03", true)])
    func serviceCountsFromTheFirstDay(first: String, isAllowed: Bool) throws {
        var sample = LeaveSample { $0.request.serviceDays = 1 }
        sample.employee.joined = date("2026-03-02")
        var book = sample.book
        try book.give("5", on: "2026-03-02", through: "2026-12-31")
        let plan = try? book.plan(sample.request(first), calendar)
        #expect((plan != nil) == isAllowed)
    }

    /// Half a Sunday is no half holiday.
    @Test func halfARestDayIsARestDay() throws {
        let sample = LeaveSample()
        var book = sample.book
        try book.give("5", on: "2026-01-01", through: "2026-12-31")
        let error = #expect(throws: LeaveProblems.self) {
            try book.plan(sample.request("2026-03-08") { $0.endsAtNoon = true }, calendar)
        }
        #expect(error?.description.contains("All of these days are rest days") == true)
    }
}
