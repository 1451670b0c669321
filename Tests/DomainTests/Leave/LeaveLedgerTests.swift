import Testing

@testable import Domain

struct LeaveLedgerTests {
    let calendar = LeaveSample.calendar()

    @Test func firstToExpireIsTakenFirst() throws {
        let sample = LeaveSample()
        var book = sample.book
        try book.give("5", on: "2026-01-01", through: "2026-12-31")
        try book.give("2", on: "2026-01-01", through: "2026-03-31")
        try book.confirm(sample.request("2026-03-02", "2026-03-04"), calendar)
        let account = try #require(book.account(LeaveSample.vacation))
        #expect(account.entries.filter { $0.kind == .taken }.map(\.lot) == [2, 2, 1])
        #expect(book.balance(on: "2026-03-31") == "4")
    }

    /// A lot can be taken on its last day, and not a day later.
    @Test(arguments: [("2026-03-31", true), ("2026-04-01", false), ("2026-02-01", true), ("2026-01-31", false)])
    func aLotEndsWithItsLastDay(day: String, isThere: Bool) throws {
        let sample = LeaveSample()
        var book = sample.book
        try book.give("2", on: "2026-02-01", through: "2026-03-31")
        #expect(book.balance(on: day) == (isThere ? "2" : "0"))
        #expect(book.available(on: day) == (isThere ? "2" : "0"))
        let request = sample.request(day)
        if isThere, date(day).weekday != .sunday {
            #expect(try book.confirm(request, calendar).covered == .day)
        } else if !isThere {
            #expect(throws: LeaveProblems.self) { try book.confirm(request, calendar) }
        }
    }

    @Test func cancellingGivesTheSameLotsTheirDaysBack() throws {
        let sample = LeaveSample()
        var book = sample.book
        try book.give("1.5", on: "2026-01-01", through: "2026-03-31")
        try book.give("5", on: "2026-01-01")
        let before = try #require(book.account(LeaveSample.vacation)).remaining
        try book.confirm(sample.request("2026-03-02", "2026-03-04"), calendar)
        #expect(book.available(on: "2026-03-10") == "3.5")
        try book.cancel(ID(1))
        #expect(book.account(LeaveSample.vacation)?.remaining == before)
        #expect(throws: LeaveProblems.self) { try book.cancel(ID(1)) }
    }

    @Test func leaveAcrossAYearEndIsTakenFromBothYears() throws {
        let sample = LeaveSample {
            $0.grant = .yearly(LeaveAmount(days: 3))
            $0.grantsFrom = date("2026-01-01")
        }
        var book = sample.book
        try book.book(book.due(sample.vacation, through: date("2027-01-01")) { _ in .zero }, of: LeaveSample.vacation)
        // 30 and 31 December, 1 and 2 January; the 3rd is a Sunday.
        try book.confirm(sample.request("2026-12-30", "2027-01-02"), calendar)
        #expect(book.balance(on: "2026-12-31") == "1")
        #expect(book.balance(on: "2027-01-02") == "1")
    }

    /// b6.38: five days carried until 31 March, three taken in February: two lapse.
    @Test func carriedDaysThatAreNotTakenLapse() throws {
        let end = try #require(MonthDay("03-31"))
        let sample = LeaveSample { $0.carry = LeaveCarry(cap: LeaveAmount(days: 5), expiry: .day(end)) }
        var book = sample.book
        try book.give("8", on: "2025-01-01")
        try book.close(LeaveSample.vacation, through: date("2025-12-31"))
        try book.confirm(sample.request("2026-02-02", "2026-02-04"), calendar)
        let closings = try book.close(LeaveSample.vacation, through: date("2026-03-31"))
        #expect(closings.map(\.lapsed.description) == ["2"])
        #expect(book.balance(on: "2026-03-31") == "2")
        #expect(book.balance(on: "2026-04-01") == "0")
    }

    @Test(arguments: [("4.5", "4.5", "0"), ("5", "5", "0"), ("5.5", "5", "0.5"), ("0", "0", "0")])
    func theCapOfWhatIsCarried(left: String, carried: String, lapsed: String) throws {
        let sample = LeaveSample { $0.carry = LeaveCarry(cap: LeaveAmount(days: 5)) }
        var book = sample.book
        if left != "0" { try book.give(left, on: "2025-01-01") }
        let closings = try book.close(LeaveSample.vacation, through: date("2025-12-31"))
        #expect(closings.map(\.carried).total() == days(carried))
        #expect(closings.map(\.lapsed).total() == days(lapsed))
        #expect(book.balance(on: "2026-01-01") == carried)
        #expect(try book.close(LeaveSample.vacation, through: date("2025-12-31")).isEmpty)
    }

