package import Domain
import Storage

/// Who heads a department.
package struct DepartmentHead: Hashable, Sendable {
    package var department: String
    package var head: Employee
}

// Who decides: chains, heads of departments, delegations.
extension ApprovalService {
    /// In the order in which they are tried. Where none fits, ``ApprovalChain/standard`` decides.
    package func chains() async throws -> [ApprovalChain] {
        try await context.database.read { try ApprovalChainStore($0).all() }
    }

    package func chain(named name: String) async throws -> ApprovalChain {
        let chain = try await context.database.read { try ApprovalChainStore($0).find(name: name.trimmed) }
        guard let chain else { throw ServiceError.unknownChain(name) }
        return chain
    }

    /// - Throws: ``ServiceError/invalid(_:)`` with all that contradicts itself.
    @discardableResult
    package func add(_ chain: ApprovalChain, by actor: Actor) async throws -> ApprovalChain {
        try actor.requires(.changeApprovals)
        return try await change(by: actor) { desk in
            try Self.check(chain, desk)
            return try ApprovalChainStore(desk.db).insert(chain, by: desk.stamp)
        }
    }

    /// Requests that have been submitted go on as they were planned.
    package func update(_ chain: ApprovalChain, by actor: Actor) async throws {
        try actor.requires(.changeApprovals)
        try await change(by: actor) { desk in
            try Self.check(chain, desk)
            try ApprovalChainStore(desk.db).update(chain, by: desk.stamp)
        }
    }

    package func remove(_ chain: ApprovalChain, by actor: Actor) async throws {
        try actor.requires(.changeApprovals)
        try await change(by: actor) { try ApprovalChainStore($0.db).remove(chain, by: $0.stamp) }
    }

    private static func check(_ chain: ApprovalChain, _ desk: ApprovalDesk) throws {
        var problems = chain.problems().map { FieldProblem(field: $0.field, sentence: $0.sentence) }
        if let other = try ApprovalChainStore(desk.db).find(name: chain.name), other.id != chain.id {
            problems.append(FieldProblem(field: "name", sentence: "There is an approval chain \(chain.name) already."))
        }
        if !problems.isEmpty { throw ServiceError.invalid(problems) }
    }

    package func heads(by actor: Actor) async throws -> [DepartmentHead] {
        try actor.requiresSome(.readPeople)
        return try await context.database.read { db in
            try DepartmentHeadStore(db).all().compactMap { department, head in
                try EmployeeStore(db).find(head).map { DepartmentHead(department: department, head: $0) }
            }
        }
    }

    /// - Parameter head: nil: nobody.
    /// - Throws: ``ServiceError/invalid(_:)`` where nobody works in such a department.
    package func setHead(_ head: ID<Employee>?, of department: String, by actor: Actor) async throws {
        try actor.requires(.changeApprovals)
        let name = department.trimmed
        try await change(by: actor) { desk in
            let postings = head == nil ? [] : try EmployeeStore(desk.db).all().flatMap(\.postings.all)
            if head != nil, !postings.contains(where: { $0.department == name }) {
                throw ServiceError.invalid(
                    "department", "Nobody works in a department “\(name)”; check how it is written.")
            }
            try DepartmentHeadStore(desk.db).set(head, of: name, by: desk.stamp)
        }
    }

    /// Those whose approver or deputy is in reach.
    package func delegations(by actor: Actor) async throws -> [Delegation] {
        try await context.reading(.readPeople, by: actor) { db, people in
            try DelegationStore(db).all().filter { people.contains($0.approver) || people.contains($0.delegate) }
        }
    }

    /// - Throws: ``ServiceError/invalid(_:)``
    @discardableResult
    package func delegate(_ delegation: Delegation, by actor: Actor) async throws -> Delegation {
        try actor.requiresSome(.delegateApprovals)
        return try await change(by: actor) { desk in
            try PeopleInReach(actor, .delegateApprovals, desk.db, now: desk.stamp.at).require(delegation.approver)
            // Else whoever gives others' decisions away could take them.
            if delegation.delegate == actor.employee, !actor.isAdministrator {
                throw ServiceError.invalid(
                    "delegate", "Nobody makes themselves somebody’s deputy; ask an administrator.")
            }
            if delegation.approver == delegation.delegate {
                throw ServiceError.invalid("delegate", "Nobody can delegate to themselves.")
            }
            if let last = delegation.last, last < delegation.first {
                throw ServiceError.invalid("to", "The delegation ends before it begins.")
            }
            let delegate = try desk.employee(delegation.delegate)
            guard delegate.isEmployed(on: delegation.first) else {
                throw ServiceError.invalid("delegate", "\(delegate.name) is not employed on \(delegation.first).")
            }
            return try DelegationStore(desk.db).insert(delegation, by: desk.stamp)
        }
    }

    /// Ends it the day before `first`; one that has not begun by then is taken back.
    package func endDelegation(_ id: ID<Delegation>, from first: CivilDate, by actor: Actor) async throws {
        try actor.requiresSome(.delegateApprovals)
        try await change(by: actor) { desk in
            let store = DelegationStore(desk.db)
            let people = try PeopleInReach(actor, .delegateApprovals, desk.db, now: desk.stamp.at)
            guard let delegation = try store.find(id), people.contains(delegation.approver) else {
                throw ServiceError.unknownDelegation(id.rawValue)
            }
            if let last = delegation.last, last < first { return }
            try store.end(delegation, on: first - 1, by: desk.stamp)
        }
    }
}
