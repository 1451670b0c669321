/// How long a chain is and the hash of its last link. Kept apart from the chain, so that a tail that was cut off is missed.
struct ChainHead {
    var length: Int
    var hash: [UInt8]

    static let empty = ChainHead(length: 0, hash: SHA256.zero)
}

struct ChainHeadStore {
    var db: any SQLConnection

    /// - Parameter chain: `journal`, or `punches/` and the device's id.
    func head(of chain: String) throws -> ChainHead {
        try db.first("SELECT length, hash FROM chain_head WHERE chain = ?", [.text(chain)]) {
            ChainHead(length: Int($0.integer(0)), hash: $0.blob(1))
        } ?? .empty
    }

    func save(_ head: ChainHead, of chain: String) throws {
        try db.execute(
            db.dialect.upsert(into: "chain_head", ["chain", "length", "hash"], key: ["chain"]),
            [.text(chain), .integer(head.length), .blob(head.hash)])
    }
}
