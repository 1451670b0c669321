import Domain

/// SplitMix64 (Steele, Lea, Flood 2014): the same draws for the same seed on every computer and every toolchain.
///
/// The standard library's `random(in:using:)` may change how it uses the bits; a demo that is run again must not.
struct SeededGenerator {
    private var state: UInt64

    init(_ parts: Int...) {
        state = 0
        for part in parts {
            state ^= UInt64(bitPattern: Int64(part))
            _ = next()
        }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Evenly within the bounds, both included.
    mutating func between(_ low: Int, _ high: Int) -> Int {
        low + Int(next() % UInt64(high - low + 1))
    }

    mutating func happens(percent: Int) -> Bool { between(1, 100) <= percent }

    /// The numbers below `count` in a drawn order.
    mutating func order(_ count: Int) -> [Int] {
        let keys = (0..<count).map { _ in next() }
        return (0..<count).sorted { keys[$0] < keys[$1] }
    }
}
