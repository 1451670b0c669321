package import Domain
import Storage

extension InboxService {
    /// Punches whose time cannot be believed and that nobody has settled, and those after which a terminal's clock went
    /// back; in the order in which they came.
    package func doubtful(by actor: Actor) async throws -> [Doubt] {
        try actor.requires(.readAttendance)
        return try await context.database.read { try DoubtFinder($0).all() }
    }

    /// Says what a punch in doubt is. One that was made at another time is added there for whoever holds the user; the
    /// punch itself stays in the ledger as it is.
    /// - Throws: ``ServiceError/unknownDoubt(_:)``; ``ServiceError/invalid(_:)``
    package func settle(
        _ punch: ID<Punch>, as resolution: DoubtResolution, why: String, by actor: Actor
    ) async throws {
        try await change(punch, why, by: actor) { try $0.settle(as: resolution) }
    }

    /// What was settled is in doubt again, and the corrections that it made do not hold any more.
    package func undoSettling(_ punch: ID<Punch>, why: String, by actor: Actor) async throws {
        try await change(punch, why, by: actor) { try $0.undo() }
    }

    /// Numbers that stand for different names on several terminals, unless they are known to be different people.
    package func sameNumbers(by actor: Actor) async throws -> [SharedNumber] {
        try actor.requires(.readPeople)
        return try await context.database.read { try DoubtFinder($0).sharedNumbers() }
    }

    private func change(
        _ punch: ID<Punch>, _ why: String, by actor: Actor, _ body: @Sendable (DoubtSettling) throws -> Void
    ) async throws {
        try actor.requires(.correctPunches)
        let why = why.trimmed
        if why.isEmpty { throw ServiceError.invalid("why", "Say how you know it.") }
        let stamp = context.stamp(actor)
        let device = try await context.database.write { db in
            let settling = try DoubtSettling(try ApprovalDesk(db, by: stamp), punch, why: why)
            try body(settling)
            return settling.punch.device
        }
        context.hub.send(.punches(device), .inbox)
        try await AttendanceService(context: context).recomputePending()
    }
}
