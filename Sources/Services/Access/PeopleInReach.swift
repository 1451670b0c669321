import Domain
import Storage

/// Over whom a permission of somebody's holds at this moment: by today's reporting line, delegations and postings, also for days
/// that are past.
struct PeopleInReach: Sendable {
    private let reaches: Set<Reach>
    /// Nil: everybody.
    private let people: Set<ID<Employee>>?

    /// - Throws: ``ServiceError/notAllowed(actor:_:)`` where the person has the permission over nobody.
    init(_ actor: Actor, _ permission: Permission, _ db: any SQLConnection, now: Instant) throws {
        try actor.requiresSome(permission)
        reaches = actor.grants.reaches(of: permission)
        people = reaches.contains(.everyone) ? nil : try Self.people(of: actor, reaches, db, now)
    }

    var isEveryone: Bool { people == nil }

    func contains(_ employee: ID<Employee>) -> Bool { people?.contains(employee) ?? true }

    /// Somebody out of reach is told apart from nobody by nothing.
    /// - Throws: ``ServiceError/unknownEmployee(code:)``
    func require(_ employee: ID<Employee>) throws(ServiceError) {
        guard contains(employee) else { throw .unknownEmployee(code: "with the id \(employee.rawValue)") }
    }

    /// As ``require(_:)``, of figures that nobody changes for themselves but an administrator.
    /// - Throws: ``ServiceError/unknownEmployee(code:)``, ``ServiceError/ownAffair(actor:)``
    func requireOther(_ employee: ID<Employee>, than actor: Actor) throws(ServiceError) {
        try require(employee)
        if employee == actor.employee, !actor.isAdministrator { throw .ownAffair(actor: actor.name) }
    }

    /// Whether all of whom a rule of the scope speaks are in reach.
    func covers(_ scope: Scope) -> Bool {
        switch scope {
        case .company, .shift: isEveryone
        case .department(let name): isEveryone || reaches.contains(.department(name))
        case .location(let name): isEveryone || reaches.contains(.location(name))
        case .employee(let id): contains(id)
        }
    }

    /// - Throws: ``ServiceError/outOfReach(actor:scope:)``, of one person ``ServiceError/unknownEmployee(code:)``
    func require(_ scope: Scope, for actor: Actor) throws(ServiceError) {
        if case .employee(let id) = scope { return try require(id) }
        guard covers(scope) else { throw .outOfReach(actor: actor.name) }
    }

    private static func people(
        of actor: Actor, _ reaches: Set<Reach>, _ db: any SQLConnection, _ now: Instant
    ) throws -> Set<ID<Employee>> {
        var found: Set<ID<Employee>> = []
        if reaches.contains(.own), let employee = actor.employee { found.insert(employee) }
        guard reaches != [.own] else { return found }
        let today = try SettingStore(db).companyZone().local(at: now).date
        if reaches.contains(.team), let employee = actor.employee {
            try found.formUnion(Team(db, today: today).members(of: employee))
        }
        guard reaches.contains(where: \.isPlace) else { return found }
        for employee in try EmployeeStore(db).allByID() {
            let posting = employee.postings.on(today)
            if reaches.contains(.department(posting.department)) || reaches.contains(.location(posting.location)) {
                found.insert(employee.id)
            }
        }
        return found
    }
}

extension Reach {
    fileprivate var isPlace: Bool {
        switch self {
        case .department, .location: true
        case .own, .team, .everyone: false
        }
    }
}

/// Who reports to whom.
struct Team {
    private let db: any SQLConnection
    private let today: CivilDate
    private let reports: [ID<Employee>: [ID<Employee>]]

    init(_ db: any SQLConnection, today: CivilDate) throws {
        self.db = db
        self.today = today
        reports = try EmployeeStore(db).reports()
    }

    /// All who report to the person, directly or through others, or to somebody whose decisions the person takes today.
    func members(of person: ID<Employee>) throws -> Set<ID<Employee>> {
        var found: Set<ID<Employee>> = []
        var open = [person] + (try principals(of: person))
        while let next = open.popLast() {
            // A reporting line that runs in a circle is not followed twice.
            for report in reports[next] ?? [] where found.insert(report).inserted { open.append(report) }
        }
        found.remove(person)
        return found
    }

    private func principals(of person: ID<Employee>) throws -> [ID<Employee>] {
        let approvers = Set(try DelegationStore(db).holding(on: today).map(\.approver))
        guard !approvers.isEmpty else { return [] }
        let deputies = try ApprovalPeople(db: db, today: today).deputies(for: approvers.sorted())
        return approvers.filter { deputies.standIns(for: $0).contains(person) }.sorted()
    }
}
