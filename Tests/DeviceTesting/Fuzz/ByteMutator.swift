package import SeededRandom

/// Spoils bytes, one to six times each.
package struct ByteMutator {
    package var chance: SeededGenerator

    /// Where lengths, counters and signs go wrong.
    private static let edges: [UInt32] = [
        0, 1, 2, 3, 4, 7, 8, 16, 28, 40, 49, 72, 127, 128, 255, 256, 1024, 32_767, 32_768, 65_534, 65_535, 65_536,
        1 << 20, 1 << 26, .max >> 1, .max - 3, .max,
    ]

    package init(chance: SeededGenerator) {
        self.chance = chance
    }

    package mutating func mutated(_ corpus: [[UInt8]], largest: Int) -> [UInt8] {
        var bytes = corpus.isEmpty ? noise() : corpus[below(corpus.count)]
        for _ in 0..<chance.between(1, 6) {
            bytes = mutate(bytes, corpus)
            if bytes.count > largest { bytes.removeLast(bytes.count - largest) }
        }
        return bytes
    }

    private mutating func mutate(_ bytes: [UInt8], _ corpus: [[UInt8]]) -> [UInt8] {
        guard !bytes.isEmpty else { return noise() }
        var bytes = bytes
        let place = below(bytes.count)
        switch below(10) {
        case 0: bytes[place] ^= 1 << UInt8(below(8))
        case 1: bytes[place] = UInt8(truncatingIfNeeded: chance.next())
        case 2: bytes.removeSubrange(place..<min(bytes.count, place + chance.between(1, 16)))
        case 3: bytes.removeLast(bytes.count - place)
        case 4: bytes.insert(contentsOf: noise(), at: place)
        case 5: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + chance.between(1, 80))], at: place)
        case 6: overwrite(&bytes, at: place, width: 2)
        case 7: overwrite(&bytes, at: place, width: 4)
        case 8 where !corpus.isEmpty:
            bytes = Array(bytes[..<place]) + corpus[below(corpus.count)].drop { _ in chance.happens(percent: 30) }
        default: for index in place..<min(bytes.count, place + chance.between(1, 24)) { bytes[index] = bytes[place] }
        }
        return bytes
    }

    /// A little-endian number at the edge of something.
    private mutating func overwrite(_ bytes: inout [UInt8], at place: Int, width: Int) {
        let number = Self.edges[below(Self.edges.count)]
        for index in 0..<width where place + index < bytes.count {
            bytes[place + index] = UInt8(truncatingIfNeeded: number >> UInt32(index * 8))
        }
    }

    private mutating func noise() -> [UInt8] {
        (0..<chance.between(1, 24)).map { _ in UInt8(truncatingIfNeeded: chance.next()) }
    }

    private mutating func below(_ count: Int) -> Int { chance.between(0, count - 1) }
}
