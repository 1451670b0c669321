package import Domain
import Storage

extension LeaveService {
    /// What a request would come to, without asking for it.
    /// - Throws: ``ServiceError/invalid(_:)`` with all that speaks against it.
    package func plan(_ request: LeaveRequest, by actor: Actor) async throws -> LeavePlan {
        let stamp = context.stamp(actor)
        return try await context.reading(.requestLeave, by: actor) { db, people in
            try people.require(request.employee)
            return try LeaveRequests(db, by: stamp).plan(request)
        }
    }

    /// Asks for leave. Without a chain that fits, an administrator's entry is confirmed at once.
    ///
    /// - Parameter person: who asks; nil: the administrator, in the employee's place.
    /// - Returns: the request as it stands now.
    /// - Throws: ``ServiceError/invalid(_:)`` with all that speaks against it.
    @discardableResult
    package func request(
        _ request: LeaveRequest, as person: ID<Employee>? = nil, files: [RequestFile] = [], by actor: Actor
    ) async throws -> LeaveRequestLine {
        let number = try await asking(by: actor) { desk in
            let decider = try Standing(actor, desk).asking(.requestLeave, for: request.employee, as: person)
            let employee = try desk.employee(request.employee)
            var request = request
            if request.document.isEmpty, let file = files.first { request.document = file.name }
            let kept = try desk.submit(
                LeaveSubject(request), of: employee, by: decider, why: request.reason, files: files)
            return try StoredDetails.read(LeaveSubject.self, kept.details).number
        }
        return try await line(ID(number ?? 0), by: actor)
    }

    /// Takes back what was not decided yet.
    @discardableResult
    package func withdraw(
        _ id: ID<LeaveRequest>, as person: ID<Employee>? = nil, by actor: Actor
    ) async throws -> LeaveRequestLine {
        try await step(id, as: person, by: actor) { request, decider in
            guard request.status == .pending else {
                throw ServiceError.leaveRequestIs(id.rawValue, request.status, deed: "withdrawn")
            }
            return .withdraw(by: decider, remark: "")
        }
    }

    /// Gives confirmed leave back, or asks for that where the chain of approval says so.
    @discardableResult
    package func cancel(
        _ id: ID<LeaveRequest>, as person: ID<Employee>? = nil, by actor: Actor
    ) async throws -> LeaveRequestLine {
        try await step(id, as: person, by: actor) { request, decider in
            guard request.status == .confirmed else {
                throw ServiceError.leaveRequestIs(id.rawValue, request.status, deed: "cancelled")
            }
            return .cancel(by: decider, remark: "")
        }
    }

    /// Gives some days of confirmed leave back, or asks for that where the chain of approval says so.
    ///
    /// - Parameters:
    ///   - from: nil: from the first day on.
    ///   - last: nil: until the last day.
    /// - Throws: ``ServiceError/invalid(_:)`` with what speaks against it.
    package func shorten(
        _ id: ID<LeaveRequest>, from: CivilDate?, through last: CivilDate?, as person: ID<Employee>? = nil,
        by actor: Actor
    ) async throws -> LeaveShortened {
        let (approval, later) = try await asking(by: actor) { desk in
            let (request, decider) = try Self.asked(id, as: person, by: actor, at: desk)
            if let from, let last, last < from {
                throw ServiceError.invalid("last", "The last day given back, \(last), is before the first, \(from).")
            }
            let first = from ?? min(request.first, last ?? request.first)
            let days = first...(last ?? max(first, request.last))
            let kept = try desk.submit(
                LeaveShortening(id, by: days), of: desk.employee(request.employee), by: decider, why: "")
            return (kept, try LeaveRequestStore(desk.db).find(approval: kept.id)?.id)
        }
        var lines = [try await line(id, by: actor)]
        if let later { lines.append(try await line(later, by: actor)) }
        return LeaveShortened(lines: lines, waitsFor: approval.approval.state == .approved ? nil : approval.id)
    }

    private func step(
        _ id: ID<LeaveRequest>, as person: ID<Employee>?, by actor: Actor,
        _ event: @Sendable (LeaveRequest, Decider) throws -> ApprovalEvent
    ) async throws -> LeaveRequestLine {
        try await asking(by: actor) { desk in
            let (request, decider) = try Self.asked(id, as: person, by: actor, at: desk)
            guard let approval = request.approval else { throw ServiceError.unknownLeaveRequest(id.rawValue) }
            _ = try desk.handle(try event(request, decider), approval)
        }
        return try await line(id, by: actor)
    }

