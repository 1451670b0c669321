import Desktop
import Domain
import Services
import Storage
import Testing

@MainActor
struct AccountsModelTests {
    static let password = "nine blue wheelbarrows"

    /// With Meera, the first administrator, signed in.
    private func administered(_ body: (Office, AccountsModel) async throws -> Void) async throws {
        try await Office.open { office in
            let accounts = office.session.services.accounts
            try await accounts.add(
                AccountDraft(name: "meera", roles: ["admin"]), password: Secret(Self.password), by: office.session.actor
            )
            let meera = try await accounts.signIn("meera", Secret(Self.password), from: "test")
            let model = AccountsModel(session: Session(services: office.session.services, signedIn: meera))
            await model.load()
            try await body(office, model)
        }
    }

    private func add(_ name: String, _ roles: [RoleGrant], employee: String = "", _ model: AccountsModel) async throws {
        let form = model.form()
        (form.draft.name, form.draft.roles, form.draft.employee) = (name, roles, employee)
        (form.draft.password, form.draft.again) = (Self.password, Self.password)
        _ = try #require(await form.save())
    }

    private func line(_ name: String, _ model: AccountsModel) throws -> AccountLine {
        try #require(model.all.first { $0.name == name })
    }

    @Test func theFirstAccountIsAnAdministratorsAndThenOneSignsIn() async throws {
        try await Office.open { office in
            let model = AccountsModel(session: office.session)
            await model.load()
            #expect(model.isLoaded && model.all.isEmpty && model.mayChange)
            var signsIn = 0
            model.onFirst = { signsIn += 1 }
            let form = model.form()
            #expect(form.draft.roles == [RoleGrant(.administrator)])
            form.draft.name = "meera"
            (form.draft.password, form.draft.again) = (Self.password, Self.password)
            let account = try #require(await form.save())
            #expect(!account.mustChange && signsIn == 0)
            model.stored(account)
            #expect(signsIn == 1)
        }
    }

    @Test func whatIsTypedIsJudgedFieldByField() async throws {
        try await administered { _, model in
            let form = model.form()
            #expect(await form.save() == nil)
            #expect(form.problems[.name] == "An account needs a name to sign in by.")
            #expect(form.problems[.roles] == "Add a role, or say whose account it is: it could do nothing else.")
            #expect(form.problems[.password]?.contains("at least 10 characters") == true)
            form.draft.name = "nine blue wheelbarrows"
            (form.draft.password, form.draft.again) = (Self.password, "nine blue")
            form.draft.roles = [RoleGrant(.humanResources), RoleGrant(.humanResources)]
            #expect(await form.save() == nil)
            #expect(form.problems[.password] == "A password is not the name of the person or of the company.")
            #expect(form.problems[.again] == "It was not typed twice the same.")
            #expect(form.problems[.roles] == "The same role is here twice; take one away.")
            form.draft.name = "MEERA"
            (form.draft.password, form.draft.again) = ("seven rusty anchors", "seven rusty anchors")
            form.draft.roles = [RoleGrant(.humanResources)]
            #expect(await form.save() == nil)
            #expect(form.problems[.name] == "There is an account meera already.")
        }
    }

    @Test func theListTellsWhoseItIsWhatItMayDoAndHowItIs() async throws {
        try await administered { office, model in
            try await office.add("42", "Asha", department: "Stores")
            try await model.loadPeople()
            #expect(model.departments == ["Stores"])
            try await add(
                "asha", [RoleGrant(.manager), RoleGrant(.humanResources, over: .department("Stores"))], employee: "42",
                model)
            try await add("ravi", [], employee: "", model, refusing: .roles)
            let asha = try line("asha", model)
            #expect(asha.person == "Asha (42)" && asha.lastSignIn == "Never" && asha.secondFactor == "No")
            #expect(asha.roles == "HR: department Stores, Manager: the own team")
            #expect(asha.state == .mustChange && asha.stateText == "Must choose a password")
            let meera = try line("meera", model)
            #expect(meera.state == .active && meera.stateText == "Active, signed in" && meera.roles == "Administrator")
            #expect(meera.lastSignIn != "Never")
            model.search = "stores ash"
            #expect(model.rows.map(\.name) == ["asha"] && model.countSentence == "1 of 2 accounts")
            model.search = "must choose"
            #expect(model.rows.map(\.name) == ["asha"])
        }
    }

    private func add(
        _ name: String, _ roles: [RoleGrant], employee: String, _ model: AccountsModel,
        refusing field: AccountFields.Field
    ) async throws {
        let form = model.form()
        (form.draft.name, form.draft.roles, form.draft.employee) = (name, roles, employee)
        (form.draft.password, form.draft.again) = (Self.password, Self.password)
        #expect(await form.save() == nil)
        #expect(Set(form.problems.keys) == [field])
    }

