import Domain
import Foundation
import Glibc
import Storage
import Testing

@testable import Services

struct SessionTests {
    @Test func aSessionEndsWhereNothingIsDoneForAnHour() async throws {
        try await withSignedIn { company, signedIn in
            let accounts = company.services.accounts
            for _ in 0..<3 {
                company.clock.advance(3_599)
                _ = try await accounts.signedIn(by: signedIn.proof)
            }
            company.clock.advance(3_600)
            await #expect(throws: ServiceError.notSignedIn) { try await accounts.signedIn(by: signedIn.proof) }
        }
    }

    /// What the company says holds for sessions that have begun as well.
    @Test func theCompanySaysWhenSessionsEnd() async throws {
        try await withSignedIn { company, signedIn in
            let accounts = company.services.accounts
            var settings = try await company.services.company.settings()
            settings.sessions = SessionRules(idle: 900, life: 1_000)
            try await company.services.company.update(settings, by: signedIn.actor)
            company.clock.advance(899)
            _ = try await accounts.signedIn(by: signedIn.proof)
            company.clock.advance(100)
            _ = try await accounts.signedIn(by: signedIn.proof)
            company.clock.advance(1)
            await #expect(throws: ServiceError.notSignedIn) { try await accounts.signedIn(by: signedIn.proof) }
            let again = try await company.signIn("meera")
            company.clock.advance(900)
            await #expect(throws: ServiceError.notSignedIn) { try await accounts.signedIn(by: again.proof) }
        }
    }