    private func asking<T: Sendable>(
        by actor: Actor, _ body: @Sendable (ApprovalDesk) throws -> T
    ) async throws -> T {
        try actor.requiresSome(.requestLeave)
        // What is answered is read: better no change than one that is said to have failed.
        try actor.requiresSome(.readLeave)
        return try await change(by: actor) { db, stamp in try body(ApprovalDesk(db, by: stamp)) }
    }

    /// - Throws: ``ServiceError/unknownLeaveRequest(_:)``, also for one that is out of the actor's reach.
    private static func asked(
        _ id: ID<LeaveRequest>, as person: ID<Employee>?, by actor: Actor, at desk: ApprovalDesk
    ) throws -> (LeaveRequest, Decider) {
        let people = try PeopleInReach(actor, .requestLeave, desk.db, now: desk.stamp.at)
        guard let request = try LeaveRequestStore(desk.db).find(id), people.contains(request.employee) else {
            throw ServiceError.unknownLeaveRequest(id.rawValue)
        }
        return (request, try Standing(actor, desk).asking(.requestLeave, for: request.employee, as: person))
    }

    /// In the order of their first days.
    /// - Parameters:
    ///   - employee: nil: everybody in reach.
    ///   - days: nil: all.
    package func requests(
        of employee: ID<Employee>? = nil, touching days: ClosedRange<CivilDate>? = nil, by actor: Actor
    ) async throws -> [LeaveRequestLine] {
        let days = days ?? CivilDate.distantPast...CivilDate.distantFuture
        return try await context.reading(.readLeave, by: actor) { db, people in
            if let employee { try people.require(employee) }
            let found = try LeaveRequestStore(db).all(touching: days).filter { request in
                employee.map { $0 == request.employee } ?? people.contains(request.employee)
            }
            let types = try LeaveTypeStore(db).all()
            return try found.compactMap { try LeaveRequestLine($0, db, types) }
        }
    }

    /// - Throws: ``ServiceError/unknownLeaveRequest(_:)``
    package func line(_ id: ID<LeaveRequest>, by actor: Actor) async throws -> LeaveRequestLine {
        try await context.reading(.readLeave, by: actor) { db, people in
            guard let request = try LeaveRequestStore(db).find(id), people.contains(request.employee),
                let line = try LeaveRequestLine(request, db, LeaveTypeStore(db).all())
            else { throw ServiceError.unknownLeaveRequest(id.rawValue) }
            return line
        }
    }
}

/// What is left of leave of which some days were given back.
package struct LeaveShortened: Hashable, Sendable {
    /// The request, and the part after those days where they lie in the middle.
    package var lines: [LeaveRequestLine]
    /// The request on which it waits; nil: it holds.
    package var waitsFor: ID<ApprovalRequest>?
}

/// A request with the names that it refers to by number.
package struct LeaveRequestLine: Hashable, Sendable, Identifiable {
    package var request: LeaveRequest
    package var employee: Employee
    package var type: LeaveType
    /// What was taken; empty while it waits, and once it was given back.
    package var days: [LeaveTaken]

    package var id: Domain.ID<LeaveRequest> { request.id }
}

extension LeaveRequestLine {
    /// Nil where the person or the type is gone.
    init?(_ request: LeaveRequest, _ db: any SQLConnection, _ types: [LeaveType]) throws {
        guard let employee = try EmployeeStore(db).find(request.employee),
            let type = types.first(where: { $0.id == request.type })
        else { return nil }
        let taken = try LeaveDayStore(db).days(of: request)
        self.init(
            request: request, employee: employee, type: type,
            days: taken.map { day in
                let code = types.first { $0.id == day.leave.type }?.code ?? ""
                return LeaveTaken(leave: day.leave, code: code, amount: day.amount)
            })
    }
}

package struct LeaveTaken: Hashable, Sendable {
    package var leave: LeaveOnDay
    /// The type's.
    package var code: String
    package var amount: LeaveAmount
}
