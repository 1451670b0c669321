package import Domain
import Storage

extension RosterService {
    /// Those of whose two people one is in reach, in the order in which they were asked for.
    package func swaps(by actor: Actor) async throws -> [ShiftSwap] {
        try await context.reading(.readPeople, by: actor) { db, people in
            try ShiftSwapStore(db).all().filter { people.contains($0.requester) || people.contains($0.partner) }
        }
    }

    /// What a swap would come to as things stand now, before it is asked for or applied.
    package func checkSwap(_ swap: ShiftSwap, by actor: Actor) async throws -> SwapCheck {
        let stamp = context.stamp(actor)
        return try await context.reading(.submitRequests, by: actor) { db, people in
            try people.require(swap.requester)
            return try SwapWriter(db, by: stamp).check(swap)
        }
    }

    /// One person asks another to exchange some days. Nothing changes before the other accepts and it is applied.
    /// - Throws: ``ServiceError/invalid(_:)`` with every reason against it.
    package func requestSwap(
        _ swap: ShiftSwap, by actor: Actor
    ) async throws -> (swap: ShiftSwap, warnings: [RosterConflict]) {
        try actor.requiresSome(.submitRequests)
        var asked = swap
        asked.state = .requested
        asked.reason = swap.reason.trimmed
        guard asked.reason.count <= 400 else {
            throw ServiceError.invalid([
                FieldProblem(field: "reason", sentence: "A reason has at most 400 characters.")
            ])
        }
        return try await rostering(.submitRequests, by: actor) { [asked] db, stamp, people in
            try people.require(asked.requester)
            return try SwapWriter(db, by: stamp).request(asked)
        }
    }

    /// The other agrees.
    @discardableResult
    package func acceptSwap(_ id: ID<ShiftSwap>, by actor: Actor) async throws -> ShiftSwap {
        try await move(id, to: .accepted, from: [.requested], by: actor) { $1.contains($0.partner) }
    }

    /// The other, or whoever decides, does not agree.
    @discardableResult
    package func declineSwap(_ id: ID<ShiftSwap>, by actor: Actor) async throws -> ShiftSwap {
        try await move(id, to: .declined, from: [.requested, .accepted], by: actor) { $1.contains($0.partner) }
    }

    /// Who asked for it takes it back.
    @discardableResult
    package func withdrawSwap(_ id: ID<ShiftSwap>, by actor: Actor) async throws -> ShiftSwap {
        try await move(id, to: .withdrawn, from: [.requested, .accepted], by: actor) { $1.contains($0.requester) }
    }

    /// Writes an accepted swap into the roster: both people's days, or nothing. It is checked again as things stand now.
    /// - Returns: what it brings that a limit warns of.
    /// - Throws: ``ServiceError/invalid(_:)`` with every reason against it.
    @discardableResult
    package func applySwap(
        _ id: ID<ShiftSwap>, acceptingChangedCases isAccepted: Bool = false, by actor: Actor
    ) async throws -> [RosterConflict] {
        try await rostering(acceptingChangedCases: isAccepted, by: actor) { db, stamp, people in
            let writer = SwapWriter(db, by: stamp)
            let swap = try writer.find(id)
            guard people.contains(swap.requester), people.contains(swap.partner) else {
                throw ServiceError.unknownSwap(id.rawValue)
            }
            return try writer.apply(id)
        }
    }

    /// - Parameter mayMove: whether the actor, who asks and answers for these people, may take this step.
    private func move(
        _ id: ID<ShiftSwap>, to state: ShiftSwap.State, from states: Set<ShiftSwap.State>, by actor: Actor,
        _ mayMove: @Sendable (ShiftSwap, PeopleInReach) -> Bool
    ) async throws -> ShiftSwap {
        try await rostering(.submitRequests, by: actor) { db, stamp, people in
            let writer = SwapWriter(db, by: stamp)
            guard mayMove(try writer.find(id), people) else { throw ServiceError.unknownSwap(id.rawValue) }
            return try writer.move(id, to: state, from: states)
        }
    }
}
