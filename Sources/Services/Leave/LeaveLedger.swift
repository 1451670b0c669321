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

    /// Brings what a penalty takes to `amount`. Asking again changes nothing; 0 gives back what it took.
    ///
    /// - Parameters:
    ///   - order: the types it takes from, one after the other, as far as each goes.
    ///   - reference: names the penalty: `penalty:late:2026-11:1`.
    /// - Returns: what no type could give.
    @discardableResult
    func setPenalty(
        _ employee: ID<Employee>, _ amount: LeaveAmount, on date: CivilDate, from order: [ID<LeaveType>],
        reference: String, reason: String
    ) throws -> LeaveAmount {
        let act = LeaveAct(reference: reference, reason: reason)
        return try change(employee) { book throws(LeaveProblems) in
            try book.setPenalty(amount, on: date, from: order, act)
        }
    }

    /// Brings the time off that work on a rest day earned to so many half days. Asking again changes nothing.
    ///
    /// - Returns: what was taken of it already and cannot be taken back; all of it where there is no type of leave for
    ///   it.
    @discardableResult
    func setCompensatory(_ employee: ID<Employee>, halfDays: Int, workedOn date: CivilDate) throws -> LeaveAmount {
        let amount = LeaveAmount(thousandths: Int64(halfDays) * 500)
        guard let type = books.types.first(where: { $0.kind == .compensatory }) else { return amount }
        return try change(employee) { book throws(LeaveProblems) in
            try book.setCompensatory(type.id, amount, workedOn: date)
        }
    }

    private func byHand(
        _ employee: ID<Employee>, _ type: ID<LeaveType>, _ amount: LeaveAmount, _ date: CivilDate, _ reason: String,
        _ deed: String, _ body: (inout LeaveBook, LeaveAct) throws(LeaveProblems) -> Void
    ) throws {
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
