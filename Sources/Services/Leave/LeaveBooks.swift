import Domain
import Storage

/// Reads people's leave books within one transaction, and stores what is new in them.
struct LeaveBooks {
    let types: [LeaveType]
    private let db: any SQLConnection
    private let closed: [ID<LeaveType>: CivilDate]
    private let locks: PeriodLocks

    init(_ db: any SQLConnection) throws {
        self.db = db
        types = try LeaveTypeStore(db).all()
        closed = try LeaveTypeStore(db).closedThrough()
        locks = try PeriodLocks(db)
    }

    /// - Parameter only: nil: all types. A run over everybody reads no more than it needs.
    func book(of employee: Employee, only: ID<LeaveType>? = nil) throws -> LeaveBook {
        let store = LeaveLedgerStore(db)
        let accounts = try types.filter { only == nil || $0.id == only }.map { type in
            // Of whoever has left nothing is carried beyond the last day.
            let closed = closed[type.id].map { min($0, employee.left.map { $0 - 1 } ?? $0) }
            var account = try store.account(of: employee.id, type, closedThrough: closed)
            if !locks.isEmpty { account.firstOpenDay = { [locks] in locks.firstOpenDay(employee.id, $0) } }
            return account
        }
        let requests = only == nil ? try LeaveRequestStore(db).all(of: employee.id) : []
        return LeaveBook(employee: employee, accounts: accounts, requests: requests)
    }

    func save(_ book: LeaveBook, by stamp: Stamp) throws {
        let store = LeaveLedgerStore(db)
        for account in book.accounts where !account.newEntries.isEmpty || !account.newLots.isEmpty {
            try store.append(account, of: book.employee.id, by: stamp)
        }
    }

    /// Days worked in a leave year, by the results that are stored.
    func worked(_ employee: ID<Employee>, _ days: ClosedRange<CivilDate>) -> LeaveAmount {
        guard let counts = try? DayResultStore(db).counts(of: employee, days) else { return .zero }
        return counts.map { status, count in LeaveAmount(thousandths: status.workedDay.thousandths * Int64(count)) }
            .total()
    }
}

extension DayStatus {
    /// How much of a day of work it is for leave that is earned by days worked.
    fileprivate var workedDay: LeaveAmount {
        switch self {
        case .present, .weeklyOffPresent, .holidayPresent, .onDuty, .workFromHome: .day
        case .halfDay: .half
        default: .zero
        }
    }
}

extension LeaveProblems {
    /// For a form: by field, in the form's order.
    var refusal: ServiceError {
        .invalid(problems.map { FieldProblem(field: $0.field.rawValue, sentence: $0.sentence) })
    }

    /// Runs `body`, and says in the services' words what leave refuses.
    static func asRefusal<T>(_ body: () throws(LeaveProblems) -> T) throws(ServiceError) -> T {
        do { return try body() } catch { throw error.refusal }
    }
}