    /// T38: leave of the old year cancelled after its rest was carried: the cap still holds, the ledger balances.
    @Test(arguments: [("5", "5", "1"), ("4", "4", "2"), ("10", "6", "0")])
    func cancellingAfterTheCarryForward(cap: String, carried: String, lapsed: String) throws {
        let sample = LeaveSample { $0.carry = LeaveCarry(cap: days(cap)) }
        var book = sample.book
        try book.give("6", on: "2025-01-01")
        try book.confirm(sample.request("2025-12-01", "2025-12-02"), calendar)
        try book.close(LeaveSample.vacation, through: date("2025-12-31"))
        #expect(book.balance(on: "2026-01-01") == "4")
        try book.cancel(ID(1))
        #expect(book.balance(on: "2026-01-01") == carried)
        let account = try #require(book.account(LeaveSample.vacation))
        #expect(account.remaining[0] == .zero)
        #expect(-account.entries.filter { $0.kind == .lapsed }.map(\.amount).total() == days(lapsed))
    }

    /// Sick leave of December that is written in in January takes what had been carried, or had lapsed.
    @Test(arguments: [("4", "3"), ("8", "5"), ("6", "5")])
    func leaveOfAClosedYear(left: String, carriedAfter: String) throws {
        let sample = LeaveSample { $0.carry = LeaveCarry(cap: LeaveAmount(days: 5)) }
        var book = sample.book
        try book.give(left, on: "2025-01-01")
        try book.close(LeaveSample.vacation, through: date("2025-12-31"))
        try book.confirm(sample.request("2025-12-30"), calendar)
        #expect(book.balance(on: "2026-01-01") == carriedAfter)
        #expect(book.account(LeaveSample.vacation)?.remaining[0] == .zero)
    }

    @Test func whatWasTakenFromTheNewYearCannotBeTakenFromTheOld() throws {
        let sample = LeaveSample { $0.carry = LeaveCarry(cap: LeaveAmount(days: 5)) }
        var book = sample.book
        try book.give("2", on: "2025-01-01")
        try book.close(LeaveSample.vacation, through: date("2025-12-31"))
        try book.confirm(sample.request("2026-02-02", "2026-02-03"), calendar)
        #expect(book.available(on: "2025-12-30") == "0")
        #expect(throws: LeaveProblems.self) { try book.confirm(sample.request("2025-12-30", id: 2), calendar) }
    }

    @Test func aLateGrantOfAClosedYearIsCarriedAtOnce() throws {
        let sample = LeaveSample { $0.carry = LeaveCarry(cap: LeaveAmount(days: 5)) }
        var book = sample.book
        try book.give("2", on: "2025-01-01")
        try book.close(LeaveSample.vacation, through: date("2025-12-31"))
        try book.give("1", on: "2025-12-01")
        #expect(book.balance(on: "2026-01-01") == "3")
    }

    @Test func whatIsOwedIsPaidBackByTheNextGrant() throws {
        let sample = LeaveSample { $0.overdraft = .upTo(LeaveAmount(days: 2)) }
        var book = sample.book
        try book.give("1", on: "2026-01-01")
        try book.confirm(sample.request("2026-03-02", "2026-03-04"), calendar)
        #expect(book.balance(on: "2026-03-04") == "-2")
        #expect(throws: LeaveProblems.self) { try book.confirm(sample.request("2026-03-05", id: 2), calendar) }
        try book.give("5", on: "2026-04-01")
        #expect(book.balance(on: "2026-04-01") == "3")
        try book.cancel(ID(1))
        #expect(book.balance(on: "2026-04-01") == "6")
        #expect(book.account(LeaveSample.vacation)?.debt == .zero)
    }

    @Test func payingOutKeepsWhatMustBeLeft() throws {
        let sample = LeaveSample {
            $0.encashment = LeaveEncashment(most: LeaveAmount(days: 4), keeps: LeaveAmount(days: 3))
        }
        var book = sample.book
        try book.give("10", on: "2026-01-01")
        func encash(_ amount: String) throws {
            try book.encash(
                LeaveSample.vacation, days(amount), on: date("2026-06-01"), LeaveAct(reference: "e", reason: ""))
        }
        #expect(throws: LeaveProblems.self) { try encash("4.5") }
        try encash("3")
        #expect(throws: LeaveProblems.self) { try encash("1.5") }
        try encash("1")
        #expect(book.balance(on: "2026-06-01") == "6")
        #expect(throws: LeaveProblems.self) { try encash("0") }
    }

