import Domain
import Storage

/// As whom somebody asks and decides at the desk.
struct Standing {
    private let actor: Actor
    private let desk: ApprovalDesk

    init(_ actor: Actor, _ desk: ApprovalDesk) {
        self.actor = actor
        self.desk = desk
    }

    /// - Parameter person: nil: the actor, or the employee in whose name the actor may ask.
    /// - Throws: ``ServiceError/unknownEmployee(code:)`` out of reach, ``ServiceError/actsForNobodyElse(actor:)``
    func asking(
        _ permission: Permission = .submitRequests, for employee: ID<Employee>, as person: ID<Employee>?
    ) throws -> Decider {
        try people(permission).require(employee)
        if let person {
            try actor.requiresActing(for: person)
            return .person(person)
        }
        return try standsAbove(employee) ? .administrator : .person(employee)
    }

    /// - Throws: ``ServiceError/unknownRequest(_:)`` out of reach
    func asking(_ request: ApprovalRequest, as person: ID<Employee>?) throws -> Decider {
        guard try people(.submitRequests).contains(request.approval.requester) else {
            throw ServiceError.unknownRequest(request.id.rawValue)
        }
        return try asking(for: request.approval.requester, as: person)
    }

    /// Whose turn it is decides as that person; who may act for others, in the place of whoever it is.
    /// - Throws: ``ServiceError/unknownRequest(_:)`` where the actor would not even see it
    func deciding(_ request: ApprovalRequest, as person: ID<Employee>?) throws -> Decider {
        let people = try people(.decideRequests)
        if let person {
            try actor.requiresActing(for: person)
            return .person(person)
        }
        if actor.isAdministrator { return .administrator }
        if try isPartner(request) { throw ServiceError.ownAffair(actor: actor.name) }
        if let employee = actor.employee, try isTurn(of: employee, request) { return .person(employee) }
        guard people.contains(request.approval.requester) else {
            throw ServiceError.unknownRequest(request.id.rawValue)
        }
        if try standsAbove(request.approval.requester) { return .administrator }
        guard let employee = actor.employee else { throw ServiceError.actsForNobodyElse(actor: actor.name) }
        // The desk says whose turn it is.
        return .person(employee)
    }

    /// Whether the actor sees the request: as one of those whom they read, or because they are or were asked.
    func sees(_ request: ApprovalRequest, reading people: PeopleInReach) throws -> Bool {
        if people.contains(request.approval.requester) { return true }
        if try isAsked(request) { return true }
        return try ApprovalRequestStore(desk.db).steps(of: request.id).contains {
            $0.step.person != nil && $0.step.person == actor.employee
        }
    }

    /// Whether it is the actor's turn.
    func isAsked(_ request: ApprovalRequest) throws -> Bool {
        try actor.employee.map { try isTurn(of: $0, request) } ?? false
    }

    /// Nobody stands above themselves, but for an administrator.
    private func standsAbove(_ employee: ID<Employee>) throws -> Bool {
        if actor.isAdministrator { return true }
        guard employee != actor.employee, !actor.grants.reaches(of: .actForOthers).isEmpty else { return false }
        return try people(.actForOthers).contains(employee)
    }

    private func isTurn(of employee: ID<Employee>, _ request: ApprovalRequest) throws -> Bool {
        guard request.approval.requester != employee, try !isPartner(request) else { return false }
        let waits = request.approval.waitsFor
        if waits.contains(employee) { return true }
        let deputies = try desk.people.deputies(for: waits)
        return waits.contains { deputies.standIns(for: $0).contains(employee) }
    }

    /// Who has agreed to give a day away has an interest in the answer.
    private func isPartner(_ request: ApprovalRequest) throws -> Bool {
        guard request.kind == .shiftSwap, let employee = actor.employee else { return false }
        let swap = try StoredDetails.read(SwapSubject.self, request.details).swap
        return try ShiftSwapStore(desk.db).find(ID(swap))?.partner == employee
    }

    private func people(_ permission: Permission) throws -> PeopleInReach {
        try PeopleInReach(actor, permission, desk.db, now: desk.stamp.at)
    }
}
