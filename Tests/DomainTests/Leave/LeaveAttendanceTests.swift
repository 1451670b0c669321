import Testing

@testable import Domain

/// What days take from leave and add to it, and from when it counts.
struct LeaveAttendanceTests {
    private let act = LeaveAct(reference: "penalty:2026-11-20", reason: "Penalty of 2026-11-20")
    private let all = [LeaveSample.vacation, LeaveSample.sick, LeaveSample.unpaid]

    private func lines(_ book: LeaveBook) -> [String] {
        book.accounts.flatMap { account in
            account.entries.filter { $0.act.reference == act.reference }.map {
                "\(account.type.code) \($0.kind) \($0.amount)"
            }
        }
    }

    private func book(_ vacation: String, _ sick: String) throws -> LeaveBook {
        var book = LeaveSample().book
        try book.give(vacation, on: "2026-01-01")
        if sick != "0" { try book.give(sick, LeaveSample.sick, on: "2026-01-01") }
        return book
    }

    /// Of 0.75 days one half can be taken; of what does not make half a day nothing.
    @Test(arguments: [("0.499", "0"), ("0.5", "0.5"), ("0.75", "0.5"), ("1", "1"), ("1.5", "1")])
    func aPenaltyTakesWholeHalves(balance: String, taken: String) throws {
        var book = try book(balance, "0")
        let short = try book.setPenalty(.day, on: date("2026-11-20"), from: [LeaveSample.vacation], act)
        #expect(LeaveAmount.day - short == days(taken))
    }

    @Test func unpaidLeaveFillsUpAndGivesWayToABalance() throws {
        var book = try book("0.5", "0")
        #expect(try book.setPenalty(days("1.5"), on: date("2026-11-20"), from: all, act) == .zero)
        #expect(lines(book) == ["VL penalty -0.5", "LWP penalty -1"])
        let before = lines(book)
        #expect(try book.setPenalty(days("1.5"), on: date("2026-11-20"), from: all, act) == .zero)
        #expect(lines(book) == before)
        try book.give("0.5", LeaveSample.sick, on: "2026-01-01")
        #expect(try book.setPenalty(days("1.5"), on: date("2026-11-20"), from: all, act) == .zero)
        #expect(lines(book) == ["VL penalty -0.5", "LWP penalty -1", "LWP restored 0.5", "SL penalty -0.5"])
        #expect(book.penalty(act.reference).map(\.amount) == [.half, .half, .half])
    }

    @Test func theLastTypeGivesBackFirstAndUnpaidLeaveBeforeAll() throws {
        var book = try book("1", "1")
        try book.setPenalty(days("2.5"), on: date("2026-11-20"), from: all, act)
        try book.setPenalty(days("1.5"), on: date("2026-11-20"), from: all, act)
        #expect(book.balance(LeaveSample.unpaid, on: "2026-11-20") == "0")
        #expect(book.balance(LeaveSample.sick, on: "2026-11-20") == "0.5")
        // A type that is no longer in the order goes before those that are.
        try book.setPenalty(.day, on: date("2026-11-20"), from: [LeaveSample.sick], act)
        #expect(book.balance(on: "2026-11-20") == "0.5")
        #expect(book.balance(LeaveSample.sick, on: "2026-11-20") == "0.5")
        try book.setPenalty(.zero, on: date("2026-11-20"), from: [], act)
        #expect(book.balance(on: "2026-11-20") == "1" && book.penalty(act.reference).isEmpty)
    }

    /// A leave year that was closed is closed again with what came back.
    @Test func whatComesBackAfterTheYearEndGoesOnFromThere() throws {
        let sample = LeaveSample { $0.carry = LeaveCarry(cap: LeaveAmount(days: 5)) }
        var book = sample.book
        try book.give("2", on: "2025-01-01")
        let act = LeaveAct(reference: "penalty:2025-12-10", reason: "")
        try book.setPenalty(.half, on: date("2025-12-10"), from: [LeaveSample.vacation], act)
        try book.close(LeaveSample.vacation, through: date("2025-12-31"))
        #expect(book.balance(on: "2026-01-01") == "1.5")
        try book.setPenalty(.zero, on: date("2025-12-10"), from: [LeaveSample.vacation], act)
        #expect(book.balance(on: "2026-01-01") == "2")
        try book.setPenalty(.day, on: date("2025-12-10"), from: [LeaveSample.vacation], act)
        #expect(book.balance(on: "2026-01-01") == "1")
    }

    /// Days taken away by hand from time off are no sign that it was not granted yet.
    @Test func timeOffTakenAwayByHandIsNotGrantedAgain() throws {
        var book = LeaveSample().book
        try book.setCompensatory(LeaveSample.timeOff, .day, workedOn: date("2026-11-01"))
        try book.give("-0.5", LeaveSample.timeOff, on: "2026-11-05")
        try book.setCompensatory(LeaveSample.timeOff, .day, workedOn: date("2026-11-01"))
        #expect(book.balance(LeaveSample.timeOff, on: "2026-11-05") == "0.5")
    }

    @Test func linesAboutALockedMonthCountFromTheNextOpenOne() throws {
        var book = try book("5", "0")
        let firstOpen = date("2026-12-01")
        for index in book.accounts.indices {
            book.accounts[index].firstOpenDay = { $0 < firstOpen ? firstOpen : $0 }
        }
        try book.setPenalty(.half, on: date("2026-11-20"), from: [LeaveSample.vacation], act)
        try book.confirm(LeaveSample().request("2026-11-23"), LeaveSample.calendar())
        #expect(book.balance(on: "2026-11-30") == "5")
        #expect(book.balance(on: "2026-12-01") == "3.5")
        try book.cancel(ID(1))
        try book.setPenalty(.zero, on: date("2026-11-20"), from: [LeaveSample.vacation], act)
        #expect(book.balance(on: "2026-11-30") == "5")
        #expect(book.balance(on: "2026-12-01") == "5")
        #expect(book.available(on: "2026-11-20") == "5")
        // The year's end stays on its day.
        book.accounts[0].firstOpenDay = { $0 < date("2027-02-01") ? date("2027-02-01") : $0 }
        try book.close(LeaveSample.vacation, through: date("2026-12-31"))
        #expect(book.account(LeaveSample.vacation)?.entries.last?.date == date("2027-01-01"))
    }

    @Test(arguments: [("0.5", "½ day"), ("1", "1 day"), ("1.5", "1½ days"), ("2", "2 days"), ("0.125", "0.125 days")])
    func halvesInWords(amount: String, words: String) {
        #expect(days(amount).halfDayWords == words)
    }
}
