/// SplitMix64 (Steele, Lea, Flood 2014): the same draws for the same seed on every computer and every toolchain.
///
/// What must stay the same from one toolchain to the next asks ``between(_:_:)`` and the like: the standard library's
/// `random(in:using:)` may change how it uses the bits.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    /// A seed of several parts, such as a month's and a day's: each of them changes every draw.
    package init(mixing parts: Int...) {
        state = 0
        for part in parts {
            state ^= UInt64(bitPattern: Int64(part))
            // The mixed draw, not the plain state: neighbouring parts would otherwise cancel each other out.
            state = next()
        }
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Evenly within the bounds, both included.
    package mutating func between(_ low: Int, _ high: Int) -> Int {
        low + Int(next() % UInt64(high - low + 1))
    }

    package mutating func happens(percent: Int) -> Bool { between(1, 100) <= percent }

    /// True in `rate` of the cases. A rate of 0 draws nothing, so that what is off does not shift the other draws.
    package mutating func happens(rate: Double) -> Bool {
        rate > 0 && Double(next() >> 11) * 0x1p-53 < rate
    }

    /// The numbers below `count` in a drawn order.
    package mutating func order(_ count: Int) -> [Int] {
        let keys = (0..<count).map { _ in next() }
        return (0..<count).sorted { keys[$0] < keys[$1] }
    }
}
