import Domain
import Storage
import Testing

@testable import Services

struct SecondFactorTests {
    @Test func signingInTakesACodeAsWell() async throws {
        try await withSecondFactor { company, secret, _ in
            let accounts = company.services.accounts
            // That one is missing is said only to whoever knows the password.
            await #expect(throws: ServiceError.wrongPassword) {
                try await accounts.signIn("meera", Secret("wrong"), from: "test")
            }
            for _ in 0..<10 {
                await #expect(throws: ServiceError.codeNeeded) {
                    try await accounts.signIn("meera", good, from: "test")
                }
            }
            // The one that proved that the telephone has it is used up.
            let first = secret.code(atStep: company.clock.now.seconds / 30)
            await #expect(throws: ServiceError.wrongCode) {
                try await accounts.signIn("meera", good, code: first, from: "test")
            }
            company.clock.advance(60)
            let code = secret.code(atStep: company.clock.now.seconds / 30)
            await #expect(throws: ServiceError.wrongPassword) {
                try await accounts.signIn("meera", Secret("wrong"), code: code, from: "test")
            }
            _ = try await accounts.signIn("meera", good, code: code, from: "test")
            await #expect(throws: ServiceError.wrongCode) {
                try await accounts.signIn("meera", good, code: code, from: "test")
            }
        }
    }

    @Test func codesAreNotGuessed() async throws {
        try await withSecondFactor { company, _, _ in
            let accounts = company.services.accounts
            for code in ["000001", "000002", "000003", "000004", "zzzz-zzzz-zzzz-zzzz"] {
                await #expect(throws: ServiceError.wrongCode) {
                    try await accounts.signIn("meera", good, code: code, from: "test")
                }
            }
            await #expect(throws: ServiceError.signInClosed(seconds: 30)) {
                try await accounts.signIn("meera", good, code: "000005", from: "test")
            }
        }
    }

    @Test func eachRecoveryCodeIsTakenOnce() async throws {
        try await withSecondFactor { company, _, codes in
            let accounts = company.services.accounts
            #expect(Set(codes).count == 10 && codes.allSatisfy { $0.count == 19 })
            for code in codes {
                _ = try await accounts.signIn("meera", good, code: code.uppercased(), from: "test")
                await #expect(throws: ServiceError.wrongCode) {
                    try await accounts.signIn("meera", good, code: code, from: "test")
                }
            }
            let left = try await company.database.read { db in
                try SecondFactorStore(db).recoveryCodesLeft(of: ID(1))
            }
            #expect(left == 0)
        }
    }

    @Test func itIsTakenAwayByWhoKnowsThePasswordOrAnAdministrator() async throws {
        try await withSecondFactor { company, _, codes in
            let accounts = company.services.accounts
            let signedIn = try await accounts.signIn("meera", good, code: codes[0], from: "test")
            await #expect(throws: ServiceError.wrongPassword) {
                try await accounts.removeSecondFactor(of: signedIn, password: Secret("wrong"))
            }
            try await accounts.removeSecondFactor(of: signedIn, password: good)
            _ = try await accounts.signIn("meera", good, from: "test")
            await #expect(throws: ServiceError.noSecondFactor("meera")) {
                try await accounts.removeSecondFactor(of: signedIn, password: good)
            }
            let auditor = Actor(name: "ravi", grants: Grants([RoleGrant(.auditor)]))
            await #expect(throws: ServiceError.notAllowed(actor: "ravi", .changeAccounts)) {
                try await accounts.removeSecondFactor(of: "meera", by: auditor)
            }
            let sentences = try await company.services.journal.page(limit: 10, by: company.actor).map(\.sentence)
            #expect(sentences.contains("Account meera: second factor added"))
            #expect(sentences.contains("Account meera: second factor removed"))
        }
    }

    @Test func nobodyAddsATelephoneToAScreenThatIsOpen() async throws {
        try await withSecondFactor { company, _, codes in
            let accounts = company.services.accounts
            let signedIn = try await accounts.signIn("meera", good, code: codes[0], from: "test")
            let new = try await accounts.newSecondFactor(for: signedIn)
            let code = try #require(TimedCode(base32: new.secret)).code(atStep: company.clock.now.seconds / 30)
            await #expect(throws: ServiceError.wrongPassword) {
                try await accounts.confirmSecondFactor(new, code: code, password: better, of: signedIn)
            }
            await #expect(throws: ServiceError.hasSecondFactor) {
                try await accounts.confirmSecondFactor(new, code: code, password: good, of: signedIn)
            }
        }
    }

    /// The secret is sealed by the password.
    @Test func itGoesOnWithANewPasswordOfOnesOwnAndEndsWithAnothers() async throws {
        try await withSecondFactor { company, secret, codes in
            let accounts = company.services.accounts
            let meera = try await accounts.signIn("meera", good, code: codes[0], from: "test")
            try await accounts.changePassword(meera, from: good, to: better)
            company.clock.advance(60)
            let code = secret.code(atStep: company.clock.now.seconds / 30)
            await #expect(throws: ServiceError.codeNeeded) { try await accounts.signIn("meera", better, from: "test") }
            _ = try await accounts.signIn("meera", better, code: code, from: "test")
            try await accounts.rescue("meera", to: good, from: "pc7")
            #expect(try await accounts.signIn("meera", good, from: "test").mustChange)
        }
    }

    @Test func aCodeProvesThatTheTelephoneHasTheSecret() async throws {
        try await withTestCompany { company in
            try await company.addAccount("meera", "admin")
            let accounts = company.services.accounts
            let signedIn = try await accounts.signIn("meera", good, from: "test")
            let new = try await accounts.newSecondFactor(for: signedIn)
            await #expect(throws: ServiceError.wrongCode) {
                try await accounts.confirmSecondFactor(new, code: "12345", password: good, of: signedIn)
            }
            _ = try await accounts.signIn("meera", good, from: "test")
        }
    }

    @Test func whatIsKeptIsSealed() async throws {
        try await withSecondFactor { company, secret, codes in
            let kept = try await company.database.read { db in
                try db.all("SELECT second_factor FROM account") { $0.blob(0) }[0]
            }
            #expect(kept.count > 40 && !kept.contains(secret.secret))
            let hashes = try await company.database.read { db in
                try db.all("SELECT code_hash FROM account_recovery_code") { $0.text(0) }
            }
            #expect(hashes.count == 10 && !hashes.contains(where: codes.contains))
        }
    }
}

private func withSecondFactor(_ body: (TestCompany, TimedCode, [String]) async throws -> Void) async throws {
    try await withTestCompany { company in
        try await company.addAccount("meera", "admin")
        let accounts = company.services.accounts
        let signedIn = try await accounts.signIn("meera", good, from: "test")
        let new = try await accounts.newSecondFactor(for: signedIn)
        let secret = try #require(TimedCode(base32: new.secret))
        let code = secret.code(atStep: company.clock.now.seconds / 30)
        let codes = try await accounts.confirmSecondFactor(new, code: code, password: good, of: signedIn)
        try await body(company, secret, codes)
    }
}
