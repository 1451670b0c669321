import Domain
import Storage
import Testing

@testable import Services

/// That it is the person who has signed in, asked by a screen that was locked.
struct ProofTests {
    @Test func thePasswordProvesItAndCountsAsUse() async throws {
        try await withMeera { company, meera in
            let accounts = company.services.accounts
            company.clock.advance(3_000)
            #expect(try await accounts.prove(meera, by: good).actor == meera.actor)
            company.clock.advance(3_000)
            _ = try await accounts.signedIn(by: meera.proof, isUse: false)
        }
    }

    @Test func wrongOnesAreCountedAsInSigningIn() async throws {
        try await withMeera { company, meera in
            let accounts = company.services.accounts
            for _ in 0..<5 {
                await #expect(throws: ServiceError.wrongPassword) {
                    try await accounts.prove(meera, by: Secret("nine blue wheelbarrow"))
                }
            }
            await #expect(throws: ServiceError.signInClosed(seconds: 30)) {
                try await accounts.prove(meera, by: good)
            }
            await #expect(throws: ServiceError.signInClosed(seconds: 30)) {
                try await accounts.signIn("meera", good, from: "test")
            }
            let lines = try await company.services.journal.page(limit: 20, by: company.actor).map(\.sentence)
            #expect(lines.contains("Account meera: closed for 30 s after too many wrong passwords, from test"))
            company.clock.advance(30)
            _ = try await accounts.prove(meera, by: good)
            // What was wrong before it is forgotten.
            await #expect(throws: ServiceError.wrongPassword) {
                try await accounts.prove(meera, by: Secret("nine blue wheelbarrow"))
            }
            _ = try await accounts.prove(meera, by: good)
        }
    }

    /// Whatever the password, and without counting it.
    @Test func aSessionThatIsOverIsNotOpenedAgain() async throws {
        try await withMeera { company, meera in
            let accounts = company.services.accounts
            company.clock.advance(3_600)
            for password in [good, Secret("wrong")] {
                await #expect(throws: ServiceError.notSignedIn) { try await accounts.prove(meera, by: password) }
            }
            _ = try await accounts.signIn("meera", good, from: "test")
        }
    }

    @Test func whetherThereIsASecondFactorIsSaid() async throws {
        try await withMeera { company, meera in
            let accounts = company.services.accounts
            #expect(try await !accounts.hasSecondFactor(meera))
            let new = try await accounts.newSecondFactor(for: meera)
            let secret = try #require(TimedCode(base32: new.secret))
            _ = try await accounts.confirmSecondFactor(
                new, code: secret.code(atStep: company.clock.now.seconds / 30), password: good, of: meera)
            #expect(try await accounts.hasSecondFactor(meera))
            // The screen asks for the password alone.
            _ = try await accounts.prove(meera, by: good)
        }
    }
}

private func withMeera(_ body: (TestCompany, SignedIn) async throws -> Void) async throws {
    try await withTestCompany { company in
        try await company.addAccount("meera", "admin")
        try await body(company, try await company.services.accounts.signIn("meera", good, from: "test"))
    }
}
