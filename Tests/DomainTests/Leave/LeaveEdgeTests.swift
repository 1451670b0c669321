import Testing

@testable import Domain

/// Lines, lots and hours of leave at their edges.
struct LeaveEdgeTests {
    let calendar = LeaveSample.calendar()

    /// An account that is read again has what the one that was written had.
    @Test func whatIsStoredIsReadAgain() throws {
        let sample = LeaveSample()
        var book = sample.book
        try book.give("5", on: "2026-01-01", through: "2026-12-31")
        try book.give("2", on: "2026-01-01", through: "2026-03-31")
        try book.confirm(sample.request("2026-03-02", "2026-03-04"), calendar)
        let account = try #require(book.account(LeaveSample.vacation))
        #expect(account.entries.map(\.number) == Array(1...Int32(account.entries.count)))
        let again = LeaveAccount(type: account.type, lots: account.lots, entries: account.entries)
        #expect(again.remaining == account.remaining && again.remaining == [days("4"), .zero])
        #expect(again.newEntries.isEmpty && again.newLots.isEmpty)
        #expect(again.hasAct("hand:0") && !again.hasAct("hand:7"))
    }

    @Test func aPenaltyThatIsWorkedOutAgainWritesNothing() throws {
        var book = LeaveSample().book
        try book.give("5", on: "2026-01-01")
        func lines() -> Int { book.account(LeaveSample.vacation)?.entries.count ?? 0 }
        func set(_ amount: LeaveAmount, _ day: String) throws -> LeaveAmount {
            try book.setPenalty(
                amount, on: date(day), from: [LeaveSample.vacation], LeaveAct(reference: "late", reason: "late"))
        }
        #expect(try set(.zero, "2026-05-04") == .zero)
        #expect(lines() == 1)
        #expect(try set(.half, "2026-05-04") == .zero)
        #expect(lines() == 2)
        #expect(try set(.half, "2026-05-04") == .zero)
        #expect(lines() == 2)
        #expect(try set(.zero, "2026-05-06") == .zero)
        #expect(lines() == 3)
        #expect(book.balance(on: "2026-05-05") == "4.5" && book.balance(on: "2026-05-06") == "5")
        #expect(try set(.zero, "2026-05-06") == .zero)
        #expect(lines() == 3)
        #expect(try set(.half, "2026-05-07") == .zero)
        #expect(lines() == 4)
    }

    @Test func noTimeOffOpensNoLot() throws {
        var book = LeaveSample().book
        #expect(try book.setCompensatory(LeaveSample.timeOff, .zero, workedOn: date("2026-05-03")) == .zero)
        #expect(book.account(LeaveSample.timeOff)?.lots.isEmpty == true)
    }

    /// Half of a day is covered, and the other half goes to the type for the excess.
    @Test func aHalfCoveredDayIsTwoHalves() throws {
        let sample = LeaveSample { $0.excess = LeaveSample.unpaid }
        var book = sample.book
        try book.give("0.5", on: "2026-01-01")
        let plan = try book.confirm(sample.request("2026-03-02", "2026-03-03") { $0.acceptsExcess = true }, calendar)
        #expect(plan.days.map(\.part) == [.firstHalf, .secondHalf, .full])
        #expect(plan.days.map(\.type) == [LeaveSample.vacation, LeaveSample.unpaid, LeaveSample.unpaid])
        #expect(plan.days.map(\.amount) == [.half, .half, .day])
        #expect(book.balance(LeaveSample.unpaid, on: "2026-03-03") == "-1.5")
    }

    @Test(arguments: [("09:00", "17:00", 28_800), ("22:00", "02:00", 14_400), ("09:00", "09:00", 86_400)])
    func hoursLastUntilTheNextDayWhereTheyMust(from: String, to: String, seconds: Int32) throws {
        let hours = LeaveHours(from: try #require(TimeOfDay(from)), to: try #require(TimeOfDay(to)))
        #expect(hours.seconds == seconds)
    }

    @Test func hoursThatTouchDoNotOverlap() {
        func hours(_ from: Int, _ to: Int) -> LeaveHours {
            LeaveHours(from: TimeOfDay(from, 0), to: TimeOfDay(to, 0))
        }
        #expect(!hours(9, 11).overlaps(hours(11, 12)) && !hours(11, 12).overlaps(hours(9, 11)))
        #expect(hours(9, 12).overlaps(hours(11, 13)) && hours(11, 13).overlaps(hours(9, 12)))
    }

    /// Rest days between two requests join them, over two months at the most.
    @Test(arguments: [(62, true), (63, false)]) func requestsAdjoinOverRestDays(apart: Int, isNext: Bool) {
        let sample = LeaveSample()
        let first = sample.request("2026-03-02")
        var second = sample.request("2026-03-02", id: 2)
        (second.first, second.last) = (first.last + apart, first.last + apart)
        #expect(first.adjoins(second) { _ in .holiday } == isNext)
        #expect(second.adjoins(first) { _ in .holiday } == isNext)
    }

    /// What was worked in one leave year brings days in the next.
    @Test func daysWorkedCountForTheNextYear() throws {
        var sample = LeaveSample { $0.grant = .perDaysWorked(one: 20, atLeast: 1) }
        sample.employee.joined = date("2026-12-31")
        let grants = sample.vacation.grants(for: sample.employee, through: date("2028-12-31")) {
            $0.contains(date("2026-12-31")) ? LeaveAmount(days: 240) : .zero
        }
        #expect(grants.map(\.from) == [date("2027-01-01")] && grants.map(\.through) == [date("2027-12-31")])
        #expect(grants.map(\.amount) == [LeaveAmount(days: 12)])
    }

    @Test func ofTwoLotsThatEndTogetherTheCarriedOneGoesFirst() {
        func lot(_ number: Int32, _ source: LeaveLot.Source) -> LeaveLot {
            LeaveLot(
                number: number, source: source, from: date("2026-01-01"), through: date("2026-12-31"), carries: true,
                reference: "\(number)")
        }
        #expect(lot(2, .carryForward).isTaken(before: lot(1, .grant)))
        #expect(!lot(1, .grant).isTaken(before: lot(2, .carryForward)))
        #expect(lot(1, .grant).isTaken(before: lot(2, .grant)))
    }

    @Test(arguments: ["ABCDEFGH"]) func aCodeOfEightFits(code: String) {
        #expect(LeaveSample { $0.code = code }.vacation.problems() == [])
    }

    @Test func theGreatestOverdraftFits() {
        #expect(LeaveSample { $0.overdraft = .upTo(.most) }.vacation.problems() == [])
    }

    @Test func aDayOfTheYearIsItsOwnFirst() throws {
        let day = try #require(MonthDay("04-01"))
        #expect(day.first(from: date("2026-04-01")) == date("2026-04-01"))
        #expect(day.first(from: date("2026-04-02")) == date("2027-04-01"))
        #expect(day.last(through: date("2026-04-01")) == date("2026-04-01"))
    }
}
