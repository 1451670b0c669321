package import Domain
package import Storage

/// What a person has of one type of leave on a day.
package struct LeaveBalance: Hashable, Sendable {
    package var type: LeaveType
    /// By what is in the ledger.
    package var booked: LeaveAmount
    /// What the rules add until then, less what ends: of a day to come. It is not booked.
    package var projected: LeaveAmount
    /// Asked for and not decided.
    package var pending: LeaveAmount
    /// What can be asked for now: leave to come is taken off, and so is what is pending.
    package var available: LeaveAmount
}

/// What a person has in the ledger, by type.
package struct EmployeeLeave: Hashable, Sendable {
    package var employee: Employee
    package var booked: [ID<LeaveType>: LeaveAmount]
}

/// A line of the ledger with who wrote it, and what its lot is.
package struct LeaveLine: Hashable, Sendable {
    package var type: LeaveType
    package var lot: LeaveLot
    package var entry: LeaveEntry
    package var stamp: Stamp
    /// What the person has of the type at the end of the line's day.
    package var balance: LeaveAmount
}

extension LeaveService {
    /// What is in the ledger for a day, by type. Reads no more than that.
    package func booked(
        of employee: ID<Employee>, on date: CivilDate, by actor: Actor
    ) async throws -> [ID<LeaveType>: LeaveAmount] {
        try await reading(employee, by: actor) { try LeaveLedgerStore($0).balances(of: employee, on: date) }
    }

    /// Of everybody in reach who is employed on the day, by code: what is in the ledger.
    package func balances(on date: CivilDate, by actor: Actor) async throws -> [EmployeeLeave] {
        try await context.reading(.readLeave, by: actor) { db, people in
            let store = LeaveLedgerStore(db)
            return try EmployeeStore(db).all().filter { people.contains($0.id) && $0.isEmployed(on: date) }.map {
                EmployeeLeave(employee: $0, booked: try store.balances(of: $0.id, on: date))
            }
        }
    }

    /// In the order of the types.
    package func balances(
        of employee: Employee, on date: CivilDate, by actor: Actor
    ) async throws -> [LeaveBalance] {
        let now = context.now()
        return try await reading(employee.id, by: actor) { db in
            let rules = try CompanyRules(db, now: now)
            try Self.require(date, noLaterThan: rules.today + Self.farthestBalance, "A balance is worked out")
            let books = try LeaveBooks(db)
            let book = try books.book(of: employee)
            let day = try LeaveCalendar(db, rules.book, of: employee).day
            return try book.accounts.filter { $0.type.isFor(employee) }.map { account in
                let booked = account.balance(on: date)
                var projected = booked
                if date > rules.today {
                    projected = try LeaveProblems.asRefusal { () throws(LeaveProblems) in
                        try book.projected(account.type, on: date) { books.worked(employee.id, $0) }
                    }
                }
                let pending = book.pending(account.type.id, day)
                return LeaveBalance(
                    type: account.type, booked: booked, projected: projected - booked, pending: pending,
                    available: max(.zero, account.available(on: date) - pending))
            }
        }
    }

    /// All lines of a person's ledger, by type and then as they were written.
    package func ledger(of employee: Employee, by actor: Actor) async throws -> [LeaveLine] {
        try await reading(employee.id, by: actor) { db in
            try LeaveBooks(db).book(of: employee).accounts.flatMap { account in
                let stamps = try LeaveLedgerStore(db).stamps(of: employee.id, account.type.id)
                return zip(account.entries, stamps).map { entry, stamp in
                    LeaveLine(
                        type: account.type, lot: account.lots[Int(entry.lot) - 1], entry: entry, stamp: stamp,
                        balance: account.balance(on: entry.date))
                }
            }
        }
    }

    /// Adds days by hand, or takes some away.
    /// - Parameters:
    ///   - through: the last day on which added days can be taken; nil: the end of the leave year.
    ///   - reason: must be said.
    package func adjust(
        _ employee: ID<Employee>, _ type: ID<LeaveType>, by amount: LeaveAmount, on date: CivilDate,
        through: CivilDate? = nil, reason: String, by actor: Actor
    ) async throws {
        try await changing(employee, by: actor.because(reason)) { db, stamp in
            try LeaveLedger(db, by: stamp).adjust(
                employee, type, by: amount, on: date, through: through, reason: reason)
        }
    }

    /// Pays days out instead of having them taken.
    package func encash(
        _ employee: ID<Employee>, _ type: ID<LeaveType>, _ amount: LeaveAmount, on date: CivilDate, by actor: Actor
    ) async throws {
        try await changing(employee, by: actor) { db, stamp in
            try LeaveLedger(db, by: stamp).encash(employee, type, amount, on: date)
        }
    }

    private func reading<T: Sendable>(
        _ employee: ID<Employee>, by actor: Actor, _ body: @Sendable (any SQLConnection) throws -> T
    ) async throws -> T {
        try await context.reading(.readLeave, by: actor) { db, people in
            try people.require(employee)
            return try body(db)
        }
    }

    private func changing(
        _ employee: ID<Employee>, by actor: Actor, _ body: @Sendable (any SQLConnection, Stamp) throws -> Void
    ) async throws {
        try actor.requiresSome(.changeLeave)
        try await change(by: actor) { db, stamp in
            try PeopleInReach(actor, .changeLeave, db, now: stamp.at).requireOther(employee, than: actor)
            try body(db, stamp)
        }
    }
}

extension LeaveService {
    /// What a run would book.
    package func preview(
        _ run: LeaveRunKind, through date: CivilDate, by actor: Actor
    ) async throws -> [LeaveRunLine] {
        try actor.requires(.readLeave)
        let now = context.now()
        return try await context.database.read { db in
            try Self.check(run, through: date, db, now)
            return try LeaveRun(db).lines(run, through: date, by: nil)
        }
    }

    /// Books what is due. Running it again books nothing.
    ///
    /// - Parameter expected: the preview that somebody agreed to; nil: whatever is due.
    /// - Throws: ``ServiceError/leaveRunChanged`` where something else is due by now, and ``ServiceError/invalid(_:)`` for
    ///   grants more than a year ahead and for the end of a day that is not over; nothing is booked then.
    package func book(
        _ run: LeaveRunKind, through date: CivilDate, expecting expected: [LeaveRunLine]? = nil, by actor: Actor
    ) async throws -> [LeaveRunLine] {
        try actor.requires(.changeLeave)
        return try await change(by: actor) { db, stamp in
            try Self.check(run, through: date, db, stamp.at)
            let lines = try LeaveRun(db).lines(run, through: date, by: stamp)
            if let expected, expected != lines { throw ServiceError.leaveRunChanged }
            return lines
        }
    }

    /// Days ahead: rules change, and a year that is mistyped must not book a thousand grants.
    private static let farthestBalance = 3660
    private static let farthestGrant = 366

    private static func check(
        _ run: LeaveRunKind, through date: CivilDate, _ db: any SQLConnection, _ now: Instant
    ) throws {
        let today = try SettingStore(db).companyZone().local(at: now).date
        switch run {
        case .grants: try require(date, noLaterThan: today + farthestGrant, "Leave is granted")
        case .yearEnd, .leavers:
            guard date >= today else { return }
            throw ServiceError.invalid(
                "on", "\(date) is not over; what ends on it can be closed from \(date + 1) on.")
        }
    }

    private static func require(_ date: CivilDate, noLaterThan last: CivilDate, _ what: String) throws {
        guard date > last else { return }
        throw ServiceError.invalid("on", "\(what) up to \(last), and \(date) is later.")
    }
}
