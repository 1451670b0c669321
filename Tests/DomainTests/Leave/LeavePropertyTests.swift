import SeededRandom
import Testing

@testable import Domain

/// What must hold of any ledger, whatever was granted, taken, cancelled and closed, in whatever order.
struct LeavePropertyTests {
    static let blocks = Array(0..<4)
    static let size = 20

    let calendar = LeaveSample.calendar(holidays: "2025-12-25", "2026-01-01", "2026-05-01")

    /// Two years and a bit of a person's leave, drawn.
    struct Life {
        var sample: LeaveSample
        var book: LeaveBook
        private var random: SeededGenerator
        private var next: Int64 = 1

        init(seed: Int) {
            var random = SeededGenerator(mixing: seed, 4711)
            let (cap, unit) = (random.between(0, 8), [250, 500, 1000][random.between(0, 2)])
            let (owed, days) = (random.between(0, 3), random.between(6, 24))
            let (monthly, early) = (random.happens(percent: 60), random.happens(percent: 30))
            sample = LeaveSample { type in
                type.grant =
                    monthly
                    ? .monthly(yearly: LeaveAmount(days: days), on: .joiningDay, trueUp: true)
                    : .yearly(LeaveAmount(days: days))
                type.rounding = LeaveRounding(unit: LeaveAmount(thousandths: Int64(unit)), direction: .nearest)
                type.grantsFrom = date("2025-01-01")
                if owed > 0 { type.overdraft = .upTo(LeaveAmount(days: owed)) }
                type.carry = LeaveCarry(cap: LeaveAmount(days: cap), expiry: early && cap > 0 ? .days(90) : .yearEnd)
                type.encashment = LeaveEncashment(most: nil)
                type.excess = LeaveSample.unpaid
            }
            sample.employee.joined = date("2024-12-01") + random.between(0, 60)
            book = sample.book
            self.random = random
        }

        var limit: LeaveAmount { if case .upTo(let limit) = sample.vacation.overdraft { limit } else { .zero } }

        /// One drawn deed; one that is refused changes nothing.
        mutating func step(_ calendar: @escaping (CivilDate) -> LeaveCalendarDay) {
            let day = date("2025-01-01") + random.between(0, 800)
            let before = book.accounts.map(\.entries)
            do {
                switch random.between(0, 9) {
                case 0...1:
                    try book.book(book.due(sample.vacation, through: day) { _ in .zero }, of: LeaveSample.vacation)
                case 2: try book.close(LeaveSample.vacation, through: day)
                case 3...6: try ask(day, calendar)
                case 7:
                    guard let taken = book.requests.filter({ $0.status == .confirmed }).randomElement(using: &random)
                    else { return }
                    try book.cancel(taken.id)
                case 8:
                    try book.encash(
                        LeaveSample.vacation, LeaveAmount(thousandths: Int64(random.between(1, 6)) * 500), on: day,
                        act())
                default:
                    let amount = LeaveAmount(thousandths: Int64(random.between(-4, 8)) * 500)
                    try book.adjust(LeaveSample.vacation, by: amount, on: day, act())
                }
            } catch {
                #expect(book.accounts.map(\.entries) == before, "refused, and yet changed: \(error)")
            }
        }

        private mutating func act() -> LeaveAct {
            next += 1
            return LeaveAct(reference: "hand:\(next)", reason: "drawn")
        }

        private mutating func ask(
            _ day: CivilDate, _ calendar: @escaping (CivilDate) -> LeaveCalendarDay
        ) throws {
            next += 1
            let (length, isHalf, agrees) = (
                random.between(0, 6), random.happens(percent: 20), random.happens(percent: 50)
            )
            let request = sample.request(day.description, (day + length).description, id: next) {
                $0.endsAtNoon = isHalf
                $0.acceptsExcess = agrees
            }
            try book.confirm(request, calendar)
        }
    }

    /// The drawn lives are worth looking at: they hold every kind of line.
    @Test func everyKindOfLineIsDrawn() {
        var kinds: Set<LeaveEntry.Kind> = []
        for seed in 0..<40 {
            var life = Life(seed: seed)
            for _ in 0..<40 { life.step(calendar) }
            kinds.formUnion(life.book.accounts[0].entries.map(\.kind))
        }
        #expect(kinds == Set(LeaveEntry.Kind.allCases).subtracting([.penalty]))
    }

