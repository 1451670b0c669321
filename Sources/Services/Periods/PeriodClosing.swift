import Domain
import Storage

/// Locks or unlocks one month for one part of the company, within one transaction.
struct PeriodClosing {
    private let db: any SQLConnection
    private let month: Month
    private let scope: Scope
    private let locks: [PeriodLock]
    /// Who was employed in the month and belonged to the scope on the last day of it: a month is paid as a whole, by whom
    /// the person is with at its end.
    private let people: [Employee]
    private let today: CivilDate

    init(_ db: any SQLConnection, _ month: Month, _ scope: Scope, now: Instant) throws {
        self.db = db
        self.month = month
        self.scope = scope
        locks = try PeriodLockStore(db).all()
        people = try EmployeeStore(db).allByID().filter { employee in
            guard employee.employedDays(month.days) > 0 else { return false }
            let last = min(month.days.upperBound, employee.left ?? month.days.upperBound)
            return employee.postings.on(last).belongs(to: scope)
        }
        today = try SettingStore(db).companyZone().local(at: now).date
    }

    /// In the order of people and dates.
    func obstacles() throws -> [PeriodObstacle] {
        let days = month.days
        let pending = Set(try PendingDayStore(db).list().map { DayKey(employee: $0.employee, date: $0.date) })
        let locks = try PeriodLocks(db)
        let results = DayResultStore(db)
        return try people.flatMap { employee -> [PeriodObstacle] in
            let known = Dictionary(
                uniqueKeysWithValues: try results.results(of: employee.id, days).map { ($0.date, $0) })
            return days.compactMap { date in
                guard employee.isEmployed(on: date), !locks.isLocked(employee.id, date) else { return nil }
                let isPending = pending.contains(DayKey(employee: employee.id, date: date))
                return reason(known[date], isPending: isPending).map {
                    PeriodObstacle(employee: employee, date: date, reason: $0)
                }
            }
        }
    }

    private func reason(_ result: DayResult?, isPending: Bool) -> PeriodObstacle.Reason? {
        guard let result, !isPending else { return .pending }
        if result.flags.contains(.provisional) { return .provisional }
        return result.flags.contains(.quarantined) ? .quarantined : nil
    }

    func lock(despite reason: String, by stamp: Stamp) throws -> PeriodLock {
        guard month.days.upperBound < today else {
            throw ServiceError.periodRefused("\(month) has not ended; lock it from \(month.days.upperBound + 1) on.")
        }
        if locks.contains(where: { $0.month == month.days.lowerBound && $0.scope == scope }) {
            throw ServiceError.periodRefused("\(month) is locked already\(scope.ofWhom).")
        }
        guard !people.isEmpty else {
            throw ServiceError.periodRefused(
                "Nobody\(scope.ofWhom) was employed in \(month), so there is nothing to lock.")
        }
        let open = try obstacles()
        if !open.isEmpty, reason.isEmpty { throw ServiceError.periodNotSettled(month, open) }
        try carry(at: stamp.at)
        try bookOpenDays(at: stamp.at)
        return try PeriodLockStore(db).insert(
            PeriodLock(
                month: month.days.lowerBound, scope: scope, stamp: stamp, reason: open.isEmpty ? "" : reason),
            people: people.map(\.id))
    }

    /// A day that could still have changed is paid as it stands, and so its penalty and its time off are booked.
    private func bookOpenDays(at moment: Instant) throws {
        let locks = try PeriodLocks(db)
        let bookings = DayBookings(db, at: moment)
        for employee in people {
            let days = try DayResultStore(db).results(of: employee.id, month.days).filter {
                $0.flags.contains(.provisional) && !locks.isLocked(employee.id, $0.date)
            }
            try bookings.settle(days, isClosing: true)
        }
    }

    /// What was open of earlier months is paid with this one, and so is fixed; the ledger of leave follows.
    private func carry(at moment: Instant) throws {
        let locks = try PeriodLocks(db)
        let store = DayAdjustmentStore(db)
        let first = month.days.lowerBound
        let covered = scope == .company ? nil : Set(people.map(\.id))
        for adjustment in try store.all() where adjustment.carriedInto == nil && adjustment.date < first {
            guard covered?.contains(adjustment.employee) ?? true,
                locks.nextOpenMonth(adjustment.employee, after: adjustment.date) == first
            else { continue }
            try store.remove(adjustment)
            var carried = adjustment
            carried.carriedInto = first
            try store.save(carried)
            try DayBookings(db, at: moment).add(carried.difference, to: carried.employee, on: carried.date)
        }
    }

    func unlock(because reason: String, by stamp: Stamp) throws {
        guard !reason.isEmpty else {
            throw ServiceError.periodRefused("\(month) stays locked: say why it is to be opened again.")
        }
        guard let lock = locks.first(where: { $0.month == month.days.lowerBound && $0.scope == scope }) else {
            throw ServiceError.periodRefused("\(month) is not locked\(scope.ofWhom); see the list of locked periods.")
        }
        try ArchivedDays(db).refuse(month.days.lowerBound)
        let before = try PeriodLocks(db)
        try PeriodLockStore(db).remove(lock, because: reason, by: stamp)
        let after = try PeriodLocks(db)
        let opened = try EmployeeStore(db).allByID().filter {
            before.isLocked($0.id, lock.month) && !after.isLocked($0.id, lock.month)
        }
        try open(opened, at: stamp.at)
    }

    private func open(_ employees: [Employee], at now: Instant) throws {
        let store = DayAdjustmentStore(db)
        let first = month.days.lowerBound
        let marks = try DayMarks(db, now: now)
        for employee in employees {
            for adjustment in try store.adjustments(of: employee.id, month.days) {
                if let later = adjustment.carriedInto {
                    throw ServiceError.periodRefused(
                        "\(month) stays locked: a difference of \(employee.name) on \(adjustment.date) was carried into "
                            + "\(Month(of: later)). Unlock \(Month(of: later)) first.")
                }
                try store.remove(adjustment)
            }
            try returnCarried(to: employee.id, from: first, store, at: now)
            try marks.mark(employee.id, from: first, through: month.days.upperBound)
        }
    }

    /// What this month had taken is open again.
    private func returnCarried(
        to employee: ID<Employee>, from first: CivilDate, _ store: DayAdjustmentStore, at moment: Instant
    ) throws {
        let earlier = try store.adjustments(of: employee, .distantPast...(first - 1))
        for adjustment in earlier where adjustment.carriedInto == first {
            try store.remove(adjustment)
            let taken = DayDifference() - adjustment.difference
            try DayBookings(db, at: moment).add(taken, to: employee, on: adjustment.date)
            var open = adjustment
            open.carriedInto = nil
            if let other = earlier.first(where: { $0.carriedInto == nil && $0.date == adjustment.date }) {
                open.difference = open.difference + other.difference
                open.statusAfter = other.statusAfter
            }
            if open.difference.isNone { try store.remove(open) } else { try store.save(open) }
        }
    }
}

extension Scope {
    /// ` of the department Stores`; empty for the company.
    package var ofWhom: String {
        switch self {
        case .department(let name): " of the department \(name)"
        case .location(let name): " of the location \(name)"
        default: ""
        }
    }
}
