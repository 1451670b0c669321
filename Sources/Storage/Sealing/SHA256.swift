import CSodium

/// SHA-256 over bytes that come in pieces.
package struct SHA256 {
    package static let size = 32
    /// What the first link of a chain refers to.
    static let zero = [UInt8](repeating: 0, count: size)

    // Asked for by libsodium before anything else; it may be asked for again.
    private static let isReady = sodium_init() >= 0

    private var state = crypto_hash_sha256_state()

    package init() {
        _ = Self.isReady
        crypto_hash_sha256_init(&state)
    }

    package mutating func update(_ bytes: [UInt8]) {
        crypto_hash_sha256_update(&state, bytes, UInt64(bytes.count))
    }

    /// Ends the stream; nothing may be added afterwards.
    package mutating func finish() -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Self.size) { buffer, count in
            if let start = buffer.baseAddress { crypto_hash_sha256_final(&state, start) }
            count = Self.size
        }
    }

    package static func hash(_ bytes: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finish()
    }
}
