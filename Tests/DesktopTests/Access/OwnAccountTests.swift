import Desktop
import Services
import Storage
import Testing

/// What people change of their own account.
@MainActor
struct OwnAccountTests {
    @Test func onesOwnPasswordIsChanged() async throws {
        try await withMeera { session in
            let form = try await session.passwordForm()
            (form.draft.old, form.draft.password, form.draft.again) = ("wrong", "seven rusty anchors", "seven rusty")
            #expect(await form.save() == nil)
            #expect(form.problems[.again] == "The new password was not typed twice the same.")
            form.draft.again = "seven rusty anchors"
            #expect(await form.save() == nil)
            #expect(form.problems == [.old: "This is not your present password."])
            form.draft.old = LockModelTests.password
            #expect(await form.save() != nil)
            let accounts = session.services.accounts
            _ = try await accounts.signIn("meera", Secret("seven rusty anchors"), from: "test")
            #expect(await session.holds(isUsed: true))
        }
    }

    @Test func aPasswordThatIsTooEasyIsSaidBesideItsField() async throws {
        try await withMeera { session in
            let form = try await session.passwordForm()
            form.draft.password = "password123"
            form.leave(.password)
            #expect(form.problems[.password]?.contains("tried first") == true)
            form.draft.password = "three green kettles"
            form.typed(.password)
            #expect(form.problems[.password] == nil)
        }
    }

    @Test func aSecondFactorIsProvedBeforeItHolds() async throws {
        try await withMeera { session in
            let model = try #require(SecondFactorModel(session))
            await model.load()
            guard case .add(let new) = model.state else {
                Issue.record("\(model.state)")
                return
            }
            #expect(new.address.hasPrefix("otpauth://totp/") && new.address.contains("secret=\(new.secret)"))
            #expect(new.readableSecret.filter { $0 != " " } == new.secret)
            #expect(new.readableSecret.split(separator: " ").allSatisfy { $0.count <= 4 })
            (model.code, model.password) = ("000000", LockModelTests.password)
            await model.go()
            #expect(model.problem != nil && model.state == .add(new))
            model.password = "wrong password"
            await model.go()
            #expect(model.problem?.text == "This is not your password.")
            #expect(try await !session.services.accounts.hasSecondFactor(signedIn(session)))
        }
    }

    @Test func whileThereAreNoAccountsThereIsNoSecondFactor() async throws {
        try await Office.open { office in
            #expect(SecondFactorModel(office.session) == nil)
            await #expect(throws: ServiceError.notSignedIn) { try await office.session.passwordForm() }
        }
    }

    private func signedIn(_ session: Session) throws -> SignedIn { try #require(session.signedIn) }
}
