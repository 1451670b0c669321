import Domain
import Storage

/// The one way in which results are written: days of a locked month keep theirs, and the difference is noted for the
/// next open one. What the others took from leave or earned is booked in the same transaction.
struct SettledDays {
    private let db: any SQLConnection
    private let locks: PeriodLocks
    /// Days before it are fixed for good: their punches are in an archive.
    private let firstOpenDay: CivilDate
    private let unpaidLeave: Set<ID<LeaveType>>

    init(_ db: any SQLConnection, unpaidLeave: Set<ID<LeaveType>>) throws {
        self.db = db
        locks = try PeriodLocks(db)
        firstOpenDay = try ArchiveStore(db).firstOpenDay() ?? .distantPast
        self.unpaidLeave = unpaidLeave
    }

    /// - Parameter results: in the order of employee and date.
    func write(_ results: [DayResult], at moment: Instant) throws {
        guard !locks.isEmpty else { return try writeOpen(results, at: moment) }
        var open: [DayResult] = []
        open.reserveCapacity(results.count)
        for result in results where result.date >= firstOpenDay {
            if locks.isLocked(result.employee, result.date) {
                try note(result, at: moment)
            } else {
                open.append(result)
            }
        }
        try writeOpen(open, at: moment)
    }

    private func writeOpen(_ results: [DayResult], at moment: Instant) throws {
        try DayResultStore(db).revise(results, at: moment)
        try DayBookings(db, at: moment).settle(results)
    }

    /// Puts the day's open adjustment in the place of the one there was; what was carried into a locked month stays, and
    /// only what differs beyond it is open.
    private func note(_ result: DayResult, at moment: Instant) throws {
        let store = DayAdjustmentStore(db)
        let days = result.date...result.date
        let noted = try store.adjustments(of: result.employee, days)
        let locked =
            try DayResultStore(db).find(result.employee, result.date)
            ?? DayResult(employee: result.employee, date: result.date, status: .blank)
        let carried = noted.filter { $0.carriedInto != nil }
        let fixed = carried.reduce(DayDifference()) { $0 + $1.difference }
        let difference =
            DayDifference(result, unpaidLeave: unpaidLeave) - DayDifference(locked, unpaidLeave: unpaidLeave) - fixed
        let open = noted.first { $0.carriedInto == nil }
        let before = carried.last?.statusAfter ?? locked.status
        guard !difference.isNone else {
            if let open { try store.remove(open) }
            return
        }
        if let open, open.difference == difference, open.statusAfter == result.status { return }
        try store.save(
            DayAdjustment(
                employee: result.employee, date: result.date, statusBefore: before, statusAfter: result.status,
                difference: difference, notedAt: moment))
    }
}

/// What an explanation says of a day in a locked month.
struct LockedDay {
    let sentences: [String]

    init(_ db: any SQLConnection, _ now: DayResult, unpaidLeave: Set<ID<LeaveType>>) throws {
        let locks = try PeriodLocks(db)
        guard locks.isLocked(now.employee, now.date) else {
            sentences = []
            return
        }
        let month = Month(of: now.date)
        let locked = try DayResultStore(db).find(now.employee, now.date)
        let open = try DayAdjustmentStore(db).adjustments(of: now.employee, now.date...now.date).first {
            $0.carriedInto == nil
        }
        let was = locked.map { $0.status.code.isEmpty ? "blank" : $0.status.code } ?? "nothing"
        guard let open else {
            sentences = ["\(month) is locked: the day stays \(was)."]
            return
        }
        let next = Month(of: locks.nextOpenMonth(now.employee, after: now.date))
        sentences = [
            "\(month) is locked: the day stays \(was). What it comes to now is listed for \(next): "
                + "\(open.difference.words)."
        ]
    }
}

extension DayDifference {
    /// `+½ day paid, −1:30 work`; `none` where nothing differs.
    package var words: String {
        var parts: [String] = []
        func add(_ halves: Int32, _ name: String) {
            guard halves != 0 else { return }
            parts.append("\(Self.sign(halves))\(Self.halves(abs(halves))) \(name)")
        }
        func add(seconds: Int32, _ name: String) {
            guard seconds != 0 else { return }
            parts.append("\(Self.sign(seconds))\(abs(seconds).durationWords) \(name)")
        }
        add(paidHalfDays, abs(paidHalfDays) > 2 ? "days paid" : "day paid")
        add(seconds: work, "work")
        add(seconds: late, "late")
        add(seconds: early, "early")
        add(seconds: overtime.first, "overtime")
        add(seconds: overtime.second, "overtime of the second tier")
        add(seconds: overtime.third, "overtime of the third tier")
        add(compensatoryHalfDays, "day off earned")
        add(penaltyHalfDays, "day of penalty")
        return parts.isEmpty ? "none" : parts.joined(separator: ", ")
    }

    private static func sign(_ number: Int32) -> String { number < 0 ? "−" : "+" }

    /// `½`, `1`, `1½`.
    private static func halves(_ count: Int32) -> String {
        (count == 1 ? "" : "\(count / 2)") + (count % 2 == 1 ? "½" : "")
    }
}
