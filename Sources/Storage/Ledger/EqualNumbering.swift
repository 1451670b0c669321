/// Tells what says the same apart, by numbers in its order from 0.
package struct EqualNumbering<Key: Hashable> {
    private var next: [Key: UInt16] = [:]

    package init() {}

    package mutating func number(_ key: Key) -> UInt16 {
        let number = next[key, default: 0]
        // What repeats one more often than can be counted is broken; the rest count as one.
        next[key] = number == .max ? number : number + 1
        return number
    }
}

extension EqualNumbering: Sendable where Key: Sendable {}
