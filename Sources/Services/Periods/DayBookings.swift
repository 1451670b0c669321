import Domain
import Storage

/// Brings the ledger of leave to what days came to: a penalty takes from it, work on a rest day adds to it.
///
/// A day is booked once it is final, so that the ledger does not fill with what never happened; until then what was
/// booked stays. A locked day is booked as it was locked, with the differences that locked months have taken.
struct DayBookings {
    /// Who has booked what follows from the rules, as the ledger shows it.
    static let actor = "the rules"

    private let db: any SQLConnection
    private let stamp: Stamp
    private let store: DayBookingStore

    init(_ db: any SQLConnection, by stamp: Stamp) {
        self.db = db
        self.stamp = stamp
        store = DayBookingStore(db)
    }

    init(_ db: any SQLConnection, at moment: Instant) { self.init(db, by: Stamp(actor: Self.actor, at: moment)) }

    /// Costs one query as long as no day has anything to book and nothing is booked.
    ///
    /// - Parameters:
    ///   - results: in the order of employee and date, as they are stored.
    ///   - isClosing: days that may still change are booked too, because their month is being locked.
    func settle(_ results: [DayResult], isClosing: Bool = false) throws {
        guard let first = results.first, let last = results.last else { return }
        let days = results.reduce(into: (first.date, first.date)) { $0 = (min($0.0, $1.date), max($0.1, $1.date)) }
        let known = Dictionary(
            uniqueKeysWithValues: try store.bookings(of: first.employee...last.employee, days.0...days.1).map {
                (DayKey(employee: $0.employee, date: $0.date), $0)
            })
        var changes: [Change] = []
        for result in results {
            let isConcerned = result.penaltyHalfDays > 0 || result.compensatoryHalfDays > 0
            guard isConcerned || !known.isEmpty, isClosing || !result.flags.contains(.provisional) else { continue }
            let booking = known[DayKey(employee: result.employee, date: result.date)]
            guard isConcerned || booking != nil else { continue }
            let change = Change(result, booking ?? DayBooking(employee: result.employee, date: result.date))
            if change.isNeeded { changes.append(change) }
        }
        try book(changes)
    }

    /// Adds a difference that a locked month takes to what a locked day is booked as, or takes it away again.
    func add(_ difference: DayDifference, to employee: ID<Employee>, on date: CivilDate) throws {
        guard difference.penaltyHalfDays != 0 || difference.compensatoryHalfDays != 0 else { return }
        var change = try stored(employee, date)
        change.penalty = max(0, change.booking.penaltyHalfDays + Int(difference.penaltyHalfDays))
        change.earned = max(0, change.booking.earnedHalfDays + Int(difference.compensatoryHalfDays))
        try book([change])
    }

    /// Books the time off that somebody approved for a day; 0 takes it back.
    /// - Returns: what was taken of it already, and cannot be taken back.
    func grant(_ halfDays: Int, to employee: ID<Employee>, workedOn date: CivilDate) throws -> LeaveAmount {
        var change = try stored(employee, date)
        change.booking.grantedHalfDays = halfDays
        try store.save(change.booking)
        try book([change])
        return try store.find(employee, date)?.overtaken ?? .zero
    }

    /// The day as it is stored, with nothing to change yet.
    private func stored(_ employee: ID<Employee>, _ date: CivilDate) throws -> Change {
        let result = try DayResultStore(db).find(employee, date)
        return Change(
            standing: try store.find(employee, date) ?? DayBooking(employee: employee, date: date),
            result ?? DayResult(employee: employee, date: date, status: .blank))
    }

    /// People are read one after the other, each once.
    private func book(_ changes: [Change]) throws {
        guard !changes.isEmpty else { return }
        let books = try LeaveBooks(db)
        let order = try PenaltyOrderStore(db).order()
        let hasTimeOff = books.types.contains { $0.kind == .compensatory }
        var rest = changes.filter { $0.canBeMade(hasOrder: !order.isEmpty, hasTimeOff: hasTimeOff) }[...]
        while let employee = rest.first?.booking.employee {
            let mine = rest.prefix { $0.booking.employee == employee }
            rest = rest.dropFirst(mine.count)
            guard let person = try EmployeeStore(db).find(employee) else { continue }
            var book = try books.book(of: person)
            for change in mine {
                let after = try LeaveProblems.asRefusal { () throws(LeaveProblems) in
                    try change.carryOut(in: &book, order)
                }
                if after != change.booking { try store.save(after) }
            }
            try books.save(book, by: stamp)
        }
    }
}

extension DayBookings {
    /// What a day is booked as, and what it is to be booked as.
    private struct Change {
        let result: DayResult
        var booking: DayBooking
        var penalty: Int
        var earned: Int

        init(_ result: DayResult, _ booking: DayBooking) {
            self.result = result
            self.booking = booking
            penalty = Int(result.penaltyHalfDays)
            earned = Int(result.compensatoryHalfDays)
        }

        init(standing booking: DayBooking, _ result: DayResult) {
            self.result = result
            self.booking = booking
            penalty = booking.penaltyHalfDays
            earned = booking.earnedHalfDays
        }

        var isNeeded: Bool {
            penalty != booking.penaltyHalfDays || earned != booking.earnedHalfDays || booking.isShort
                || booking.grantedHalfDays > 0
        }

        /// What no type can give, and time off for which there is no type, is tried only once there is one.
        func canBeMade(hasOrder: Bool, hasTimeOff: Bool) -> Bool {
            penalty != booking.penaltyHalfDays || booking.unpaid > .zero && hasOrder || booking.overtaken > .zero
                || hasTimeOff || booking.earnedHalfDays > 0
        }

        func carryOut(in book: inout LeaveBook, _ order: [ID<LeaveType>]) throws(LeaveProblems) -> DayBooking {
            var after = booking
            after.penaltyHalfDays = penalty
            let amount = LeaveAmount(halfDays: penalty)
            try book.setPenalty(
                amount, on: booking.date, from: order,
                LeaveAct(reference: booking.penaltyReference, reason: "Penalty of \(booking.date)"))
            let paid = book.penalty(booking.penaltyReference).filter { !$0.type.isUnpaid }.map(\.amount).total()
            after.unpaid = amount - paid
            // Without a type for it nothing is earned yet: it is tried again when the day is worked out again.
            guard let type = book.compensatoryType(workedOn: booking.date) else { return after }
            after.earnedHalfDays = earned
            let timeOff = LeaveAmount(halfDays: after.timeOff(for: result))
            after.overtaken = try book.setCompensatory(type.id, timeOff, workedOn: booking.date)
            return after
        }
    }
}