    @Test(arguments: [(59, 43_200), (3_600, 3_599), (86_401, 90_000), (3_600, 2_592_001)] as [(Int64, Int64)])
    func aSessionIsNeitherEndlessNorOfNoUse(idle: Int64, life: Int64) async throws {
        try await withSignedIn { company, signedIn in
            var settings = try await company.services.company.settings()
            settings.sessions = SessionRules(idle: idle, life: life)
            await #expect(throws: ServiceError.self) {
                try await company.services.company.update(settings, by: signedIn.actor)
            }
        }
    }

    /// A screen that only looks whether it may go on is not used.
    @Test func lookingIsNoUse() async throws {
        try await withSignedIn { company, signedIn in
            let accounts = company.services.accounts
            for _ in 0..<35 {
                company.clock.advance(100)
                _ = try await accounts.signedIn(by: signedIn.proof, isUse: false)
            }
            company.clock.advance(100)
            await #expect(throws: ServiceError.notSignedIn) {
                try await accounts.signedIn(by: signedIn.proof, isUse: false)
            }
        }
    }

    /// An administrator was quicker.
    @Test func aPasswordIsNotChangedPastAReset() async throws {
        try await withSignedIn { company, meera in
            try await company.addAccount("ravi", "hr")
            let accounts = company.services.accounts
            let ravi = try await company.signIn("ravi")
            async let changed: Void = accounts.changePassword(ravi, from: better, to: Secret("three green kettles"))
            try await accounts.setPassword(of: "ravi", to: Secret("five old lanterns"), by: meera.actor)
            let isRefused: Bool
            do {
                try await changed
                isRefused = false
            } catch { isRefused = true }
            // Whichever came first, what the administrator set holds.
            #expect(
                try await accounts.signIn("ravi", Secret("five old lanterns"), from: "test").mustChange, "\(isRefused)")
        }
    }

    /// The name is another account's by now.
    @Test func aPasswordIsChangedOfTheAccountThatIsSignedIn() async throws {
        try await withSignedIn { company, meera in
            for name in ["ravi", "anil"] { try await company.addAccount(name, "hr") }
            let accounts = company.services.accounts
            let ravi = try await accounts.signIn("ravi", good, from: "test")
            try await accounts.update("ravi", to: AccountDraft(name: "ravi.rao", roles: ["hr"]), by: meera.actor)
            try await accounts.update("anil", to: AccountDraft(name: "ravi", roles: ["hr"]), by: meera.actor)
            try await accounts.changePassword(ravi, from: good, to: better)
            _ = try await accounts.signIn("ravi.rao", better, from: "test")
            _ = try await accounts.signIn("ravi", good, from: "test")
        }
    }

    @Test func aSessionEndsAfterTwelveHoursWhateverIsDone() async throws {
        try await withSignedIn { company, signedIn in
            let accounts = company.services.accounts
            for _ in 0..<23 {
                company.clock.advance(1_800)
                _ = try await accounts.signedIn(by: signedIn.proof)
            }
            company.clock.advance(1_800)
            await #expect(throws: ServiceError.notSignedIn) { try await accounts.signedIn(by: signedIn.proof) }
            // What is over is swept away with the next sign-in.
            _ = try await accounts.signIn("meera", good, from: "test")
            let sessions = try await company.database.read { try SessionStore($0).all(of: signedIn.session.account) }
            #expect(sessions.count == 1)
        }
    }

    @Test func whoHasSignedOutIsNotSignedIn() async throws {
        try await withSignedIn { company, signedIn in
            let accounts = company.services.accounts
            let others = [
                try await accounts.signIn("meera", good, from: "a"),
                try await accounts.signIn("meera", good, from: "b"),
            ]
            let first = try await accounts.signOut(signedIn.proof)
            let second = try await accounts.signOut(signedIn.proof)
            #expect(first && !second)
            await #expect(throws: ServiceError.notSignedIn) { try await accounts.signedIn(by: signedIn.proof) }
            #expect(try await accounts.signedIn(by: others[0].proof).actor.name == "meera")
            let ended = try await accounts.signOutEverywhere(others[0].actor)
            #expect(ended == 2)
            for other in others {
                await #expect(throws: ServiceError.notSignedIn) { try await accounts.signedIn(by: other.proof) }
            }
        }
    }

    @Test func anAdministratorEndsSomebodysSessions() async throws {
        try await withSignedIn { company, meera in
            try await company.addAccount("ravi", "hr")
            let accounts = company.services.accounts
            let ravi = try await accounts.signIn("ravi", good, from: "test")
            await #expect(throws: ServiceError.notAllowed(actor: "ravi", .changeAccounts)) {
                try await accounts.endSessions(of: "meera", by: ravi.actor)
            }
            let ended = try await accounts.endSessions(of: "ravi", by: meera.actor)
            let again = try await accounts.endSessions(of: "ravi", by: meera.actor)
            #expect(ended == 1 && again == 0)
            await #expect(throws: ServiceError.notSignedIn) { try await accounts.signedIn(by: ravi.proof) }
            #expect(try await accounts.signedIn(by: meera.proof).actor.name == "meera")
            let line = try #require(
                try await company.services.journal.page(limit: 1, by: company.actor).first)
            #expect(line.sentence == "Account ravi: signed out, everywhere" && line.actor == "meera")
        }
    }

    @Test func whatIsKeptOfASessionProvesNothing() async throws {
        try await withSignedIn { company, signedIn in
            let kept = try await company.database.read { db in
                try db.all("SELECT proof_hash FROM account_session") { $0.text(0) }
            }
            #expect(kept.count == 1 && kept[0].count == 64)
            #expect(signedIn.proof.reveal().count == 46)
            await #expect(throws: ServiceError.notSignedIn) {
                try await company.services.accounts.signedIn(by: Secret(kept[0]))
            }
        }
    }

    @Test func aChangedPasswordEndsAllOtherSessions() async throws {
        try await withSignedIn { company, signedIn in
            let accounts = company.services.accounts
            let other = try await accounts.signIn("meera", good, from: "elsewhere")
            let new = better
            await #expect(throws: ServiceError.wrongPassword) {
                try await accounts.changePassword(signedIn, from: new, to: new)
            }
            await expectRefusal("password", "old one") {
                try await accounts.changePassword(signedIn, from: good, to: good)
            }
            await expectRefusal("password", "at least 10") {
                try await accounts.changePassword(signedIn, from: good, to: Secret("short"))
            }
            try await accounts.changePassword(signedIn, from: good, to: new)
            _ = try await accounts.signedIn(by: signedIn.proof)
            await #expect(throws: ServiceError.notSignedIn) { try await accounts.signedIn(by: other.proof) }
            await #expect(throws: ServiceError.wrongPassword) { try await accounts.signIn("meera", good, from: "test") }
            _ = try await accounts.signIn("meera", new, from: "test")
        }
    }

    @Test func aPasswordThatSomebodyElseSetIsChangedFirst() async throws {
        try await withSignedIn { company, meera in
            let accounts = company.services.accounts
            try await company.addAccount("ravi", "hr")
            let first = try await accounts.signIn("ravi", good, from: "test")
            #expect(first.mustChange && !meera.mustChange)
            try await accounts.changePassword(first, from: good, to: better)
            #expect(try await !accounts.signedIn(by: first.proof).mustChange)
            try await accounts.setPassword(of: "ravi", to: Secret("three green kettles"), by: meera.actor)
            await #expect(throws: ServiceError.notSignedIn) { try await accounts.signedIn(by: first.proof) }
            #expect(try await accounts.signIn("ravi", Secret("three green kettles"), from: "test").mustChange)
        }
    }

    @Test func rolesHoldFromTheNextQuestionOn() async throws {
        try await withSignedIn { company, meera in
            let accounts = company.services.accounts
            try await company.addAccount("ravi", "admin")
            let ravi = try await company.signIn("ravi")
            try await accounts.update("ravi", to: AccountDraft(name: "ravi", roles: ["auditor"]), by: meera.actor)
            let now = try await accounts.signedIn(by: ravi.proof).actor
            #expect(now.grants.roles == [RoleGrant(.auditor)] && !now.isAdministrator)
            try await accounts.close("ravi", by: meera.actor)
            await #expect(throws: ServiceError.notSignedIn) { try await accounts.signedIn(by: ravi.proof) }
        }
    }

    @Test func onlyAnAdministratorActsInAnothersName() async throws {
        try await withSignedIn { company, meera in
            let (asAsha, asNobody) = (try meera.actor.acting(as: "Asha"), try meera.actor.acting(as: nil))
            #expect(asAsha.name == "meera" && asAsha.behalf == "Asha" && asNobody == meera.actor)
            let auditor = Actor(name: "ravi", grants: Grants([RoleGrant(.auditor)]))
            #expect(throws: ServiceError.actsForNobodyElse(actor: "ravi")) { try auditor.acting(as: "meera") }
            let asHimself = try auditor.acting(as: "Ravi")
            #expect(asHimself == auditor)
        }
    }

    @Test func theFileOfASessionIsItsUsersAlone() async throws {
        try await withSignedIn { company, meera in
            let folder = URL(fileURLWithPath: company.path + "-sessions")
            let file = try await SessionFile(company.services, folder: folder)
            #expect(file.read() == nil)
            try file.write(meera.proof)
            try file.write(meera.proof)
            #expect(file.read() == meera.proof)
            var kept = stat()
            #expect(stat(file.path, &kept) == 0 && kept.st_mode & 0o777 == 0o600)
            file.remove()
            #expect(file.read() == nil)
            let blocked = try await SessionFile(company.services, folder: URL(fileURLWithPath: "/dev/null/x"))
            let error = #expect(throws: SessionFileError.self) { try blocked.write(meera.proof) }
            #expect(error?.description.contains("cannot be kept in /dev/null/x/") == true)
        }
    }
}

private func withSignedIn(_ body: (TestCompany, SignedIn) async throws -> Void) async throws {
    try await withTestCompany { company in
        try await company.addAccount("meera", "admin")
        try await body(company, try await company.services.accounts.signIn("meera", good, from: "test"))
    }
}
