import CSodium

/// Bytes that nobody can read or change without a key: XChaCha20-Poly1305, with a fresh nonce in front.
package enum SealedBytes {
    package static let keySize = 32
    private static let nonceSize = 24
    private static let tagSize = 16

    package static func newKey() -> [UInt8] { RandomBytes.make(keySize) }

    /// - Parameter context: what the bytes are; they can be opened only as the same.
    package static func seal(_ bytes: [UInt8], _ key: [UInt8], context: String) -> [UInt8] {
        precondition(key.count == keySize)
        let nonce = RandomBytes.make(nonceSize)
        var sealed = [UInt8](repeating: 0, count: bytes.count + tagSize)
        var length: UInt64 = 0
        let about = Array(context.utf8)
        crypto_aead_xchacha20poly1305_ietf_encrypt(
            &sealed, &length, bytes, UInt64(bytes.count), about, UInt64(about.count), nil, nonce, key)
        return nonce + sealed
    }

    /// - Returns: nil where the key or the context is another, or the bytes were changed.
    package static func open(_ sealed: [UInt8], _ key: [UInt8], context: String) -> [UInt8]? {
        precondition(key.count == keySize)
        guard sealed.count >= nonceSize + tagSize else { return nil }
        let (nonce, content) = (Array(sealed[..<nonceSize]), Array(sealed[nonceSize...]))
        var bytes = [UInt8](repeating: 0, count: content.count - tagSize)
        var length: UInt64 = 0
        let about = Array(context.utf8)
        let code = crypto_aead_xchacha20poly1305_ietf_decrypt(
            &bytes, &length, nil, content, UInt64(content.count), about, UInt64(about.count), nonce, key)
        return code == 0 ? bytes : nil
    }
}
