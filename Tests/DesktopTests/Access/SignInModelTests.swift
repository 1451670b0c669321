import Desktop
import Domain
import Services
import Storage
import Testing

@MainActor
struct SignInModelTests {
    @Test func whoKnowsThePasswordIsIn() async throws {
        try await Office.open { office in
            let services = office.session.services
            try await services.accounts.add(
                AccountDraft(name: "meera", roles: ["admin"]), password: Secret(Self.password), by: office.session.actor
            )
            let model = SignInModel(services, place: "test")
            var signedIn: [SignedIn] = []
            model.onSignedIn = { signedIn.append($0) }
            (model.name, model.password) = ("meera", "wrong")
            await model.go()
            #expect(model.problem == "Name or password is wrong." && signedIn.isEmpty && !model.isBusy)
            model.password = Self.password
            await model.go()
            #expect(model.problem == nil && signedIn.map(\.actor.name) == ["meera"])
            #expect(model.password.isEmpty)
            let session = Session(services: services, signedIn: signedIn[0])
            #expect(await session.holds(isUsed: true))
            try await services.accounts.signOut(signedIn[0].proof)
            #expect(await !session.holds(isUsed: true))
        }
    }

    @Test func whoseThePasswordIsNotChoosesOne() async throws {
        try await Office.open { office in
            let services = office.session.services
            let accounts = services.accounts
            try await accounts.add(
                AccountDraft(name: "meera", roles: ["admin"]), password: Secret(Self.password), by: office.session.actor
            )
            let meera = try await accounts.signIn("meera", Secret(Self.password), from: "test").actor
            try await accounts.add(
                AccountDraft(name: "ravi", roles: ["hr"]), password: Secret(Self.password), by: meera)
            let model = SignInModel(services, place: "test")
            var signedIn: SignedIn?
            model.onSignedIn = { signedIn = $0 }
            (model.name, model.password) = ("ravi", Self.password)
            await model.go()
            #expect(model.step == .newPassword && signedIn == nil)
            (model.newPassword, model.newPasswordAgain) = ("seven rusty anchors", "seven rusty anchor")
            await model.go()
            #expect(model.problem == "The new password was not typed twice the same." && signedIn == nil)
            (model.newPassword, model.newPasswordAgain) = (Self.password, Self.password)
            await model.go()
            #expect(model.problem?.contains("is the old one") == true && signedIn == nil)
            (model.newPassword, model.newPasswordAgain) = ("seven rusty anchors", "seven rusty anchors")
            await model.go()
            #expect(model.problem == nil && signedIn?.actor.name == "ravi")
            #expect(signedIn?.actor.grants.holdsForEveryone(.changePeople) == true)
        }
    }

    /// As whoever sits at the screen before there are accounts.
    @Test func theFirstAccountEndsThatEverybodyIsAdministrator() async throws {
        try await Office.open { office in
            #expect(office.session.actor.isAdministrator)
            #expect(await office.session.holds(isUsed: true))
            try await office.session.services.accounts.add(
                AccountDraft(name: "meera", roles: ["admin"]), password: Secret(Self.password), by: office.session.actor
            )
            #expect(await !office.session.holds(isUsed: true))
        }
    }

    private static let password = "nine blue wheelbarrows"
}
