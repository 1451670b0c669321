import Domain
import Storage

/// Changes of balances that are no requests, within one transaction.
struct LeaveLedger {
    private let db: any SQLConnection
    private let stamp: Stamp
    private let books: LeaveBooks

    init(_ db: any SQLConnection, by stamp: Stamp) throws {
        self.db = db
        self.stamp = stamp
        books = try LeaveBooks(db)
    }

    /// Adds days by hand, or takes some away.
    /// - Parameter through: the last day on which added days can be taken; nil: the end of the leave year.
    func adjust(
        _ employee: ID<Employee>, _ type: ID<LeaveType>, by amount: LeaveAmount, on date: CivilDate,
        through: CivilDate?, reason: String
    ) throws {
        try byHand(employee, type, amount, date, reason, "adjusted") { book, act throws(LeaveProblems) in
            try book.adjust(type, by: amount, on: date, through: through, act)
        }
    }

    /// Pays days out.
    func encash(_ employee: ID<Employee>, _ type: ID<LeaveType>, _ amount: LeaveAmount, on date: CivilDate) throws {
        try byHand(employee, type, amount, date, "Paid out", "encashed") { book, act throws(LeaveProblems) in
            try book.encash(type, amount, on: date, act)
        }
    }

    private func byHand(
        _ employee: ID<Employee>, _ type: ID<LeaveType>, _ amount: LeaveAmount, _ date: CivilDate, _ reason: String,
        _ deed: String, _ body: (inout LeaveBook, LeaveAct) throws(LeaveProblems) -> Void
    ) throws {
        try checkUnlocked(employee, date)
        try change(employee) { book throws(LeaveProblems) in
            let count = book.account(type)?.entries.last?.number ?? 0
            try body(
                &book, LeaveAct(reference: "hand:\(count + 1)", reason: reason.trimmed))
        }
        let document = LeaveByHand(
            deed: deed, days: amount.description, on: date.description, reason: reason.trimmed)
        try JournalStore(db).append(
            .add, .leaveEntry, id: "\(employee.rawValue)/\(type.rawValue)", before: nil, after: document, by: stamp)
    }

    /// The day is free to choose, so what the payroll has taken is left alone.
    private func checkUnlocked(_ id: ID<Employee>, _ date: CivilDate) throws {
        let locks = try PeriodLocks(db)
        guard locks.isLocked(id, date), let employee = try EmployeeStore(db).find(id) else { return }
        throw ServiceError.invalid(
            "on",
            "\(Month(of: date)) is locked for \(employee.name), so no balance of \(date) changes any more; date it "
                + "\(locks.nextOpenMonth(id, after: date)) or later.")
    }

    private func change<T>(
        _ id: ID<Employee>, _ body: (inout LeaveBook) throws(LeaveProblems) -> T
    ) throws -> T {
        guard let employee = try EmployeeStore(db).find(id) else {
            throw StorageError.notFound("employee \(id.rawValue)")
        }
        var book = try books.book(of: employee)
        let result: T
        do { result = try body(&book) } catch { throw error.refusal }
        try books.save(book, by: stamp)
        return result
    }
}

/// As the journal shows it.
private struct LeaveByHand: Encodable {
    var deed: String
    var days: String
    var on: String
    var reason: String
}
