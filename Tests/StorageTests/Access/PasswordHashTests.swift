import Storage
import Testing

struct PasswordHashTests {
    /// By argon2-cffi 25.1, another implementation of Argon2id.
    private static let foreign = PasswordHash(
        text: "$argon2id$v=19$m=65536,t=4,p=1$MDEyMzQ1Njc4OWFiY2RlZg$SHjlFqPYLBybpcTp4Ob9dTpnq/pTtMxwIdwwH61mjhs")
    /// The same, "correct horse" at 19 MiB and two passes.
    private static let cheap = PasswordHash(
        text: "$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$rk2Mi3E4dgRMg0fHaYaptWVZRKqs//6b6k3/nntqGJk")

    @Test func whatAnotherProgramMadeIsRecognised() throws {
        #expect(try Self.foreign.matches(Secret("पासवर्ड correct horse")))
        #expect(try !Self.foreign.matches(Secret("पासवर्ड correct Horse")))
        #expect(try Self.cheap.matches(Secret("correct horse")))
    }

    @Test func itsCostStandsInIt() throws {
        let hash = try PasswordHash(of: Secret("correct horse"))
        #expect(hash.text.hasPrefix("$argon2id$v=19$m=65536,t=4,p=1$"))
        #expect(try hash.matches(Secret("correct horse")))
        #expect(!hash.isOutdated() && !Self.foreign.isOutdated() && Self.cheap.isOutdated())
    }

    @Test func noTwoAreAlike() throws {
        let cost = PasswordCost(passes: 1, memory: 8 << 20)
        let hashes = try (0..<3).map { _ in try PasswordHash(of: Secret("correct horse"), cost: cost) }
        #expect(Set(hashes).count == 3)
        #expect(try hashes.allSatisfy { try $0.isOutdated() && $0.matches(Secret("correct horse")) })
    }

    @Test(arguments: ["", "$argon2id$", "correct horse", "$2b$12$abcdefghijklmnopqrstuv"])
    func whatIsNoHashMatchesNothing(text: String) throws {
        #expect(try !PasswordHash(text: text).matches(Secret("correct horse")))
        #expect(try !PasswordHash(text: text).matches(Secret(text)))
    }

    @Test func onlyThePasswordOpensWhatItSealed() throws {
        let sealed = try PasswordKey.seal([1, 2, 3], by: Secret("correct horse"), context: "test")
        #expect(try PasswordKey.open(sealed, by: Secret("correct horse"), context: "test") == [1, 2, 3])
        #expect(try PasswordKey.open(sealed, by: Secret("correct horsf"), context: "test") == nil)
        #expect(try PasswordKey.open(sealed, by: Secret("correct horse"), context: "other") == nil)
        #expect(try PasswordKey.open(Array(sealed.dropLast()), by: Secret("correct horse"), context: "test") == nil)
        #expect(try PasswordKey.open([], by: Secret("correct horse"), context: "test") == nil)
        #expect(try PasswordKey.seal([1, 2, 3], by: Secret("correct horse"), context: "test") != sealed)
    }

    /// Second factors of companies lie sealed like this.
    @Test func whatWasSealedOnceOpensEver() throws {
        let sealed: [UInt8] = [
            67, 106, 83, 107, 174, 186, 128, 72, 71, 254, 73, 120, 41, 121, 226, 0, 212, 26, 224, 150, 199, 125, 48, 76,
            90, 235, 165, 182, 112, 109, 90, 136, 50, 181, 24, 62, 224, 85, 43, 35, 62, 219, 134, 213, 171, 76, 117,
            235,
            15, 111, 47, 34, 89, 25, 165, 170, 112, 36, 182,
        ]
        #expect(try PasswordKey.open(sealed, by: Secret("correct horse"), context: "test") == [1, 2, 3])
    }

    @Test func moreMemoryThanThereIsIsTold() {
        let error = #expect(throws: PasswordMemoryError.self) {
            try PasswordHash(of: Secret("correct horse"), cost: PasswordCost(passes: 1, memory: 1 << 42))
        }
        #expect(error?.description.contains("4194304 MiB") == true)
    }
}
