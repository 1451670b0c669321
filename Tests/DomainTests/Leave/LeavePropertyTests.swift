import SeededRandom
import Testing

@testable import Domain

/// What must hold of any ledger, whatever was granted, taken, cancelled and closed, in whatever order.
struct LeavePropertyTests {
    static let blocks = Array(0..<4)
    static let size = 20

    let calendar = LeaveSample.calendar(holidays: "2025-12-25", "2026-01-01", "2026-05-01")

    /// The drawn lives are worth looking at: they hold every kind of line.
    @Test func everyKindOfLineIsDrawn() {
        var kinds: Set<LeaveEntry.Kind> = []
        for seed in 0..<40 {
            var life = LeaveLife(seed: seed, leaves: seed % 2 == 1)
            for _ in 0..<40 { life.step(calendar) }
            kinds.formUnion(life.book.accounts[0].entries.map(\.kind))
        }
        #expect(kinds == Set(LeaveEntry.Kind.allCases).subtracting([.penalty]))
    }

    @Test(arguments: blocks) func noLotIsOverdrawnAndNoBalanceBelowItsLimit(block: Int) throws {
        for seed in block * Self.size..<(block + 1) * Self.size {
            var life = LeaveLife(seed: seed, leaves: seed % 4 == 3)
            for _ in 0..<40 { life.step(calendar) }
            let account = try #require(life.book.account(LeaveSample.vacation))
            for lot in account.lots where lot.source != .overdraft {
                #expect(account.remaining(of: lot) >= .zero, "seed \(seed), lot \(lot.number)")
                for day in Set(account.entries.filter { $0.lot == lot.number }.map(\.date)) {
                    let then = account.entries.filter { $0.lot == lot.number && $0.date <= day }.map(\.amount).total()
                    #expect(then >= .zero, "seed \(seed), lot \(lot.number) on \(day)")
                }
            }
            // What was not earned by the last day is owed, whatever the type allows.
            let unearned = -account.entries.lazy.filter { $0.kind == .unearned }.map(\.amount).total()
            #expect(-account.debt <= life.limit + unearned, "seed \(seed)")
            #expect(account.debt <= .zero, "seed \(seed)")
        }
    }

    @Test(arguments: blocks) func aBalanceIsTheSumOfItsLotsOnEveryDay(block: Int) throws {
        for seed in block * Self.size..<(block + 1) * Self.size {
            var life = LeaveLife(seed: seed)
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
            var life = LeaveLife(seed: seed)
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
            var life = LeaveLife(seed: seed)
            for _ in 0..<25 { life.step(calendar) }
            var book = life.book
            try book.close(LeaveSample.vacation, through: date("2027-03-31"))
            let lines = try #require(book.account(LeaveSample.vacation)).entries
            #expect(try book.close(LeaveSample.vacation, through: date("2027-03-31")).isEmpty, "seed \(seed)")
            #expect(book.account(LeaveSample.vacation)?.entries == lines)
            // Closing in between makes no difference to what there is afterwards, lot by lot.
            var parts = life.book
            for end in ["2025-12-31", "2026-03-31", "2026-12-31", "2027-03-31"] {
                try parts.close(LeaveSample.vacation, through: date(end))
            }
            #expect(rest(parts) == rest(book), "seed \(seed)")
        }
    }

    /// What is left of each lot, by what the lot is for; what is empty is not there.
    private func rest(_ book: LeaveBook) -> [String: LeaveAmount] {
        var rest: [String: LeaveAmount] = [:]
        for account in book.accounts {
            for lot in account.lots where account.remaining(of: lot) != .zero {
                rest["\(account.type.code) \(lot.reference)"] = account.remaining(of: lot)
            }
        }
        return rest
    }

    /// Leave that is asked for and cancelled, at once or piece by piece, leaves every lot as it was.
    @Test(arguments: blocks) func cancellingInWholeOrInPartsRestoresTheLots(block: Int) throws {
        var (whole, inParts) = (0, 0)
        for seed in block * Self.size..<(block + 1) * Self.size {
            var life = LeaveLife(seed: seed)
            for _ in 0..<25 { life.step(calendar) }
            for _ in 0..<12 {
                let before = rest(life.book)
                let count = life.book.requests.count
                let start = date("2025-01-01") + Int.random(in: 0...800, using: &life.random)
                guard let request = try? life.ask(start, calendar) else { continue }
                if (try? life.shorten(request, calendar)) != nil { inParts += 1 } else { whole += 1 }
                for part in life.book.requests[count...] { try life.book.cancel(part.id) }
                #expect(rest(life.book) == before, "seed \(seed), \(request.first)")
            }
        }
        #expect(whole > 0 && inParts > 0)
    }

