package import Domain
import Storage

extension RosterService {
    /// In the order in which they were asked for.
    package func swaps(by actor: Actor) async throws -> [ShiftSwap] {
        try actor.requires(.readPeople)
        return try await context.database.read { try ShiftSwapStore($0).all() }
    }

    /// What a swap would come to as things stand now, before it is asked for or applied.
    package func checkSwap(_ swap: ShiftSwap, by actor: Actor) async throws -> SwapCheck {
        try actor.requires(.readPeople)
        let stamp = context.stamp(actor)
        return try await context.database.read { try SwapWriter($0, by: stamp).check(swap) }
    }

    /// One person asks another to exchange some days. Nothing changes before the other accepts and it is applied.
    /// - Throws: ``ServiceError/invalid(_:)`` with every reason against it.
    package func requestSwap(
        _ swap: ShiftSwap, by actor: Actor
    ) async throws -> (swap: ShiftSwap, warnings: [RosterConflict]) {
        var asked = swap
        asked.state = .requested
        asked.reason = swap.reason.trimmed
        guard asked.reason.count <= 400 else {
            throw ServiceError.invalid([
                FieldProblem(field: "reason", sentence: "A reason has at most 400 characters.")
            ])
        }
        return try await change(by: actor) { [asked] db, stamp in try SwapWriter(db, by: stamp).request(asked) }
    }

    /// The other agrees.
    @discardableResult
    package func acceptSwap(_ id: ID<ShiftSwap>, by actor: Actor) async throws -> ShiftSwap {
        try await change(by: actor) { try SwapWriter($0, by: $1).move(id, to: .accepted, from: [.requested]) }
    }

    /// The other, or whoever decides, does not agree.
    @discardableResult
    package func declineSwap(_ id: ID<ShiftSwap>, by actor: Actor) async throws -> ShiftSwap {
        try await change(by: actor) {
            try SwapWriter($0, by: $1).move(id, to: .declined, from: [.requested, .accepted])
        }
    }

    /// Who asked for it takes it back.
    @discardableResult
    package func withdrawSwap(_ id: ID<ShiftSwap>, by actor: Actor) async throws -> ShiftSwap {
        try await change(by: actor) {
            try SwapWriter($0, by: $1).move(id, to: .withdrawn, from: [.requested, .accepted])
        }
    }

    /// Writes an accepted swap into the roster: both people's days, or nothing. It is checked again as things stand now.
    /// - Returns: what it brings that a limit warns of.
    /// - Throws: ``ServiceError/invalid(_:)`` with every reason against it.
    @discardableResult
    package func applySwap(
        _ id: ID<ShiftSwap>, acceptingChangedCases isAccepted: Bool = false, by actor: Actor
    ) async throws -> [RosterConflict] {
        try await change(acceptingChangedCases: isAccepted, by: actor) { try SwapWriter($0, by: $1).apply(id) }
    }
}
