import Domain
import Storage

/// Says why days of one date are provisional. It needs the roster and the clock, and no punches.
struct ProvisionalReasons {
    private let date: CivilDate
    private let now: Instant
    private let terminals: [DeviceCompleteness]
    private let assignments: [ID<Employee>: [ShiftAssignment]]
    private let zone: ZoneRules
    private var engine: DayEngine

    init(
        _ db: any SQLConnection, _ date: CivilDate, _ rules: CompanyRules, now: Instant,
        _ terminals: [DeviceCompleteness]
    ) throws {
        self.date = date
        self.now = now
        self.terminals = terminals
        assignments = Dictionary(grouping: try RosterStore(db).all(), by: \.employee)
        zone = rules.book.zone
        engine = DayEngine(rules: rules.book)
    }

    mutating func reason(of employee: Employee) -> ProvisionalReason {
        let person = EmployeeCase(employee: employee, assignments: assignments[employee.id] ?? [], punches: [])
        let closes = engine.closing(of: person, on: date)
        if now < closes { return .running(until: zone.local(at: closes)) }
        return .uncollected(terminals.filter { $0.completeInstant.map { $0 < closes } ?? true })
    }
}
