import Domain
import Storage

/// What people have, and what is booked to make it what a file says.
struct BalanceBooking {
    private let db: any SQLConnection
    private var known: [ID<Employee>: [CivilDate: [ID<LeaveType>: LeaveAmount]]] = [:]
    private var ledgers: [String: LeaveLedger] = [:]

    init(_ db: any SQLConnection) { self.db = db }

    /// Nil where the person has never had any.
    mutating func balance(
        of person: ID<Employee>, _ type: ID<LeaveType>, on date: CivilDate
    ) throws -> LeaveAmount? {
        if let balances = known[person]?[date] { return balances[type] }
        let balances = try LeaveLedgerStore(db).balances(of: person, on: date)
        known[person, default: [:]][date] = balances
        return balances[type]
    }

    /// What was read of the person is not so any more.
    mutating func forget(_ person: ID<Employee>) { known[person] = nil }

    /// The types and the locked months are read once for all rows of one reason.
    mutating func adjust(by stamp: Stamp, _ body: (LeaveLedger) throws -> Void) throws {
        let key = stamp.reason ?? ""
        let ledger = try ledgers[key] ?? LeaveLedger(db, by: stamp)
        ledgers[key] = ledger
        try body(ledger)
    }
}
