import Testing

@testable import Domain

struct LeaveCancellingTests {
    let calendar = LeaveSample.calendar()

    private func book(_ change: (inout LeaveType) -> Void = { _ in }) throws -> (LeaveSample, LeaveBook) {
        let sample = LeaveSample(change)
        var book = sample.book
        try book.give("8", on: "2026-01-01")
        return (sample, book)
    }

    /// April is taken by the payroll: what happens in it counts from May on.
    private func lockApril(_ book: inout LeaveBook) {
        let may = date("2026-05-01")
        book.accounts[0].firstOpenDay = { $0 < may ? may : $0 }
    }

    @Test func whatIsShortenedAfterTheMonthWasLockedCountsFromTheNext() throws {
        var (sample, book) = try book()
        try book.confirm(sample.request("2026-04-20", "2026-04-22"), calendar)
        lockApril(&book)
        let back = try book.shorten(
            ID(1), by: date("2026-04-22")...date("2026-04-22"), later: ID(2), calendar)
        #expect(back == [LeaveGivenBack(request: ID(1), dates: [date("2026-04-22")])])
        #expect(book.balance(on: "2026-04-30") == "5")
        #expect(book.balance(on: "2026-05-01") == "6")
        try book.cancel(ID(1))
        #expect(book.balance(on: "2026-04-30") == "5")
        #expect(book.available(on: "2026-05-01") == "8")
    }

    /// A line does not say which day of a locked month it is for.
    @Test func whatWasBookedInALaterMonthIsCancelledWhole() throws {
        var (sample, book) = try book()
        lockApril(&book)
        try book.confirm(sample.request("2026-04-20", "2026-04-22"), calendar)
        let error = #expect(throws: LeaveProblems.self) {
            try book.shorten(ID(1), by: date("2026-04-22")...date("2026-04-22"), later: ID(2), calendar)
        }
        #expect(error?.description.contains("is not booked on its own days") == true)
        try book.cancel(ID(1))
        #expect(book.available(on: "2026-05-01") == "8")
    }

    /// The Sunday between is named by its own date, whichever day its line counts from.
    @Test func restDaysOfALockedMonthAreGivenBackByTheirDate() throws {
        var (sample, book) = try book { $0.restDays.countsWeeklyOffs = true }
        try book.confirm(sample.request("2026-04-18", id: 1), calendar)
        lockApril(&book)
        try book.confirm(sample.request("2026-04-20", id: 2), calendar)
        #expect(book.balance(on: "2026-05-01") == "5")
        let back = try book.cancel(ID(1))
        #expect(back.map(\.request) == [ID(1), ID(2)])
        #expect(back.last?.dates == [date("2026-04-19")])
        #expect(book.balance(on: "2026-05-01") == "7")
        #expect(try book.cancel(ID(2)).map(\.request) == [ID(2)])
        #expect(book.balance(on: "2026-05-01") == "8")
    }

    @Test func onlyTheLinesOfTheRequestAreMoved() throws {
        var (sample, book) = try book()
        try book.confirm(sample.request("2026-05-04", "2026-05-08", id: 1), calendar)
        try book.confirm(sample.request("2026-05-11", id: 2), calendar)
        let day = date("2026-05-06")
        try book.shorten(ID(1), by: day...day, later: ID(3), calendar)
        let account = try #require(book.account(LeaveSample.vacation))
        func days(_ id: Int64) -> [String] {
            account.taken { $0.act.request == ID(id) }.map { $0.date.description }.sorted()
        }
        #expect(days(1) == ["2026-05-04", "2026-05-05"])
        #expect(days(3) == ["2026-05-07", "2026-05-08"])
        #expect(days(2) == ["2026-05-11"])
        #expect(book.requests.map(\.first.day) == [4, 11, 7])
        #expect(account.balance(on: day) == LeaveAmount(days: 6))
    }
}
