import Domain
import Storage
import Testing

@testable import Services

struct AccountServiceTests {
    @Test func theFirstAccountIsAnAdministrators() async throws {
        try await withTestCompany { company in
            let accounts = company.services.accounts
            #expect(try await accounts.isOpenToAll())
            for roles in [[], ["hr"], ["manager:team"]] {
                await expectRefusal("roles", "The first account is an administrator’s") {
                    try await accounts.add(
                        AccountDraft(name: "meera", roles: roles), password: good, by: company.actor)
                }
            }
            let meera = try await accounts.add(
                AccountDraft(name: " Meera ", roles: ["admin"]), password: good, by: company.actor)
            #expect(meera.name == "Meera" && !meera.mustChange)
            let isOpen = try await accounts.isOpenToAll()
            #expect(!isOpen)
        }
    }

    @Test func eachFieldThatIsWrongIsNamed() async throws {
        try await withTestCompany { company in
            let accounts = company.services.accounts
            try await company.addAccount("meera", "admin")
            let meera = try await company.administrator()
            let draft = AccountDraft(
                name: "", employee: "99",
                roles: ["chief", "manager:shift=G", "auditor:department=Stores", "employee:team"])
            let error = await #expect(throws: ServiceError.self) {
                try await accounts.add(draft, password: good, by: meera)
            }
            guard case .invalid(let problems) = error else { throw error ?? ServiceError.notSignedIn }
            #expect(problems.map(\.field) == ["name", "employee", "roles", "roles", "roles", "roles"])
            #expect(problems[2].sentence.contains("admin, hr, manager, employee, auditor"))
            #expect(problems[4].sentence == "Auditor cannot be given over the department Stores.")
            await expectRefusal("password", "at least 10") {
                try await accounts.add(AccountDraft(name: "ravi"), password: Secret("short"), by: meera)
            }
            await expectRefusal("name", "There is an account meera already.") {
                try await accounts.add(AccountDraft(name: "MEERA"), password: good, by: meera)
            }
        }
    }

    @Test func aPersonHasOneAccount() async throws {
        try await withTestCompany { company in
            try await company.addShift()
            _ = try await company.add("42", "Asha")
            try await company.addAccount("meera", "admin")
            let meera = try await company.administrator()
            let accounts = company.services.accounts
            try await accounts.add(AccountDraft(name: "asha", employee: "42"), password: good, by: meera)
            await expectRefusal("employee", "Asha has the account asha already.") {
                try await accounts.update(
                    "meera", to: AccountDraft(name: "meera", employee: "42", roles: ["admin"]), by: meera)
            }
            // Who keeps what they have is in nobody's way.
            let same = try await accounts.update(
                "ASHA", to: AccountDraft(name: "asha", employee: "42", roles: ["manager"]), by: meera)
            #expect(same.roles == [RoleGrant(.manager)])
        }
    }

    @Test func somebodyStaysAdministrator() async throws {
        try await withTestCompany { company in
            let accounts = company.services.accounts
            try await company.addAccount("meera", "admin")
            let meera = try await company.administrator()
            try await company.addAccount("ravi", "hr:location=Pune")
            let ravi = try await company.signIn("ravi")
            await expectRefusal("roles", "Nobody would be an administrator") {
                try await accounts.update("meera", to: AccountDraft(name: "meera", roles: ["hr"]), by: meera)
            }
            await expectRefusal("roles", "Nobody would be an administrator") {
                try await accounts.close("meera", by: meera)
            }
            _ = try await accounts.signIn("meera", good, from: "test")
            try await accounts.update("ravi", to: AccountDraft(name: "ravi", roles: ["admin"]), by: meera)
            let administrator = try await accounts.signedIn(by: ravi.proof).actor
            let closed = try await accounts.close("meera", by: administrator)
            // What she still has open may nothing any more.
            await #expect(throws: ServiceError.notAllowed(actor: "meera", .changeAccounts)) {
                try await accounts.reopen("meera", by: meera)
            }
            #expect(closed.closedAt == company.clock.now)
            await #expect(throws: ServiceError.wrongPassword) { try await accounts.signIn("meera", good, from: "test") }
            try await accounts.reopen("meera", by: administrator)
            _ = try await accounts.signIn("meera", good, from: "test")
        }
    }

    @Test func onlyWhoMayChangesAccounts() async throws {
        try await withTestCompany { company in
            try await company.addAccount("meera", "admin")
            let accounts = company.services.accounts
            for role in [Role.humanResources, .manager, .employee, .auditor] {
                let actor = Actor(name: "ravi", grants: Grants([RoleGrant(role)]))
                await #expect(throws: ServiceError.notAllowed(actor: "ravi", .changeAccounts)) {
                    try await accounts.add(AccountDraft(name: "mine", roles: ["admin"]), password: good, by: actor)
                }
                await #expect(throws: ServiceError.notAllowed(actor: "ravi", .changeAccounts)) {
                    try await accounts.setPassword(of: "meera", to: good, by: actor)
                }
                await #expect(throws: ServiceError.notAllowed(actor: "ravi", .changeAccounts)) {
                    try await accounts.unlock("meera", by: actor)
                }
                let listed = try? await accounts.list(by: actor).map(\.account.name)
                #expect(listed == (role == .auditor ? ["meera"] : nil))
            }
        }
    }

    /// Whoever began to add one before there was any.
    @Test func withTheFirstAccountNobodyElseIsAdministrator() async throws {
        try await withTestCompany { company in
            try await company.addAccount("meera", "admin")
            await #expect(throws: ServiceError.notAllowed(actor: "Meera", .changeAccounts)) {
                try await company.services.accounts.add(
                    AccountDraft(name: "evil", roles: ["admin"]), password: good, by: company.actor)
            }
        }
    }

    @Test func anAdministratorIsRescuedByWhoHasTheDatabase() async throws {
        try await withTestCompany { company in
            try await company.addAccount("meera", "admin")
            try await company.addAccount("ravi", "hr")
            let accounts = company.services.accounts
            let meera = try await company.signIn("meera")
            for _ in 0..<5 { try await company.failToSignIn("meera") }
            await #expect(throws: ServiceError.unknownAccount("nobody")) {
                try await accounts.rescue("nobody", to: better, from: "pc7")
            }
            await #expect(throws: ServiceError.notAdministrator("ravi")) {
                try await accounts.rescue("ravi", to: better, from: "pc7")
            }
            try await accounts.rescue("Meera", to: better, from: "pc7")
            await #expect(throws: ServiceError.notSignedIn) { try await accounts.signedIn(by: meera.proof) }
            #expect(try await accounts.signIn("meera", better, from: "test").mustChange)
            let lines = try await company.services.journal.page(limit: 5, by: company.actor)
            let line = try #require(lines.first { $0.change.contains("rescued") })
            #expect(line.sentence == "Account meera: rescued from pc7, past all accounts")
            #expect(line.actor == systemUserName())
        }
    }

    @Test func onesOwnPasswordTakesThePresentOne() async throws {
        try await withTestCompany { company in
            try await company.addAccount("meera", "admin")
            let meera = try await company.signIn("meera").actor
            await #expect(throws: ServiceError.ownAccount) {
                try await company.services.accounts.setPassword(of: "MEERA", to: better, by: meera)
            }
            await #expect(throws: ServiceError.ownAccount) {
                try await company.services.accounts.removeSecondFactor(of: "meera", by: meera)
            }
        }
    }

    @Test func theJournalSaysWhatBecameOfAnAccountAndNeverAPassword() async throws {
        try await withTestCompany { company in
            try await company.addShift()
            _ = try await company.add("42", "Asha")
            let accounts = company.services.accounts
            try await company.addAccount("meera", "admin")
            let meera = try await company.administrator()
            let draft = AccountDraft(name: "asha", employee: "42", roles: ["manager:department=Stores"])
            try await accounts.add(draft, password: good, by: meera)
            try await accounts.close("asha", by: meera)
            try await accounts.setPassword(of: "asha", to: Secret("wheelbarrow-41"), by: meera)
            let lines = try await company.services.journal.page(limit: 3, by: company.actor)
            #expect(
                lines.map(\.sentence) == [
                    "Account asha: password set", "Account asha: closed no → yes",
                    "Account asha: added (closed no, employee Asha (42), roles Manager: department Stores)",
                ])
            let all = try await company.database.read { try JournalStore($0).page(limit: 100) }
            #expect(!all.contains { "\($0.before ?? "")\($0.after ?? "")".contains("argon2") })
            let broken = try await company.database.read { try JournalStore($0).verify() }
            #expect(broken == nil)
        }
    }
}

