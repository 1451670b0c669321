/// A stretch of being there, from an IN to an OUT, or one punch whose partner is missing.
struct Presence: Sendable {
    enum Kind: UInt8, Sendable {
        case pair
        /// An IN without its OUT.
        case missingOut
        /// An OUT without its IN.
        case missingIn
    }

    let kind: Kind
    let from: Int64
    /// Equal to `from` where a punch is missing.
    let to: Int64
    /// Positions among the marks; equal where a punch is missing.
    let first: Int32
    let last: Int32
    /// Position of the slot it belongs to.
    let slot: Int32
}
