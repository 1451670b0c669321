/// The comm key's way over the wire. A formality, not a secret: one byte of the session is lost in it and the
/// rest is reversible, so it protects a terminal from mistakes, not from people.
package enum CommKey {
    /// - Parameters:
    ///   - key: What is set in the terminal's menu, 0 to 999,999; 0 means none.
    ///   - session: From the terminal's UNAUTH answer.
    ///   - ticks: Any byte; clients use 50. The terminal reads it back from the third byte.
    /// - Returns: The four bytes of the AUTH request.
    package static func scramble(key: UInt32, session: UInt16, ticks: UInt8 = 50) -> [UInt8] {
        let mixed = reversed(key) &+ UInt32(session)
        let bytes = zip([0, 8, 16, 24], "ZKSO".utf8).map { shift, letter in
            UInt8(truncatingIfNeeded: mixed >> shift) ^ letter
        }
        return [bytes[2] ^ ticks, bytes[3] ^ ticks, ticks, bytes[1] ^ ticks]
    }

    /// What a terminal does with an AUTH request: scramble its own key with the ticks received and compare.
    package static func matches(_ received: [UInt8], key: UInt32, session: UInt16) -> Bool {
        received.count == 4 && received == scramble(key: key, session: session, ticks: received[2])
    }

    private static func reversed(_ key: UInt32) -> UInt32 {
        (0..<32).reduce(0) { result, bit in result | (key >> bit & 1) << (31 - bit) }
    }
}