let good = Secret("nine blue wheelbarrows")
let better = Secret("seven rusty anchors")

/// What is refused names the field, and says why.
func expectRefusal<T>(
    _ field: String, _ words: String, at place: SourceLocation = #_sourceLocation, _ body: () async throws -> T
) async {
    let error = await #expect(throws: ServiceError.self, sourceLocation: place) { _ = try await body() }
    guard case .invalid(let problems) = error else {
        Issue.record("\(String(describing: error))", sourceLocation: place)
        return
    }
    #expect(problems.contains { $0.field == field && $0.sentence.contains(words) }, sourceLocation: place)
}

extension TestCompany {
    @discardableResult
    func addAccount(_ name: String, _ roles: String..., password: Secret = good) async throws -> Account {
        try await services.accounts.add(
            AccountDraft(name: name, roles: roles), password: password, by: try await administrator())
    }

    /// Whoever administers; before there are accounts, whoever sits here.
    func administrator() async throws -> Actor {
        let account = try await database.read { db in
            try AccountStore(db).all().first { $0.isAdministrator && $0.closedAt == nil && !$0.mustChange }
        }
        return account.map { Actor($0) } ?? actor
    }

    /// With a password of one's own, as everybody who may do anything.
    func signIn(_ name: String) async throws -> SignedIn {
        let accounts = services.accounts
        let first = try await accounts.signIn(name, good, from: "test")
        guard first.mustChange else { return first }
        try await accounts.changePassword(first, from: good, to: better)
        return try await accounts.signedIn(by: first.proof)
    }
}

func withTestCompany(_ body: (TestCompany) async throws -> Void) async throws {
    try await TestCompany.open(now: "2026-11-30 09:00:00", body)
}
