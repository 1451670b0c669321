import Testing

@testable import Domain

struct LeaveGrantTests {
    func amounts(_ grants: [LeaveGrant]) -> [String] { grants.map { "\($0.from) \($0.amount)" } }

    @Test(arguments: [
        ("2026-01-01", "2026-01-01 12"), ("2026-07-15", "2026-07-15 5.5"), ("2026-12-31", ""),
        ("2026-12-17", "2026-12-17 0.5"), ("2024-02-29", "2026-01-01 12"),
    ])
    func yearlyIsProratedByJoining(joined: String, expected: String) {
        var sample = LeaveSample {
            $0.grant = .yearly(LeaveAmount(days: 12))
            $0.grantsFrom = date("2026-01-01")
        }
        sample.employee.joined = date(joined)
        #expect(amounts(sample.grants(through: "2026-12-31")) == [expected].filter { !$0.isEmpty })
    }

    /// T36: the last day of February of a leap year, as a joining day and as the beginning of the leave year.
    @Test func theTwentyNinthOfFebruary() {
        var sample = LeaveSample {
            $0.grant = .yearly(LeaveAmount(days: 12))
            $0.yearStart = MonthDay(month: 2, day: 29) ?? .newYear
            $0.grantsFrom = date("2024-02-29")
        }
        sample.employee.joined = date("2024-02-29")
        let grants = sample.grants(through: "2028-02-29")
        #expect(
            amounts(grants) == [
                "2024-02-29 12", "2025-02-28 12", "2026-02-28 12", "2027-02-28 12", "2028-02-29 12",
            ])
        #expect(grants.map(\.through.description).prefix(2) == ["2025-02-27", "2026-02-27"])
    }

    /// Every month of the year is granted once, whichever month it is.
    @Test(arguments: 1...12) func everyMonthIsGranted(month: Int) {
        let sample = LeaveSample {
            $0.grant = .monthly(yearly: LeaveAmount(days: 12), on: .firstDay, trueUp: true)
            $0.grantsFrom = date("2026-01-01")
        }
        let first = CivilDate(clamping: 1, month: month, year: 2026)
        #expect(sample.grants(through: first.description).count == month)
        #expect(sample.grants(through: (first - 1).description).count == month - 1)
    }

    @Test(arguments: [
        ("2026-01-31", LeaveGrantRule.MonthlyOn.joiningDay, "2026-02-28"), ("2026-01-30", .joiningDay, "2026-02-28"),
        ("2026-01-15", .joiningDay, "2026-02-15"), ("2024-02-29", .joiningDay, "2026-02-28"),
        ("2026-01-31", .lastDay, "2026-02-28"), ("2026-01-31", .firstDay, "2026-02-01"),
    ])
    func theDayOfAMonthlyGrant(joined: String, on: LeaveGrantRule.MonthlyOn, february: String) {
        var sample = LeaveSample {
            $0.grant = .monthly(yearly: LeaveAmount(days: 12), on: on, trueUp: false)
            $0.grantsFrom = date("2026-01-01")
        }
        sample.employee.joined = date(joined)
        let grant = sample.grants(through: "2026-12-31").first { $0.reference == "month:2026-02-01" }
        #expect(grant?.from == date(february))
    }

    /// Whatever rounding does to a month, the year comes to its total, and no month takes any away.
    @Test(arguments: 1...40, [LeaveRounding.Direction.down, .nearest, .up])
    func theTrueUpBringsTheYearToItsTotal(total: Int, direction: LeaveRounding.Direction) {
        for unit: Int64 in [1, 250, 500, 1000] {
            let sample = LeaveSample {
                $0.grant = .monthly(yearly: LeaveAmount(days: total), on: .lastDay, trueUp: true)
                $0.rounding = LeaveRounding(unit: LeaveAmount(thousandths: unit), direction: direction)
                $0.grantsFrom = date("2026-01-01")
            }
            let grants = sample.grants(through: "2026-12-31")
            #expect(grants.map(\.amount).total() == LeaveAmount(days: total), "unit \(unit)")
            #expect(grants.allSatisfy { $0.amount > .zero })
        }
    }

    @Test func withoutTheTrueUpEachMonthIsRoundedAlone() {
        let sample = LeaveSample {
            $0.grant = .monthly(yearly: LeaveAmount(days: 10), on: .firstDay, trueUp: false)
            $0.grantsFrom = date("2026-01-01")
        }
        #expect(sample.grants(through: "2026-12-31").map(\.amount.description) == Array(repeating: "1", count: 12))
    }

    @Test func whoJoinsInTheMonthGetsItsPart() {
        var sample = LeaveSample {
            $0.grant = .monthly(yearly: LeaveAmount(days: 12), on: .firstDay, trueUp: true)
            $0.grantsFrom = date("2026-01-01")
        }
        sample.employee.joined = date("2026-11-16")
        #expect(amounts(sample.grants(through: "2026-12-31")) == ["2026-11-16 0.5", "2026-12-01 1"])
        sample.types[0].isProrated = false
        #expect(amounts(sample.grants(through: "2026-12-31")) == ["2026-11-16 1", "2026-12-01 1"])
    }

    @Test(arguments: [("2026-06-30", 6), ("2026-06-29", 5), ("2026-07-01", 6), ("2025-12-31", 0)])
    func nothingAfterLeaving(left: String, months: Int) {
        var sample = LeaveSample {
            $0.grant = .monthly(yearly: LeaveAmount(days: 12), on: .lastDay, trueUp: true)
            $0.grantsFrom = date("2026-01-01")
        }
        sample.employee.left = date(left)
        #expect(sample.grants(through: "2026-12-31").count == months)
    }

    @Test(arguments: [(239, ""), (240, "2027-01-01 12"), (241, "2027-01-01 12"), (260, "2027-01-01 13")])
    func oneDayForTwentyWorkedFromTwoHundredAndForty(worked: Int, expected: String) {
        let sample = LeaveSample {
            $0.grant = .perDaysWorked(one: 20, atLeast: 240)
            $0.grantsFrom = date("2027-01-01")
        }
        #expect(
            amounts(sample.grants(through: "2027-12-31", worked: worked)) == [expected].filter { !$0.isEmpty })
        #expect(sample.grants(through: "2026-12-31", worked: worked).isEmpty)
    }

    @Test func onlyForTheGenderItIsFor() {
        var sample = LeaveSample {
            $0.grant = .yearly(LeaveAmount(days: 12))
            $0.request.gender = .female
            $0.grantsFrom = date("2026-01-01")
        }
        #expect(sample.grants(through: "2026-12-31").isEmpty)
        sample.employee.gender = .male
        #expect(sample.grants(through: "2026-12-31").isEmpty)
        sample.employee.gender = .female
        #expect(sample.grants(through: "2026-12-31").count == 1)
    }

    @Test func twiceIsOnce() throws {
        let sample = LeaveSample {
            $0.grant = .monthly(yearly: LeaveAmount(days: 10), on: .firstDay, trueUp: true)
            $0.grantsFrom = date("2026-01-01")
        }
        var book = sample.book
        for _ in 0..<2 {
            try book.book(
                book.due(sample.vacation, through: date("2026-12-31")) { _ in .zero }, of: LeaveSample.vacation)
        }
        #expect(book.balance(on: "2026-12-31") == "10")
        #expect(book.due(sample.vacation, through: date("2026-12-31")) { _ in .zero }.isEmpty)
    }

    @Test(arguments: ["2026-01-31", "2026-02-28", "2026-03-15", "2026-11-30"])
    func aYearInTwoRunsIsAYearInOne(split: String) throws {
        let sample = LeaveSample {
            $0.grant = .monthly(yearly: LeaveAmount(days: 17), on: .joiningDay, trueUp: true)
            $0.grantsFrom = date("2026-01-01")
        }
        var (whole, parts) = (sample.book, sample.book)
        let all = whole.due(sample.vacation, through: date("2026-12-31")) { _ in .zero }
        try whole.book(all, of: LeaveSample.vacation)
        for end in [split, "2026-12-31"] {
            try parts.book(parts.due(sample.vacation, through: date(end)) { _ in .zero }, of: LeaveSample.vacation)
        }
        #expect(parts.account(LeaveSample.vacation)?.entries == whole.account(LeaveSample.vacation)?.entries)
        #expect(parts.account(LeaveSample.vacation)?.lots == whole.account(LeaveSample.vacation)?.lots)
    }
}
