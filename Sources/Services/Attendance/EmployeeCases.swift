import Domain
import Storage

/// People with their rosters and punches, read from the ledger one after the other.
struct EmployeeCases {
    private let db: any SQLConnection
    private let employees: [Employee]
    private let roster: Roster
    private let optionalHolidays: [ID<Employee>: Set<CivilDate>]
    private let window: (from: Instant, through: Instant)

    init(_ db: any SQLConnection, _ employees: [Employee], _ window: (from: Instant, through: Instant)) throws {
        try self.init(db, employees, try Roster(db, of: employees), window)
    }

    init(
        _ db: any SQLConnection, _ employees: [Employee], _ roster: Roster,
        _ window: (from: Instant, through: Instant)
    ) throws {
        self.db = db
        self.employees = employees.sorted { $0.id < $1.id }
        self.roster = roster
        let chosen = OptionalHolidayStore(db)
        optionalHolidays = try employees.count > Roster.few ? chosen.all() : chosen.choices(of: employees.map(\.id))
        self.window = window
    }

    /// In the order of their ids; people without a punch are among them.
    func forEach(_ body: (EmployeeCase) throws -> Void) throws {
        guard let first = employees.first?.id, let last = employees.last?.id else { return }
        let approved = try ApprovedRecords(db, of: first...last, window)
        var next = 0
        let ids = employees.map(\.id)
        try PunchLedger(db).eachEmployee(of: ids, from: window.from, through: window.through) { id, punches in
            while next < employees.count, employees[next].id < id {
                try body(person(employees[next], [], approved))
                next += 1
            }
            guard next < employees.count, employees[next].id == id else { return }
            try body(person(employees[next], punches, approved))
            next += 1
        }
        for employee in employees[next...] { try body(person(employee, [], approved)) }
    }

    private func person(_ employee: Employee, _ punches: [Punch], _ approved: ApprovedRecords) -> EmployeeCase {
        let corrected = CorrectedPunches(punches, overlays: approved.overlays[employee.id] ?? [])
        var person = EmployeeCase(
            employee: employee, schedule: roster.schedule(of: employee), punches: corrected.punches)
        person.corrections = corrected.corrections
        person.leaves = approved.leaves[employee.id] ?? []
        person.outsideWork = approved.outsideWork[employee.id] ?? []
        person.overtimeApprovals = approved.overtime[employee.id] ?? [:]
        person.optionalHolidays = optionalHolidays[employee.id] ?? []
        return person
    }
}
