import Testing

@testable import Domain

struct LeaveAmountTests {
    @Test(arguments: [
        ("12", 12_000), ("5.5", 5500), ("0.125", 125), ("½", 500), ("5½", 5500), ("-2", -2000), ("-0.25", -250),
        ("3650", 3_650_000), ("3650.0", 3_650_000), ("0", 0),
    ])
    func readsAndWrites(text: String, thousandths: Int64) throws {
        let amount = try #require(LeaveAmount(text))
        #expect(amount.thousandths == thousandths)
        #expect(LeaveAmount(amount.description) == amount)
    }

    @Test(arguments: [
        "", "-", ".5", "5.", "1.2345", "1.2.3", "+5", "3651", "3650.001", "1e3", "½½", "1.5½", "99999999999", "٣",
    ])
    func refusesWhatIsNoAmount(text: String) {
        #expect(LeaveAmount(text) == nil)
    }

    @Test(arguments: [
        (LeaveRounding.Direction.nearest, 500, "5.5"), (.down, 500, "5.5"), (.up, 500, "6"), (.nearest, 250, "5.5"),
        (.up, 250, "5.75"), (.nearest, 1000, "6"), (.down, 1000, "5"), (.nearest, 1, "5.589"),
    ])
    func joiningInJulyGetsItsPartOfTwelve(direction: LeaveRounding.Direction, unit: Int64, expected: String) {
        let rounding = LeaveRounding(unit: LeaveAmount(thousandths: unit), direction: direction)
        #expect(rounding.part(of: LeaveAmount(days: 12), 170, 365) == days(expected))
    }

    @Test(arguments: [(249, "0"), (250, "0.5"), (251, "0.5"), (749, "0.5"), (750, "1"), (500, "0.5")])
    func aHalfRoundsUp(thousandths: Int64, expected: String) {
        #expect(LeaveRounding.halfDays.part(of: LeaveAmount(thousandths: thousandths), 1, 1) == days(expected))
    }

    @Test(arguments: [
        ("04-01", "2026-03-31", "2025-04-01", "2026-03-31"), ("04-01", "2026-04-01", "2026-04-01", "2027-03-31"),
        ("01-01", "2024-02-29", "2024-01-01", "2024-12-31"), ("02-29", "2024-02-28", "2023-02-28", "2024-02-28"),
        ("02-29", "2024-02-29", "2024-02-29", "2025-02-27"), ("02-29", "2025-02-28", "2025-02-28", "2026-02-27"),
        ("12-31", "2026-12-30", "2025-12-31", "2026-12-30"),
    ])
    func leaveYears(start: String, day: String, first: String, last: String) throws {
        #expect(try #require(MonthDay(start)).year(of: date(day)) == date(first)...date(last))
    }

    @Test(arguments: ["02-30", "13-01", "00-01", "1-1", "04-31", ""]) func noSuchDay(text: String) {
        #expect(MonthDay(text) == nil)
    }
}
