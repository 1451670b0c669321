import Desktop
import Domain
import Services
import Storage
import Testing

@MainActor
struct LockModelTests {
    @Test func thePasswordOpensTheScreenAndNothingElseDoes() async throws {
        try await withMeera { session in
            let model = LockModel(session)
            var opened = 0
            model.onUnlocked = { opened += 1 }
            model.password = "wrong password"
            await model.unlock()
            #expect(opened == 0 && model.problem == "The password is wrong." && model.password.isEmpty)
            model.password = Self.password
            await model.unlock()
            #expect(opened == 1 && model.problem == nil && !model.isBusy)
            #expect(model.name == "meera" && model.role == "Administrator")
        }
    }

    @Test func manyWrongPasswordsCloseItForATime() async throws {
        try await withMeera { session in
            let model = LockModel(session)
            var isOpened = false
            model.onUnlocked = { isOpened = true }
            for _ in 0..<5 {
                model.password = "wrong password"
                await model.unlock()
            }
            model.password = Self.password
            await model.unlock()
            #expect(!isOpened && model.problem?.contains("Too many wrong passwords") == true)
        }
    }

    @Test func aSessionThatIsOverIsSaid() async throws {
        try await withMeera { session in
            let model = LockModel(session)
            var (isOpened, isOver) = (false, false)
            (model.onUnlocked, model.onOver) = ({ isOpened = true }, { isOver = true })
            if let signedIn = session.signedIn { try await session.services.accounts.signOut(signedIn.proof) }
            model.password = Self.password
            await model.unlock()
            #expect(isOver && !isOpened)
        }
    }

    @Test func theScreenIsLockedAfterTheMinutesThatWereChosen() {
        let start = ContinuousClock.now
        var watch = IdleWatch(minutes: 15, now: start)
        #expect(!watch.isLeft(at: start + .seconds(899)))
        #expect(watch.isLeft(at: start + .seconds(900)))
        watch.input(at: start + .seconds(800))
        #expect(!watch.isLeft(at: start + .seconds(1699)))
        watch.minutes = 5
        #expect(watch.isLeft(at: start + .seconds(1100)))
        watch.minutes = 0
        #expect(!watch.isLeft(at: start + .seconds(90_000)))
        #expect(IdleWatch.choices.map(IdleWatch.words).first == "After 5 minutes")
        #expect(IdleWatch.words(for: 0) == "Never")
    }

    static let password = "nine blue wheelbarrows"
}

/// Signed in as the administrator of an office.
@MainActor
func withMeera(_ body: (Session) async throws -> Void) async throws {
    try await Office.open { office in
        let accounts = office.session.services.accounts
        let password = Secret(LockModelTests.password)
        try await accounts.add(
            AccountDraft(name: "meera", roles: ["admin"]), password: password, by: office.session.actor)
        let signedIn = try await accounts.signIn("meera", password, from: "test")
        try await body(Session(services: office.session.services, signedIn: signedIn))
    }
}