    @Test(arguments: blocks) func noLotIsOverdrawnAndNoBalanceBelowItsLimit(block: Int) throws {
        for seed in block * Self.size..<(block + 1) * Self.size {
            var life = Life(seed: seed)
            for _ in 0..<40 { life.step(calendar) }
            let account = try #require(life.book.account(LeaveSample.vacation))
            for lot in account.lots where lot.source != .overdraft {
                #expect(account.remaining(of: lot) >= .zero, "seed \(seed), lot \(lot.number)")
                for day in Set(account.entries.filter { $0.lot == lot.number }.map(\.date)) {
                    let then = account.entries.filter { $0.lot == lot.number && $0.date <= day }.map(\.amount).total()
                    #expect(then >= .zero, "seed \(seed), lot \(lot.number) on \(day)")
                }
            }
            #expect(-account.debt <= life.limit, "seed \(seed)")
            #expect(account.debt <= .zero, "seed \(seed)")
        }
    }

    @Test(arguments: blocks) func aBalanceIsTheSumOfItsLotsOnEveryDay(block: Int) throws {
        for seed in block * Self.size..<(block + 1) * Self.size {
            var life = Life(seed: seed)
            for _ in 0..<30 { life.step(calendar) }
            let account = try #require(life.book.account(LeaveSample.vacation))
            let edges = Set(account.lots.flatMap { [$0.from, $0.through ?? $0.from] } + account.entries.map(\.date))
            for day in edges.flatMap({ [$0 - 1, $0, $0 + 1] }) where day > date("2024-01-01") {
                #expect(
                    account.balance(on: day) == account.balances(on: day).map(\.amount).total(), "seed \(seed), \(day)")
            }
            for lot in account.lots {
                let lines = account.entries.filter { $0.lot == lot.number }.map(\.amount).total()
                #expect(lines == account.remaining(of: lot), "seed \(seed)")
            }
        }
    }

    /// What is taken for a request is what it says, day by day, and nothing is left of it when it is cancelled.
    @Test(arguments: blocks) func allRequestsCancelledIsAsIfNoneHadBeenMade(block: Int) throws {
        for seed in block * Self.size..<(block + 1) * Self.size {
            var life = Life(seed: seed)
            for _ in 0..<30 { life.step(calendar) }
            for request in life.book.requests where request.status == .confirmed { try life.book.cancel(request.id) }
            for account in life.book.accounts {
                for request in life.book.requests {
                    let lines = account.entries.filter {
                        $0.act.request == request.id && ($0.kind == .taken || $0.kind == .restored)
                    }
                    for lot in account.lots {
                        #expect(lines.filter { $0.lot == lot.number }.map(\.amount).total() == .zero, "seed \(seed)")
                    }
                }
            }
            let account = try #require(life.book.account(LeaveSample.vacation))
            let owedByHand = account.entries.contains { $0.kind == .adjusted && $0.amount.isNegative }
            if !owedByHand { #expect(account.debt == .zero, "seed \(seed)") }
        }
    }

    @Test(arguments: blocks) func aYearEndTwiceIsAYearEndOnce(block: Int) throws {
        for seed in block * Self.size..<(block + 1) * Self.size {
            var life = Life(seed: seed)
            for _ in 0..<25 { life.step(calendar) }
            var book = life.book
            try book.close(LeaveSample.vacation, through: date("2027-03-31"))
            let lines = try #require(book.account(LeaveSample.vacation)).entries
            #expect(try book.close(LeaveSample.vacation, through: date("2027-03-31")).isEmpty, "seed \(seed)")
            #expect(book.account(LeaveSample.vacation)?.entries == lines)
            // Closing in between makes no difference to what there is afterwards.
            var parts = life.book
            for end in ["2025-12-31", "2026-03-31", "2026-12-31", "2027-03-31"] {
                try parts.close(LeaveSample.vacation, through: date(end))
            }
            #expect(
                parts.account(LeaveSample.vacation)?.balance(on: date("2027-04-01"))
                    == book.account(LeaveSample.vacation)?.balance(on: date("2027-04-01")), "seed \(seed)")
        }
    }

    /// Carried and lapsed days are neither made nor lost: what left the old lots came to the new one, or lapsed.
    @Test(arguments: blocks) func nothingIsLostBetweenTwoYears(block: Int) throws {
        for seed in block * Self.size..<(block + 1) * Self.size {
            var life = Life(seed: seed)
            for _ in 0..<40 { life.step(calendar) }
            let account = try #require(life.book.account(LeaveSample.vacation))
            #expect(account.entries.filter { $0.kind == .carried }.map(\.amount).total() == .zero, "seed \(seed)")
            #expect(account.entries.filter { $0.kind == .settled }.map(\.amount).total() == .zero, "seed \(seed)")
        }
    }
}
