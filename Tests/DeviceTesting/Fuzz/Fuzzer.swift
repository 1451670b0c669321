package import Foundation
import SeededRandom

/// Feeds a decoder with what it might get: known good bytes, spoiled in a repeatable way.
///
/// ```swift
/// try Fuzzer(corpus: Fuzzer.files(in: folder), cases: 5000).run { bytes in
///     guard let value = Thing(bytes) else { return }
///     #expect(Thing(value.encoded) == value)
/// }
/// ```
///
/// A trap ends the process without a word about the case. `ETIME_FUZZ_TRACE=1` prints the number of each case before it
/// runs, and `only` runs that one again: each case depends on its number and the seed alone.
package struct Fuzzer: Sendable {
    package var corpus: [[UInt8]]
    package var cases: Int
    package var seed: UInt64
    /// No case is longer.
    package var largest: Int
    package var only: Int?

    package init(corpus: [[UInt8]], cases: Int, seed: UInt64 = 1, largest: Int = 4096, only: Int? = nil) {
        self.corpus = corpus
        self.cases = cases
        self.seed = seed
        self.largest = largest
        self.only = only
    }

    /// The files of a folder in the order of their names; those below it are left out.
    package static func files(in folder: URL) throws -> [[UInt8]] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
            .filter { !$0.hasDirectoryPath }
            .map { try [UInt8](Data(contentsOf: $0)) }
    }

    /// The corpus as it is, then what was made of it.
    ///
    /// - Parameter body: Throws where an invariant is broken; the number of the case is added to the error.
    package func run(_ body: ([UInt8]) throws -> Void) throws {
        let isTraced = ProcessInfo.processInfo.environment["ETIME_FUZZ_TRACE"] != nil
        for number in only.map({ $0...$0 }).map(Array.init) ?? Array(0..<corpus.count + cases) {
            if isTraced { print("case \(number) of seed \(seed)") }
            let bytes = bytes(of: number)
            do { try body(bytes) } catch { throw FailedCase(number: number, seed: seed, bytes: bytes, why: error) }
        }
    }

    /// The bytes of one case.
    package func bytes(of number: Int) -> [UInt8] {
        if corpus.indices.contains(number) { return Array(corpus[number].prefix(largest)) }
        var mutator = ByteMutator(chance: SeededGenerator(mixing: Int(bitPattern: UInt(seed)), number))
        return mutator.mutated(corpus, largest: largest)
    }

    /// A case that broke an invariant, with what is needed to run it alone.
    package struct FailedCase: Error, CustomStringConvertible {
        package var number: Int
        package var seed: UInt64
        package var bytes: [UInt8]
        package var why: any Error

        package var description: String {
            "case \(number) of seed \(seed), \(bytes.count) bytes \(bytes.prefix(64)): \(why)"
        }
    }
}
