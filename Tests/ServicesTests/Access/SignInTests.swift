import Domain
import Foundation
import Storage
import Testing

@testable import Services

struct SignInTests {
    @Test func whoSignsInIsWhoTheAccountSays() async throws {
        try await withTestCompany { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            try await company.addAccount("meera", "admin")
            let accounts = company.services.accounts
            try await accounts.add(
                AccountDraft(name: "asha", employee: "42", roles: ["manager"]), password: good,
                by: try await company.administrator())
            let first = try await accounts.signIn(" ASHA ", good, from: "test")
            // Somebody else knows this password.
            #expect(first.mustChange && first.actor.grants == .nothing)
            let signedIn = try await company.signIn("asha")
            #expect(signedIn.actor.name == "asha" && signedIn.actor.employee == asha.id)
            #expect(signedIn.actor.grants.roles == [RoleGrant(.manager), RoleGrant(.employee)])
            let again = try await accounts.signedIn(by: signedIn.proof)
            #expect(again == signedIn)
            let other = try await accounts.signIn("asha", better, from: "test")
            #expect(other.proof != signedIn.proof)
        }
    }

    @Test func whatIsWrongIsNotSaid() async throws {
        try await withTestCompany { company in
            try await company.addAccount("meera", "admin")
            let accounts = company.services.accounts
            for (name, password) in [
                ("meera", "nine blue wheelbarrow"), ("nobody", "nine blue wheelbarrows"), ("", ""),
            ] {
                await #expect(throws: ServiceError.wrongPassword) {
                    try await accounts.signIn(name, Secret(password), from: "test")
                }
            }
            for proof in ["", "es_", "es_" + String(repeating: "A", count: 43), "' OR 1=1 --"] {
                await #expect(throws: ServiceError.notSignedIn) { try await accounts.signedIn(by: Secret(proof)) }
            }
        }
    }

    /// So that a name nobody has takes as long as a wrong password.
    @Test func nobodysPasswordCostsWhatOthersCost() async throws {
        #expect(!PasswordWork.nobodys.isOutdated())
        #expect(try PasswordWork.nobodys.matches(Secret("nobody")))
        #expect(try await !PasswordWork().isRight(Secret("nobody"), for: nil))
        #expect(try await PasswordWork().isRight(Secret("nobody"), for: PasswordWork.nobodys))
    }

    @Test func manyWrongPasswordsCloseTheNameForLongerAndLonger() async throws {
        try await withTestCompany { company in
            try await company.addAccount("meera", "admin")
            let accounts = company.services.accounts
            for name in ["meera", "nobody"] {
                for _ in 0..<5 { try await company.failToSignIn(name) }
                for wait in [30, 60, 120] {
                    // Also who knows it waits; nothing is looked at, so nothing is counted.
                    for _ in 0..<3 {
                        await #expect(throws: ServiceError.signInClosed(seconds: Int64(wait))) {
                            try await accounts.signIn(name, good, from: "test")
                        }
                    }
                    company.clock.advance(Int64(wait))
                    try await company.failToSignIn(name)
                }
            }
            company.clock.advance(240)
            _ = try await accounts.signIn("meera", good, from: "test")
            for _ in 0..<4 { try await company.failToSignIn("meera") }
            _ = try await accounts.signIn("meera", good, from: "test")
            let lines = try await company.services.journal.page(limit: 20, by: company.actor).map(\.sentence)
            #expect(lines.filter { $0.contains("too many wrong passwords") }.count == 4)
            #expect(lines.contains("Account meera: closed for 30 s after too many wrong passwords, from test"))
            #expect(!lines.contains { $0.contains("nobody") })
        }
    }

    @Test func manyNamesFromOneAddressCloseTheAddress() async throws {
        try await withTestCompany { company in
            try await company.addAccount("meera", "admin")
            let accounts = company.services.accounts
            let failures = (0..<20).map { "nobody\($0)" }
            for (index, name) in failures.enumerated() {
                if index == 10 { _ = try await accounts.signIn("meera", good, from: "test", address: "10.0.0.9") }
                await #expect(throws: ServiceError.wrongPassword) {
                    try await accounts.signIn(name, Secret("wrong"), from: "test", address: "10.0.0.9")
                }
            }
            await #expect(throws: ServiceError.signInClosed(seconds: 30)) {
                try await accounts.signIn("meera", good, from: "test", address: "10.0.0.9")
            }
            _ = try await accounts.signIn("meera", good, from: "test", address: "10.0.0.10")
            _ = try await accounts.signIn("meera", good, from: "test")
        }
    }

    /// Anybody can give wrong passwords for anybody.
    @Test func wrongPasswordsFromElsewhereKeepNobodyOutForLong() async throws {
        try await withTestCompany { company in
            try await company.addAccount("meera", "admin")
            let accounts = company.services.accounts
            for index in 0..<19 {
                await #expect(throws: ServiceError.wrongPassword) {
                    try await accounts.signIn("meera", Secret("wrong"), from: "test", address: "10.0.1.\(index)")
                }
            }
            _ = try await accounts.signIn("meera", good, from: "test", address: "10.0.0.9")
            for index in 0..<30 {
                _ = try? await accounts.signIn("meera", Secret("wrong"), from: "test", address: "10.0.2.\(index)")
                company.clock.advance(300)
            }
            _ = try? await accounts.signIn("meera", Secret("wrong"), from: "test", address: "10.0.3.1")
            await #expect(throws: ServiceError.signInClosed(seconds: 300)) {
                try await accounts.signIn("meera", good, from: "test", address: "10.0.0.9")
            }
            company.clock.advance(300)
            _ = try await accounts.signIn("meera", good, from: "test", address: "10.0.0.9")
        }
    }

    /// A thousand tries at once are not all the first.
    @Test func triesAtTheSameMomentCountTogether() async throws {
        try await withTestCompany { company in
            try await company.addAccount("meera", "admin")
            let accounts = company.services.accounts
            let outcomes = await withTaskGroup(of: ServiceError?.self) { group in
                for index in 0..<40 {
                    group.addTask {
                        do {
                            _ = try await accounts.signIn("meera", Secret("guess number \(index)"), from: "test")
                            return nil
                        } catch { return error as? ServiceError }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.filter { $0 == .wrongPassword }.count == 5)
            #expect(outcomes.filter { $0 == .signInClosed(seconds: 30) }.count == 35)
        }
    }

    @Test func aPasswordIsKeptAtWhatItCostsNow() async throws {
        try await withTestCompany { company in
            let meera = try await company.addAccount("meera", "admin")
            let accounts = company.services.accounts
            let cheap = try PasswordHash(of: good, cost: PasswordCost(passes: 1, memory: 8 << 20))
            try await company.database.write { try AccountStore($0).strengthen(cheap, of: meera.id) }
            _ = try await accounts.signIn("meera", good, from: "test")
            let kept = try await company.database.read { try AccountStore($0).password(of: meera.id) }
            #expect(kept?.text.hasPrefix("$argon2id$v=19$m=65536,t=4,p=1$") == true)
            _ = try await accounts.signIn("meera", good, from: "test")
            let same = try await company.database.read { try AccountStore($0).password(of: meera.id) }
            #expect(same == kept)
        }
    }
}

extension TestCompany {
    func failToSignIn(_ name: String) async throws {
        await #expect(throws: ServiceError.wrongPassword) {
            try await services.accounts.signIn(name, Secret("wrong"), from: "test")
        }
    }

}
