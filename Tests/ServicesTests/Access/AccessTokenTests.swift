import Domain
import Storage
import Testing

@testable import Services

struct AccessTokenTests {
    @Test func aTokenMayDoWhatItWasGiven() async throws {
        try await withMeera { company, meera in
            let accounts = company.services.accounts
            let new = try await accounts.addToken("payroll", permissions: [.readPeople], days: 30, by: meera)
            #expect(new.proof.reveal().hasPrefix("et_"))
            let actor = try await accounts.actor(byToken: new.proof)
            #expect(actor.name == "meera (payroll)")
            _ = try await company.services.employees.list(by: actor)
            await #expect(throws: ServiceError.notAllowed(actor: "meera (payroll)", .readJournal)) {
                try await company.services.journal.page(limit: 1, by: actor)
            }
            #expect(!actor.isAdministrator)
            // A token makes no other tokens: they would outlive it.
            await #expect(throws: ServiceError.tokensAreForPeople) {
                try await accounts.addToken("more", permissions: [.readPeople], days: 30, by: actor)
            }
        }
    }

    @Test func nobodyGivesATokenWhatTheyHaveNot() async throws {
        try await withMeera { company, meera in
            let accounts = company.services.accounts
            try await company.addAccount("anil", "auditor")
            let anil = try await company.signIn("anil").actor
            await expectRefusal("permissions", "You do not have changePeople, lockPeriods yourself") {
                try await accounts.addToken(
                    "mine", permissions: [.readPeople, .changePeople, .lockPeriods], days: 30, by: anil)
            }
            await expectRefusal("permissions", "Name at least one") {
                try await accounts.addToken("mine", permissions: [], days: 30, by: anil)
            }
            await expectRefusal("permissions", "No token has changeAccounts") {
                try await accounts.addToken("mine", permissions: [.changeAccounts], days: 30, by: meera)
            }
            let all = try await accounts.addToken("mine", permissions: [.readPeople], days: 1, by: anil)
            await expectRefusal("name", "what the token is for") {
                try await accounts.addToken(" ", permissions: [.readPeople], days: 1, by: anil)
            }
            for days in [0, -1, 367] {
                await expectRefusal("days", "1 to 366") {
                    try await accounts.addToken("mine", permissions: [.readPeople], days: days, by: anil)
                }
            }
            // What the account loses, its tokens lose.
            try await accounts.update("anil", to: AccountDraft(name: "anil", roles: ["employee"]), by: meera)
            let actor = try await accounts.actor(byToken: all.proof)
            #expect(!actor.grants.holdsForEveryone(.readPeople))
        }
    }

    @Test func aTokenEnds() async throws {
        try await withMeera { company, meera in
            let accounts = company.services.accounts
            let short = try await accounts.addToken("short", permissions: [.readPeople], days: 1, by: meera)
            let revoked = try await accounts.addToken("revoked", permissions: [.readPeople], days: 30, by: meera)
            _ = try await accounts.actor(byToken: revoked.proof)
            _ = try await accounts.revokeToken(revoked.token.id, by: meera)
            await #expect(throws: ServiceError.wrongToken) { try await accounts.actor(byToken: revoked.proof) }
            company.clock.advance(86_399)
            _ = try await accounts.actor(byToken: short.proof)
            company.clock.advance(1)
            await #expect(throws: ServiceError.wrongToken) { try await accounts.actor(byToken: short.proof) }
            let live = try await accounts.tokens(by: meera).map(\.isLive)
            #expect(live == [false, false])
            for wrong in ["", "et_", "et_" + String(repeating: "A", count: 43), "' OR 1=1 --"] {
                await #expect(throws: ServiceError.wrongToken) { try await accounts.actor(byToken: Secret(wrong)) }
            }
        }
    }

    @Test func othersTokensAreNobodysBusiness() async throws {
        try await withMeera { company, meera in
            let accounts = company.services.accounts
            for (name, role) in [("asha", "hr"), ("ravi", "hr")] { try await company.addAccount(name, role) }
            let (asha, ravi) = (
                try await company.signIn("asha").actor, try await company.signIn("ravi").actor
            )
            let token = try await accounts.addToken("asha's", permissions: [.readPeople], days: 9, by: asha)
            let seen = (
                try await accounts.tokens(by: asha).count, try await accounts.tokens(by: ravi).count,
                try await accounts.tokens(by: meera).count
            )
            #expect(seen == (1, 0, 1))
            await #expect(throws: ServiceError.unknownToken(token.token.id.rawValue)) {
                try await accounts.revokeToken(token.token.id, by: ravi)
            }
            _ = try await accounts.actor(byToken: token.proof)
            try await accounts.close("asha", by: meera)
            await #expect(throws: ServiceError.wrongToken) { try await accounts.actor(byToken: token.proof) }
            _ = try await accounts.revokeToken(token.token.id, by: meera)
            let sentences = try await company.services.journal.page(limit: 5, by: meera).map(\.sentence)
            #expect(sentences.filter { $0 == "Token “asha's”: revoked" }.count == 1)
        }
    }

    @Test func aResetEndsTokens() async throws {
        try await withMeera { company, meera in
            let accounts = company.services.accounts
            try await company.addAccount("ravi", "hr")
            let ravi = try await company.signIn("ravi").actor
            let token = try await accounts.addToken("his", permissions: [.readPeople], days: 9, by: ravi)
            try await accounts.setPassword(of: "ravi", to: good, by: meera)
            await #expect(throws: ServiceError.wrongToken) { try await accounts.actor(byToken: token.proof) }
        }
    }

    @Test func whatIsKeptOfATokenProvesNothing() async throws {
        try await withMeera { company, meera in
            let new = try await company.services.accounts.addToken(
                "payroll", permissions: [.readPeople], days: 30, by: meera)
            let kept = try await company.database.read { db in
                try db.all("SELECT proof_hash FROM access_token") { $0.text(0) }
            }
            #expect(kept[0] != new.proof.reveal())
            await #expect(throws: ServiceError.wrongToken) {
                try await company.services.accounts.actor(byToken: Secret(kept[0]))
            }
            let journal = try await company.database.read { try JournalStore($0).page(limit: 100) }
            #expect(
                !journal.contains {
                    "\($0.after ?? "")".contains(new.proof.reveal()) || "\($0.after ?? "")".contains(kept[0])
                })
        }
    }
}

private func withMeera(_ body: (TestCompany, Actor) async throws -> Void) async throws {
    try await withTestCompany { company in
        try await company.addAccount("meera", "admin")
        try await body(company, try await company.services.accounts.signIn("meera", good, from: "test").actor)
    }
}
