import DeviceTesting
import Testing

/// The fuzzer itself: repeatable, various, and it finds what is there to be found.
struct FuzzerTests {
    private static let corpus: [[UInt8]] = [Array(1...40), [0xAA, 4, 0, 0, 0, 1, 2, 3, 4]]

    @Test func theSameSeedMakesTheSameCases() {
        let (first, second) = (Fuzzer(corpus: Self.corpus, cases: 200), Fuzzer(corpus: Self.corpus, cases: 200))
        let cases = (0..<202).map { first.bytes(of: $0) }
        #expect(cases == (0..<202).map { second.bytes(of: $0) })
        #expect(Array(cases.prefix(2)) == Self.corpus)
        #expect(Set(cases).count > 180)
        let other = Fuzzer(corpus: Self.corpus, cases: 200, seed: 2)
        #expect((2..<202).count { other.bytes(of: $0) != cases[$0] } > 180)
    }

    @Test func noCaseIsLongerThanAllowed() throws {
        try Fuzzer(corpus: Self.corpus, cases: 500, largest: 30).run { #expect($0.count <= 30) }
    }

    @Test func withoutACorpusThereIsNoise() throws {
        var seen: Set<[UInt8]> = []
        try Fuzzer(corpus: [], cases: 100).run { seen.insert($0) }
        #expect(seen.count > 80)
    }

    /// A decoder that believes its length field is found out, and the case can be run alone.
    @Test func findsAWrongLength() throws {
        func believe(_ bytes: [UInt8]) throws {
            guard bytes.count > 5, bytes[0] == 0xAA else { return }
            if Int(bytes[1]) > bytes.count - 5 { throw Overread() }
        }
        let error = #expect(throws: Fuzzer.FailedCase.self) {
            try Fuzzer(corpus: Self.corpus, cases: 2000).run(believe)
        }
        let number = try #require(error?.number)
        #expect(throws: Fuzzer.FailedCase.self) {
            try Fuzzer(corpus: Self.corpus, cases: 2000, only: number).run(believe)
        }
    }

    private struct Overread: Error {}
}