    /// Each day that stays leave is still taken from the lots it was taken from, and the others are not taken at all.
    @Test(arguments: blocks) func shorteningLeavesTheOtherDaysAlone(block: Int) throws {
        for seed in block * Self.size..<(block + 1) * Self.size {
            var life = LeaveLife(seed: seed)
            for _ in 0..<25 { life.step(calendar) }
            for request in life.book.requests where request.status == .confirmed {
                let before = taken(life.book)
                let count = life.book.requests.count
                guard (try? life.shorten(request, calendar)) != nil else { continue }
                let after = taken(life.book)
                let parts = life.book.requests.filter { $0.id == request.id } + life.book.requests[count...]
                for (place, amount) in after { #expect(before[place] == amount, "seed \(seed), \(place)") }
                for place in before.keys
                where parts.contains(where: { $0.first <= place.date && place.date <= $0.last }) {
                    if !calendar(place.date).isRest { #expect(after[place] == before[place], "seed \(seed), \(place)") }
                }
                #expect(after.count < before.count, "seed \(seed)")
            }
        }
    }

    private struct Place: Hashable {
        var type: ID<LeaveType>
        var lot: Int32
        var date: CivilDate
    }

    /// What requests take, by lot and day, whichever request it is.
    private func taken(_ book: LeaveBook) -> [Place: LeaveAmount] {
        var taken: [Place: LeaveAmount] = [:]
        for account in book.accounts {
            for line in account.taken(where: { $0.act.request != nil && ($0.kind == .taken || $0.kind == .restored) }) {
                taken[Place(type: account.type.id, lot: line.lot, date: line.date)] = line.amount
            }
        }
        return taken
    }

    /// Requests that have nothing to do with each other come out the same in whichever order they are confirmed, as long
    /// as there is enough for all of them.
    @Test(arguments: blocks) func theOrderOfUnrelatedRequestsDoesNotMatter(block: Int) throws {
        for seed in block * Self.size..<(block + 1) * Self.size {
            var random = SeededGenerator(mixing: seed, 815)
            let sample = LeaveSample()
            var book = sample.book
            for _ in 0..<random.between(1, 5) {
                let end = date("2026-01-31") + random.between(0, 330)
                try book.give("\(random.between(1, 12))", on: "2026-01-01", through: end.description)
            }
            var requests = (0..<random.between(2, 8)).map { index in
                let first = date("2026-01-05") + index * 40 + random.between(0, 20)
                return sample.request(
                    first.description, (first + random.between(0, 5)).description, id: Int64(index) + 1)
            }
            let orders = (0..<4).map { _ in
                requests.shuffle(using: &random)
                var copy = book
                return (try? requests.forEach { try copy.confirm($0, calendar) }).map { rest(copy) }
            }
            #expect(Set(orders).count == 1, "seed \(seed)")
        }
    }

    /// Settled twice is settled once, nothing is left after it, and if the person stays all of it comes back.
    @Test(arguments: blocks) func whoLeavesIsSettledOnceAndWhoStaysGetsAllBack(block: Int) throws {
        for seed in block * Self.size..<(block + 1) * Self.size {
            var life = LeaveLife(seed: seed)
            for _ in 0..<30 { life.step(calendar) }
            // Nothing was taken after it: leave that is booked beyond the last day is cancelled first.
            let taken = life.book.accounts[0].entries.filter { [.taken, .encashed, .adjusted].contains($0.kind) }
            let lastDay = (taken.map(\.date).max() ?? date("2026-02-01")) + Int.random(in: 0...100, using: &life.random)
            var stays = life.book
            try stays.close(LeaveSample.vacation, through: lastDay - 1)
            var book = life.book
            book.setLastDay(lastDay)
            try book.settle(LeaveSample.vacation)
            let account = try #require(book.account(LeaveSample.vacation))
            #expect(account.lots.allSatisfy { account.remaining(of: $0) <= .zero }, "seed \(seed)")
            var again = book
            try again.settle(LeaveSample.vacation)
            #expect(again.account(LeaveSample.vacation)?.entries == account.entries, "seed \(seed)")
            book.setLastDay(nil)
            try book.settle(LeaveSample.vacation)
            // Years that had been closed already are closed again.
            let end = max(lastDay - 1, life.book.account(LeaveSample.vacation)?.closedThrough ?? lastDay - 1)
            try book.close(LeaveSample.vacation, through: end)
            try stays.close(LeaveSample.vacation, through: end)
            #expect(rest(book).values.total() == rest(stays).values.total(), "seed \(seed)")
        }
    }

    /// Carried and lapsed days are neither made nor lost: what left the old lots came to the new one, or lapsed.
    @Test(arguments: blocks) func nothingIsLostBetweenTwoYears(block: Int) throws {
        for seed in block * Self.size..<(block + 1) * Self.size {
            var life = LeaveLife(seed: seed)
            for _ in 0..<40 { life.step(calendar) }
            let account = try #require(life.book.account(LeaveSample.vacation))
            #expect(account.entries.filter { $0.kind == .carried }.map(\.amount).total() == .zero, "seed \(seed)")
            #expect(account.entries.filter { $0.kind == .settled }.map(\.amount).total() == .zero, "seed \(seed)")
        }
    }
}