    @Test(arguments: [("7", true), ("7.001", false), ("6.5", true)])
    func theEdgeOfWhatMustBeLeft(amount: String, isPaid: Bool) throws {
        let sample = LeaveSample { $0.encashment = LeaveEncashment(most: nil, keeps: LeaveAmount(days: 3)) }
        var book = sample.book
        try book.give("10", on: "2026-01-01")
        let act = LeaveAct(reference: "e", reason: "")
        if isPaid {
            try book.encash(LeaveSample.vacation, days(amount), on: date("2026-06-01"), act)
        } else {
            #expect(throws: LeaveProblems.self) {
                try book.encash(LeaveSample.vacation, days(amount), on: date("2026-06-01"), act)
            }
        }
    }

    /// T39: time off for a worked rest day comes once, ends, and does not come again.
    @Test func timeOffComesOnceForADay() throws {
        var sample = LeaveSample()
        sample.types[3].compensatoryDays = 30
        var book = sample.book
        for _ in 0..<2 { try book.setCompensatory(LeaveSample.timeOff, .day, workedOn: date("2026-11-01")) }
        #expect(book.balance(LeaveSample.timeOff, on: "2026-11-01") == "0")
        #expect(book.balance(LeaveSample.timeOff, on: "2026-11-02") == "1")
        #expect(book.balance(LeaveSample.timeOff, on: "2026-12-01") == "1")
        #expect(book.balance(LeaveSample.timeOff, on: "2026-12-02") == "0")
        try book.close(LeaveSample.timeOff, through: date("2026-12-01"))
        try book.setCompensatory(LeaveSample.timeOff, .day, workedOn: date("2026-11-01"))
        #expect(book.balance(LeaveSample.timeOff, on: "2026-12-02") == "0")
        #expect(book.account(LeaveSample.timeOff)?.lots.count == 1)
    }

    @Test func timeOffFollowsTheDayItIsFor() throws {
        let sample = LeaveSample()
        var book = sample.book
        try book.setCompensatory(LeaveSample.timeOff, .half, workedOn: date("2026-11-01"))
        try book.setCompensatory(LeaveSample.timeOff, .day, workedOn: date("2026-11-01"))
        #expect(book.balance(LeaveSample.timeOff, on: "2026-11-02") == "1")
        try book.confirm(
            sample.request("2026-11-03", type: LeaveSample.timeOff) { $0.endsAtNoon = true }, calendar)
        #expect(try book.setCompensatory(LeaveSample.timeOff, .zero, workedOn: date("2026-11-01")) == .half)
        #expect(book.balance(LeaveSample.timeOff, on: "2026-11-03") == "0")
    }

    @Test func aPenaltyIsTakenOnceAndGivenBackWhereItNoLongerHolds() throws {
        let sample = LeaveSample()
        var book = sample.book
        try book.give("0.5", on: "2026-01-01")
        let order = [LeaveSample.vacation, LeaveSample.unpaid]
        let act = LeaveAct(reference: "penalty:late:2026-11:1", reason: "Third late arrival")
        for _ in 0..<3 { try book.setPenalty(.day, on: date("2026-11-20"), from: order, act) }
        #expect(book.balance(on: "2026-11-20") == "0")
        #expect(book.balance(LeaveSample.unpaid, on: "2026-11-20") == "-0.5")
        try book.setPenalty(.zero, on: date("2026-11-20"), from: order, act)
        #expect(book.balance(on: "2026-11-20") == "0.5")
        #expect(book.balance(LeaveSample.unpaid, on: "2026-11-20") == "0")
        try book.setPenalty(.half, on: date("2026-11-21"), from: order, act)
        #expect(book.balance(on: "2026-11-20") == "0.5")
        #expect(book.balance(on: "2026-11-21") == "0")
        #expect(try book.setPenalty(.day, on: date("2026-11-21"), from: [LeaveSample.vacation], act) == .half)
    }

    @Test func whatWillBeThereIsToldApartFromWhatIs() throws {
        let sample = LeaveSample {
            $0.grant = .monthly(yearly: LeaveAmount(days: 12), on: .firstDay, trueUp: true)
            $0.grantsFrom = date("2026-01-01")
            $0.carry = LeaveCarry(cap: LeaveAmount(days: 5))
        }
        var book = sample.book
        try book.book(book.due(sample.vacation, through: date("2026-03-01")) { _ in .zero }, of: LeaveSample.vacation)
        func projected(_ day: String) throws -> String {
            try book.projected(sample.vacation, on: date(day)) { _ in .zero }.description
        }
        #expect(book.balance(on: "2026-12-31") == "3")
        #expect(try projected("2026-12-31") == "12")
        #expect(try projected("2027-01-31") == "6")
        #expect(try projected("2028-02-01") == "7")
        #expect(book.account(LeaveSample.vacation)?.entries.count == 3)
    }
}
