import CSodium

/// Bytes that nobody can foresee.
package enum RandomBytes {
    package static func make(_ count: Int) -> [UInt8] {
        _ = sodium_init()
        var bytes = [UInt8](repeating: 0, count: count)
        randombytes_buf(&bytes, count)
        return bytes
    }
}
