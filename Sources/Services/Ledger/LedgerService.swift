/// Proves that nobody has changed the punches behind the program's back.
package struct LedgerService: Sendable {
    /// - Parameter progress: batches looked at, of all.
    package func verify(
        by actor: Actor, progress: (@Sendable (_ done: Int, _ of: Int) -> Void)? = nil
    ) async throws -> LedgerReport { try waitsForStorage() }
}

/// The outcome of a verification.
package struct LedgerReport: Hashable, Sendable {
    package var isIntact: Bool
    package var batches: Int
    package var punches: Int
    /// One sentence; where the chain is broken it names the first broken batch.
    package var sentence: String

    package init(isIntact: Bool, batches: Int, punches: Int, sentence: String) {
        self.isIntact = isIntact
        self.batches = batches
        self.punches = punches
        self.sentence = sentence
    }
}
