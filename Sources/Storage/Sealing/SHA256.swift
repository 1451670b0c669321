import Crypto

/// SHA-256 over bytes that come in pieces.
package struct SHA256 {
    package static let size = 32
    /// What the first link of a chain refers to.
    static let zero = [UInt8](repeating: 0, count: size)

    // libsodium’s does not use the processor’s own instructions for it, which take a fifth of the time.
    private var state = Crypto.SHA256()

    package init() {}

    package mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { state.update(bufferPointer: $0) }
    }

    /// Ends the stream; nothing may be added afterwards.
    package mutating func finish() -> [UInt8] { state.finalize().withUnsafeBytes { [UInt8]($0) } }

    package static func hash(_ bytes: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finish()
    }
}
