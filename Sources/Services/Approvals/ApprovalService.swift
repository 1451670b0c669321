package import Domain
import Storage

/// What became of one request of several.
package struct DecisionResult: Hashable, Sendable {
    package var id: ID<ApprovalRequest>
    /// Nil where it was refused.
    package var line: RequestLine?
    /// Why it was refused, in a sentence.
    package var refusal: String?
}

/// Requests and the decisions on them. Each decision is a transaction of its own, with all that follows from it.
package struct ApprovalService: Sendable {
    let context: ServiceContext

    /// Says yes, one request after the other; one that is refused does not stop the rest.
    /// - Parameter person: who decides; nil: the administrator, in the place of whom each waits for.
    package func grant(
        _ ids: [ID<ApprovalRequest>], as person: ID<Employee>? = nil, remark: String = "", by actor: Actor
    ) async throws -> [DecisionResult] {
        try await decide(ids, .decideRequests, by: actor) { standing, request in
            .approve(by: try standing.deciding(request, as: person), remark: remark.trimmed)
        }
    }

    package func reject(
        _ ids: [ID<ApprovalRequest>], as person: ID<Employee>? = nil, reason: String, by actor: Actor
    ) async throws -> [DecisionResult] {
        try await decide(ids, .decideRequests, by: actor) { standing, request in
            .reject(by: try standing.deciding(request, as: person), reason: reason.trimmed)
        }
    }

    package func withdraw(
        _ ids: [ID<ApprovalRequest>], as person: ID<Employee>? = nil, remark: String = "", by actor: Actor
    ) async throws -> [DecisionResult] {
        try await decide(ids, .submitRequests, by: actor) { standing, request in
            .withdraw(by: try standing.asking(request, as: person), remark: remark.trimmed)
        }
    }

    /// Of what has been approved.
    package func cancel(
        _ ids: [ID<ApprovalRequest>], as person: ID<Employee>? = nil, remark: String = "", by actor: Actor
    ) async throws -> [DecisionResult] {
        try await decide(ids, .submitRequests, by: actor) { standing, request in
            .cancel(by: try standing.asking(request, as: person), remark: remark.trimmed)
        }
    }

    /// Lets everything escalate that has waited too long. Doing it twice changes nothing the second time.
    package func escalate(by actor: Actor) async throws -> [RequestLine] {
        try actor.requires(.decideRequests)
        let stamp = context.stamp(actor)
        let lines = try await context.database.write { db in
            let desk = try ApprovalDesk(db, by: stamp)
            return try desk.escalate().map(desk.line)
        }
        if !lines.isEmpty { context.hub.send(.requests) }
        return lines
    }

    /// What waits for a person, or for whom that person stands in today; oldest first.
    /// - Parameter person: nil: what waits for the actor, and for whomever else of those in reach.
    package func inbox(of person: ID<Employee>?, by actor: Actor) async throws -> [RequestLine] {
        let stamp = context.stamp(actor)
        return try await context.reading(.decideRequests, by: actor) { db, people in
            let desk = try ApprovalDesk(db, by: stamp)
            let store = ApprovalRequestStore(db)
            let standing = Standing(actor, desk)
            guard let person else {
                return try store.pending().filter {
                    try people.contains($0.approval.requester) || standing.isAsked($0)
                }.map(desk.line)
            }
            let isOwn = person == actor.employee
            if !isOwn { try people.require(person) }
            let asked = try store.approversAsked()
            let deputies = try desk.people.deputies(for: asked)
            let mine = asked.filter { $0 == person || deputies.standIns(for: $0).contains(person) }
            let requests = try mine.flatMap { try store.waiting(for: $0) }
            let seen = try Set(requests).filter { request in
                if isOwn { return try standing.isAsked(request) }
                return request.approval.requester != person && people.contains(request.approval.requester)
            }
            return try seen.sorted { $0.id < $1.id }
                .map(desk.line)
        }
    }

    /// What a person has asked for, oldest first.
    package func requests(of employee: ID<Employee>, by actor: Actor) async throws -> [RequestLine] {
        let stamp = context.stamp(actor)
        return try await context.reading(.readRequests, by: actor) { db, people in
            try people.require(employee)
            let desk = try ApprovalDesk(db, by: stamp)
            return try ApprovalRequestStore(db).all(of: employee).map(desk.line)
        }
    }

    /// What has been asked for these days by anybody in reach.
    package func requests(_ days: ClosedRange<CivilDate>, by actor: Actor) async throws -> [RequestLine] {
        let stamp = context.stamp(actor)
        return try await context.reading(.readRequests, by: actor) { db, people in
            let desk = try ApprovalDesk(db, by: stamp)
            let standing = Standing(actor, desk)
            return try ApprovalRequestStore(db).all(days).filter { try standing.sees($0, reading: people) }
                .map(desk.line)
        }
    }

    package func report(_ id: ID<ApprovalRequest>, by actor: Actor) async throws -> RequestReport {
        try await reading(id, by: actor) { try $0.report($1) }
    }

    /// The bytes of a file that came with a request.
    package func file(_ name: String, of id: ID<ApprovalRequest>, by actor: Actor) async throws -> [UInt8] {
        try await reading(id, by: actor) { desk, _ in
            let store = AttachmentStore(desk.db)
            guard let file = try store.all(of: id).first(where: { $0.name == name }) else {
                throw ServiceError.invalid("file", "Request \(id.rawValue) has no file \(name).")
            }
            return try store.bytes(of: file)
        }
    }

    private func reading<T: Sendable>(
        _ id: ID<ApprovalRequest>, by actor: Actor, _ body: @Sendable (ApprovalDesk, ApprovalRequest) throws -> T
    ) async throws -> T {
        let stamp = context.stamp(actor)
        return try await context.reading(.readRequests, by: actor) { db, people in
            let desk = try ApprovalDesk(db, by: stamp)
            guard let request = try ApprovalRequestStore(db).find(id),
                try Standing(actor, desk).sees(request, reading: people)
            else { throw ServiceError.unknownRequest(id.rawValue) }
            return try body(desk, request)
        }
    }

    /// - Parameters:
    ///   - replaced: the pending request that this one takes the place of: it is withdrawn in the same transaction.
    ///   - body: takes the request at the desk, within one transaction.
    func submit(
        of employee: ID<Employee>, as person: ID<Employee>?, replacing replaced: ID<ApprovalRequest>? = nil,
        by actor: Actor, _ body: @Sendable (ApprovalDesk, Employee, Decider) throws -> ApprovalRequest
    ) async throws -> RequestLine {
        try actor.requiresSome(.submitRequests)
        return try await change(by: actor) { desk in
            let decider = try Standing(actor, desk).asking(for: employee, as: person)
            if let replaced {
                // Whose it is, and how far, is nobody else's business.
                guard try desk.request(replaced).approval.requester == employee else {
                    throw ServiceError.unknownRequest(replaced.rawValue)
                }
                let before = try desk.handle(.withdraw(by: decider, remark: "asked anew"), replaced)
                guard before.approval.state == .withdrawn, before.approval.requester == employee else {
                    throw ServiceError.invalid(
                        "replaces", "Request \(replaced.rawValue) is not a pending request of the same employee.")
                }
            }
            return try desk.line(try body(desk, desk.employee(employee), decider))
        }
    }

    private func decide(
        _ ids: [ID<ApprovalRequest>], _ permission: Permission, by actor: Actor,
        _ event: @Sendable (Standing, ApprovalRequest) throws -> ApprovalEvent
    ) async throws -> [DecisionResult] {
        try actor.requiresSome(permission)
        var results: [DecisionResult] = []
        for id in ids {
            do {
                let line = try await change(by: actor) { desk in
                    let event = try event(Standing(actor, desk), desk.request(id))
                    return try desk.line(try desk.handle(event, id))
                }
                results.append(DecisionResult(id: id, line: line))
            } catch let refusal as ServiceError {
                results.append(DecisionResult(id: id, refusal: refusal.description))
            }
        }
        return results
    }

    func change<T: Sendable>(by actor: Actor, _ body: @Sendable (ApprovalDesk) throws -> T) async throws -> T {
        let stamp = context.stamp(actor)
        let result = try await context.database.write { try body(try ApprovalDesk($0, by: stamp)) }
        context.hub.send(.requests)
        try await AttendanceService(context: context).recomputeTouched()
        return result
    }
}
