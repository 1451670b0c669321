import SeededRandom
import Testing

@testable import Domain

/// Two years and a bit of a person's leave, drawn.
struct LeaveLife {
    var sample: LeaveSample
    var book: LeaveBook
    var random: SeededGenerator
    /// The employment ends now and then, and goes on after all.
    private let leaves: Bool
    private var next: Int64 = 1

    init(seed: Int, leaves: Bool = false) {
        self.leaves = leaves
        var random = SeededGenerator(mixing: seed, 4711)
        let (cap, unit) = (random.between(0, 8), [250, 500, 1000][random.between(0, 2)])
        let (owed, days) = (random.between(0, 3), random.between(6, 24))
        let (monthly, early) = (random.happens(percent: 60), random.happens(percent: 30))
        let (counts, limited) = (random.happens(percent: 50), random.happens(percent: 30))
        let (prorated, paid) = (random.happens(percent: 50), random.happens(percent: 50))
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
            type.restDays.countsWeeklyOffs = counts
            if limited { type.balanceAtMost = LeaveAmount(days: days / 2) }
            type.isProratedOnLeaving = prorated
            type.onLeaving = paid ? .isPaidOut : .lapses
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
            switch random.between(0, leaves ? 11 : 9) {
            case 0...1:
                try book.book(book.due(sample.vacation, through: day) { _ in .zero }, of: LeaveSample.vacation)
            case 2: try book.close(LeaveSample.vacation, through: day)
            case 3...6: try ask(day, calendar)
            case 7:
                guard let taken = book.requests.filter({ $0.status == .confirmed }).randomElement(using: &random)
                else { return }
                if random.happens(percent: 50) { try book.cancel(taken.id) } else { try shorten(taken, calendar) }
            case 8:
                try book.encash(
                    LeaveSample.vacation, LeaveAmount(thousandths: Int64(random.between(1, 6)) * 500), on: day,
                    act())
            case 10:
                let stays = random.happens(percent: 30)
                guard stays || !isTaken(after: day) else { return }
                book.setLastDay(stays ? nil : day)
                try book.settle(LeaveSample.vacation)
            case 11: try book.settle(LeaveSample.vacation)
            default:
                let amount = LeaveAmount(thousandths: Int64(random.between(-4, 8)) * 500)
                try book.adjust(LeaveSample.vacation, by: amount, on: day, act())
            }
        } catch {
            #expect(book.accounts.map(\.entries) == before, "refused, and yet changed: \(error)")
        }
    }

    private func isTaken(after day: CivilDate) -> Bool {
        !book.accounts[0].taken {
            $0.act.request != nil && $0.date > day && ($0.kind == .taken || $0.kind == .restored)
        }
        .isEmpty
    }

    /// Gives a drawn stretch of a request back.
    mutating func shorten(
        _ request: LeaveRequest, _ calendar: @escaping (CivilDate) -> LeaveCalendarDay
    ) throws {
        let first = request.first + random.between(0, request.last - request.first)
        let last = first + random.between(0, request.last - first)
        next += 1
        try book.shorten(request.id, by: first...last, later: ID(next), calendar)
    }

    private mutating func act() -> LeaveAct {
        next += 1
        return LeaveAct(reference: "hand:\(next)", reason: "drawn")
    }

    @discardableResult
    mutating func ask(
        _ day: CivilDate, _ calendar: @escaping (CivilDate) -> LeaveCalendarDay
    ) throws -> LeaveRequest {
        next += 1
        let (length, isHalf, agrees) = (
            random.between(0, 6), random.happens(percent: 20), random.happens(percent: 50)
        )
        let request = sample.request(day.description, (day + length).description, id: next) {
            $0.endsAtNoon = isHalf
            $0.acceptsExcess = agrees
        }
        try book.confirm(request, calendar)
        return request
    }
}
