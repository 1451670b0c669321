package import Domain
import Storage

extension LeaveService {
    /// What a request would come to, without asking for it.
    /// - Throws: ``ServiceError/invalid(_:)`` with all that speaks against it.
    package func plan(_ request: LeaveRequest, by actor: Actor) async throws -> LeavePlan {
        try actor.requires(.requestLeave)
        let stamp = context.stamp(actor)
        return try await context.database.read { try LeaveRequests($0, by: stamp).plan(request) }
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
        let number = try await change(.requestLeave, by: actor) { db, stamp in
            let desk = try ApprovalDesk(db, by: stamp)
            let employee = try desk.employee(request.employee)
            var request = request
            if request.document.isEmpty, let file = files.first { request.document = file.name }
            let kept = try desk.submit(
                LeaveSubject(request), of: employee, by: try Decider(person, by: actor), why: request.reason,
                files: files)
            return try StoredDetails.read(LeaveSubject.self, kept.details).number
        }
        return try await line(ID(number ?? 0), by: actor)
    }

    /// Takes back what was not decided yet.
    @discardableResult
    package func withdraw(
        _ id: ID<LeaveRequest>, as person: ID<Employee>? = nil, by actor: Actor
    ) async throws -> LeaveRequestLine {
        try await step(id, by: actor) { request, desk in
            guard request.status == .pending else {
                throw ServiceError.leaveRequestIs(id.rawValue, request.status, deed: "withdrawn")
            }
            return .withdraw(by: try Decider(person, by: actor), remark: "")
        }
    }

    /// Gives confirmed leave back, or asks for that where the chain of approval says so.
    @discardableResult
    package func cancel(
        _ id: ID<LeaveRequest>, as person: ID<Employee>? = nil, by actor: Actor
    ) async throws -> LeaveRequestLine {
        try await step(id, by: actor) { request, desk in
            guard request.status == .confirmed else {
                throw ServiceError.leaveRequestIs(id.rawValue, request.status, deed: "cancelled")
            }
            return .cancel(by: try Decider(person, by: actor), remark: "")
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
        let (approval, later) = try await change(.requestLeave, by: actor) { db, stamp in
            guard let request = try LeaveRequestStore(db).find(id) else {
                throw ServiceError.unknownLeaveRequest(id.rawValue)
            }
            if let from, let last, last < from {
                throw ServiceError.invalid("last", "The last day given back, \(last), is before the first, \(from).")
            }
            let first = from ?? min(request.first, last ?? request.first)
            let days = first...(last ?? max(first, request.last))
            let desk = try ApprovalDesk(db, by: stamp)
            let kept = try desk.submit(
                LeaveShortening(id, by: days), of: desk.employee(request.employee), by: try Decider(person, by: actor),
                why: "")
            return (kept, try LeaveRequestStore(db).find(approval: kept.id)?.id)
        }
        var lines = [try await line(id, by: actor)]
        if let later { lines.append(try await line(later, by: actor)) }
        return LeaveShortened(lines: lines, waitsFor: approval.approval.state == .approved ? nil : approval.id)
    }

    private func step(
        _ id: ID<LeaveRequest>, by actor: Actor,
        _ event: @Sendable (LeaveRequest, ApprovalDesk) throws -> ApprovalEvent
    ) async throws -> LeaveRequestLine {
        try await change(.requestLeave, by: actor) { db, stamp in
            guard let request = try LeaveRequestStore(db).find(id), let approval = request.approval else {
                throw ServiceError.unknownLeaveRequest(id.rawValue)
            }
            let desk = try ApprovalDesk(db, by: stamp)
            _ = try desk.handle(try event(request, desk), approval)
        }
        return try await line(id, by: actor)
    }

    /// In the order of their first days.
    /// - Parameters:
    ///   - employee: nil: everybody.
    ///   - days: nil: all.
    package func requests(
        of employee: ID<Employee>? = nil, touching days: ClosedRange<CivilDate>? = nil, by actor: Actor
    ) async throws -> [LeaveRequestLine] {
        try actor.requires(.readLeave)
        let days = days ?? CivilDate.distantPast...CivilDate.distantFuture
        return try await context.database.read { db in
            let found = try LeaveRequestStore(db).all(touching: days).filter {
                employee == nil || $0.employee == employee
            }
            let types = try LeaveTypeStore(db).all()
            return try found.compactMap { try LeaveRequestLine($0, db, types) }
        }
    }

    /// - Throws: ``ServiceError/unknownLeaveRequest(_:)``
    package func line(_ id: ID<LeaveRequest>, by actor: Actor) async throws -> LeaveRequestLine {
        try actor.requires(.readLeave)
        return try await context.database.read { db in
            guard let request = try LeaveRequestStore(db).find(id),
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
