import Domain
import Storage

/// What an explanation says of the leave that a day took or earned.
struct BookedLeave {
    let sentences: [String]

    /// - Parameter now: what the day comes to now.
    init(_ db: any SQLConnection, _ employee: Employee, _ now: DayResult) throws {
        guard
            let booking = try DayBookingStore(db).find(employee.id, now.date)
                ?? (now.penaltyHalfDays > 0 || now.compensatoryHalfDays > 0
                    ? DayBooking(employee: employee.id, date: now.date) : nil)
        else {
            sentences = []
            return
        }
        let book = try LeaveBooks(db).book(of: employee)
        let order = try PenaltyOrder(stored: db)
        sentences =
            Self.penalty(booking, book, order) + Self.timeOff(booking, book, now)
            + Self.later(booking, now, isLocked: try PeriodLocks(db).isLocked(employee.id, now.date), book)
    }

    private static func penalty(_ booking: DayBooking, _ book: LeaveBook, _ order: PenaltyOrder) -> [String] {
        guard booking.penaltyHalfDays > 0 else { return [] }
        let taken = book.penalty(booking.penaltyReference)
        var parts = taken.map { type, amount in
            type.isUnpaid
                ? "\(amount.halfDayWords) unpaid (\(type.code))" : "\(amount.halfDayWords) taken from \(type.code)"
        }
        let left = LeaveAmount(halfDays: booking.penaltyHalfDays) - taken.map(\.amount).total()
        if left > .zero {
            parts.append(
                "\(left.halfDayWords) unpaid: "
                    + (order.types.isEmpty
                        ? "no type of leave is set from which penalties are taken"
                        : "no balance left in \(order.codes)"))
        }
        return ["Penalty: \(parts.joined(separator: "; "))."]
    }

    private static func timeOff(_ booking: DayBooking, _ book: LeaveBook, _ now: DayResult) -> [String] {
        var found: [String] = []
        let amount = LeaveAmount(halfDays: booking.timeOff(for: now))
        if amount > .zero, let lot = book.compensatoryLot(workedOn: booking.date),
            let type = book.compensatoryType(workedOn: booking.date)
        {
            let end = lot.through.map { " through \($0)" } ?? " on"
            let why = booking.grantedHalfDays > booking.earnedHalfDays ? " (by request)" : ""
            found.append("Time off: \(amount.halfDayWords) of \(type.code) earned\(why), from \(lot.from)\(end).")
        }
        if booking.grantedHalfDays > booking.earnedHalfDays, !booking.grantCounts(on: now) {
            found.append(
                "The time off that was approved for this day does not count: "
                    + (now.payableOvertime > 0 ? "its work is paid as overtime." : "nobody worked on a day off."))
        }
        if booking.overtaken > .zero {
            found.append(
                "\(booking.overtaken.halfDayWords) of time off was taken and is no longer earned by this day: it stays "
                    + "taken until that leave is cancelled or the balance is adjusted by hand.")
        }
        return found
    }

    /// What is not booked yet, and why.
    private static func later(
        _ booking: DayBooking, _ now: DayResult, isLocked: Bool, _ book: LeaveBook
    ) -> [String] {
        let isPenalty = Int(now.penaltyHalfDays) != booking.penaltyHalfDays
        let isTimeOff = Int(now.compensatoryHalfDays) != booking.earnedHalfDays
        guard !isLocked, isPenalty || isTimeOff else { return [] }
        if now.flags.contains(.provisional) {
            return ["What this day takes from leave or earns is booked once it is final."]
        }
        guard isTimeOff, book.compensatoryType(workedOn: now.date) == nil else { return [] }
        return [
            "\(LeaveAmount(halfDays: Int(now.compensatoryHalfDays)).halfDayWords) off was earned and is not booked: there is "
                + "no type of leave of the kind compensatory. Add one, and work the day out again."
        ]
    }
}