    @Test func rolesAreGivenAndTaken() async throws {
        try await administered { _, model in
            try await add("ravi", [RoleGrant(.auditor)], model)
            let form = model.form(for: try line("ravi", model))
            #expect(!form.isNew && form.draft.roles == [RoleGrant(.auditor)])
            form.draft.roles = [RoleGrant(.humanResources, over: .location("Pune"))]
            #expect(await form.save()?.roles == [RoleGrant(.humanResources, over: .location("Pune"))])
            #expect(try line("ravi", model).roles == "HR: location Pune")
        }
    }

    @Test func theLastAdministratorStays() async throws {
        try await administered { _, model in
            let meera = try line("meera", model)
            let sentence = "Nobody would be an administrator any more; make somebody else one first."
            guard case .failure(let problem) = await model.close(meera) else {
                Issue.record("closed")
                return
            }
            #expect(problem.heading == "meera stays open" && problem.text.hasPrefix(sentence))
            let form = model.form(for: meera)
            form.draft.roles = [RoleGrant(.humanResources)]
            #expect(await form.save() == nil)
            #expect(form.problems[.roles] == sentence)
            #expect(try line("meera", model).roles == "Administrator")
        }
    }

    @Test func anAccountIsClosedOpenedSignedOutAndItsPasswordReset() async throws {
        try await administered { office, model in
            let accounts = office.session.services.accounts
            try await add("ravi", [RoleGrant(.humanResources)], model)
            let ravi = try await accounts.signIn("ravi", Secret(Self.password), from: "test")
            await model.load()
            #expect(try line("ravi", model).entry.lastUsed != nil)
            #expect(
                await model.signOutEverywhere(try line("ravi", model)) == .success("ravi is signed out everywhere."))
            await #expect(throws: ServiceError.notSignedIn) { try await accounts.signedIn(by: ravi.proof) }
            #expect(try line("ravi", model).entry.lastUsed == nil)
            #expect(await model.close(try line("ravi", model)) == .success("The account ravi is closed."))
            let closed = try line("ravi", model)
            #expect(closed.isClosed && closed.stateText.hasPrefix("Closed since"))
            _ = await model.reopen(closed)
            #expect(try !line("ravi", model).isClosed)
            let form = model.passwordForm(for: closed)
            (form.draft.password, form.draft.again) = ("ravi", "ravi")
            #expect(await form.save() == nil)
            (form.draft.password, form.draft.again) = ("seven rusty anchors", "seven rusty anchors")
            #expect(await form.save() != nil)
            #expect(try await accounts.signIn("ravi", Secret("seven rusty anchors"), from: "test").mustChange)
        }
    }

    @Test func whoGaveWrongPasswordsIsSeenAndLetInAgain() async throws {
        try await administered { office, model in
            let accounts = office.session.services.accounts
            try await add("ravi", [RoleGrant(.humanResources)], model)
            for _ in 1...5 {
                _ = try? await accounts.signIn("ravi", Secret("wrong"), from: "test", address: "10.0.0.9")
            }
            await model.load()
            let locked = try line("ravi", model)
            guard case .locked = locked.state else {
                Issue.record("\(locked.stateText)")
                return
            }
            #expect(locked.stateText.hasPrefix("Locked until"))
            _ = await model.unlock(locked)
            #expect(try line("ravi", model).state == .mustChange)
        }
    }

    @Test func tokensAreMadeForOneselfAndRevoked() async throws {
        try await administered { _, model in
            #expect(!model.permissionsToGive.contains(.changeAccounts) && model.permissionsToGive.contains(.readPeople))
            model.choose(try line("meera", model).id)
            #expect(model.isOwn && model.chosenTokens.isEmpty)
            let form = model.tokenForm()
            #expect(await form.save() == nil)
            #expect(Set(form.problems.keys) == [.name, .permissions])
            (form.draft.name, form.draft.permissions) = ("nightly export", [.readPeople, .readAttendance])
            form.draft.days = "9999"
            #expect(await form.save() == nil && form.problems[.days]?.contains("1 to 366 days") == true)
            form.draft.days = "30"
            let new = try #require(await form.save())
            #expect(new.proof.reveal().hasPrefix("et_"))
            await model.load()
            let token = try #require(model.chosenTokens.first)
            #expect(token.name == "nightly export" && token.deeds == "See people; See attendance")
            #expect(token.times.hasSuffix("never used"))
            _ = await model.revoke(token)
            #expect(model.chosenTokens.isEmpty)
        }
    }

    @Test func whoMayOnlyLookIsOfferedNothing() async throws {
        try await administered { office, model in
            try await add("anil", [RoleGrant(.auditor)], model)
            let accounts = office.session.services.accounts
            let first = try await accounts.signIn("anil", Secret(Self.password), from: "test")
            try await accounts.changePassword(first, from: Secret(Self.password), to: Secret("seven rusty anchors"))
            let anil = try await accounts.signedIn(by: first.proof)
            let looking = AccountsModel(session: Session(services: office.session.services, signedIn: anil))
            await looking.load()
            #expect(looking.all.count == 2 && !looking.mayChange)
            let meera = try line("meera", looking)
            guard case .failure(let problem) = await looking.unlock(meera) else {
                Issue.record("an auditor unlocked")
                return
            }
            #expect(problem.text.contains("anil may not do this"))
        }
    }
}
