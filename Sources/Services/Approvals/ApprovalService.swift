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
        try await decide(
            ids, .decideRequests, .approve(by: try Decider.deciding(person, by: actor), remark: remark.trimmed),
            by: actor)
    }

    package func reject(
        _ ids: [ID<ApprovalRequest>], as person: ID<Employee>? = nil, reason: String, by actor: Actor
    ) async throws -> [DecisionResult] {
        try await decide(
            ids, .decideRequests, .reject(by: try Decider.deciding(person, by: actor), reason: reason.trimmed),
            by: actor)
    }

    package func withdraw(
        _ ids: [ID<ApprovalRequest>], as person: ID<Employee>? = nil, remark: String = "", by actor: Actor
    ) async throws -> [DecisionResult] {
        try await decide(
            ids, .submitRequests, .withdraw(by: try Decider(person, by: actor), remark: remark.trimmed), by: actor)
    }

    /// Of what has been approved.
    package func cancel(
        _ ids: [ID<ApprovalRequest>], as person: ID<Employee>? = nil, remark: String = "", by actor: Actor
    ) async throws -> [DecisionResult] {
        try await decide(
            ids, .submitRequests, .cancel(by: try Decider(person, by: actor), remark: remark.trimmed), by: actor)
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
    /// - Parameter person: nil: what waits for anybody.
    package func inbox(of person: ID<Employee>?, by actor: Actor) async throws -> [RequestLine] {
        try actor.requires(.decideRequests)
        let stamp = context.stamp(actor)
        return try await context.database.read { db in
            let desk = try ApprovalDesk(db, by: stamp)
            let store = ApprovalRequestStore(db)
            guard let person else { return try store.pending().map(desk.line) }
            let asked = try store.approversAsked()
            let deputies = try desk.people.deputies(for: asked)
            let mine = asked.filter { $0 == person || deputies.standIns(for: $0).contains(person) }
            let requests = try mine.flatMap { try store.waiting(for: $0) }
            return try Set(requests).filter { $0.approval.requester != person }.sorted { $0.id < $1.id }
                .map(desk.line)
        }
    }

    /// What a person has asked for, oldest first.
    package func requests(of employee: ID<Employee>, by actor: Actor) async throws -> [RequestLine] {
        try actor.requires(.submitRequests)
        let stamp = context.stamp(actor)
        return try await context.database.read { db in
            let desk = try ApprovalDesk(db, by: stamp)
            return try ApprovalRequestStore(db).all(of: employee).map(desk.line)
        }
    }

    /// What has been asked for these days, whoever it was.
    package func requests(_ days: ClosedRange<CivilDate>, by actor: Actor) async throws -> [RequestLine] {
        try actor.requires(.decideRequests)
        let stamp = context.stamp(actor)
        return try await context.database.read { db in
            let desk = try ApprovalDesk(db, by: stamp)
            return try ApprovalRequestStore(db).all(days).map(desk.line)
        }
    }

    package func report(_ id: ID<ApprovalRequest>, by actor: Actor) async throws -> RequestReport {
        try actor.requires(.submitRequests)
        let stamp = context.stamp(actor)
        return try await context.database.read { db in
            guard let request = try ApprovalRequestStore(db).find(id) else {
                throw ServiceError.unknownRequest(id.rawValue)
            }
            return try ApprovalDesk(db, by: stamp).report(request)
        }
    }

    /// The bytes of a file that came with a request.
    package func file(_ name: String, of id: ID<ApprovalRequest>, by actor: Actor) async throws -> [UInt8] {
        try actor.requires(.submitRequests)
        return try await context.database.read { db in
            let store = AttachmentStore(db)
            guard let file = try store.all(of: id).first(where: { $0.name == name }) else {
                throw ServiceError.invalid("file", "Request \(id.rawValue) has no file \(name).")
            }
            return try store.bytes(of: file)
        }
    }

    /// - Parameters:
    ///   - replaced: the pending request that this one takes the place of: it is withdrawn in the same transaction.
    ///   - body: takes the request at the desk, within one transaction.
    func submit(
        of employee: ID<Employee>, as person: ID<Employee>?, replacing replaced: ID<ApprovalRequest>? = nil,
        by actor: Actor, _ body: @Sendable (ApprovalDesk, Employee) throws -> ApprovalRequest
    ) async throws -> RequestLine {
        try actor.requires(.submitRequests)
        return try await change(by: actor) { desk in
            if let replaced {
                let before = try desk.handle(
                    .withdraw(by: try Decider(person, by: actor), remark: "asked anew"), replaced)
                guard before.approval.state == .withdrawn, before.approval.requester == employee else {
                    throw ServiceError.invalid(
                        "replaces", "Request \(replaced.rawValue) is not a pending request of the same employee.")
                }
            }
            return try desk.line(try body(desk, desk.employee(employee)))
        }
    }

    private func decide(
        _ ids: [ID<ApprovalRequest>], _ permission: Permission, _ event: ApprovalEvent, by actor: Actor
    ) async throws -> [DecisionResult] {
        try actor.requires(permission)
        var results: [DecisionResult] = []
        for id in ids {
            do {
                let line = try await change(by: actor) { desk in try desk.line(try desk.handle(event, id)) }
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
