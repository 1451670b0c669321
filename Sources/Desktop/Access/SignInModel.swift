package import Services
import Storage

/// Somebody signing in: by name and password, a code where the account has a second factor, and a password of their own where
/// somebody else chose the present one.
package final class SignInModel {
    package enum Step: Equatable {
        case password, code, newPassword
    }

    package var name = ""
    package var password = ""
    package var code = ""
    package var newPassword = ""
    package var newPasswordAgain = ""
    package private(set) var step = Step.password
    package private(set) var isBusy = false
    /// Why it did not work, and what to do.
    package private(set) var problem: String?
    /// Whose the database is; empty: nobody has said.
    package private(set) var company = ""
    /// Why somebody has to sign in who was signed in.
    package let notice: String?
    package var onChange: () -> Void = {}
    package var onSignedIn: (SignedIn) -> Void = { _ in }

    private let services: Services
    private var accounts: AccountService { services.accounts }
    private let place: String
    private var signedIn: SignedIn?

    /// - Parameter place: from where, for the journal: `desktop on pc7`.
    package init(_ services: Services, place: String, notice: String? = nil) {
        self.services = services
        self.place = place
        self.notice = notice
    }

    /// Reads what the page shows beside its fields; without it, it is as good.
    package func load() async {
        guard let settings = try? await services.company.settings() else { return }
        company = settings.name
        onChange()
    }

    /// What the button does at this step.
    package func go() async {
        guard !isBusy else { return }
        (isBusy, problem) = (true, nil)
        onChange()
        do {
            if let signedIn { try await change(signedIn) } else { try await signIn() }
        } catch ServiceError.codeNeeded {
            step = .code
        } catch {
            problem = CommandWords.sentence(of: error)
        }
        isBusy = false
        onChange()
    }

    /// To name and password, for whoever is somebody else or has no telephone here.
    package func goBack() {
        guard step == .code, !isBusy else { return }
        (step, password, code, problem) = (.password, "", "", nil)
        onChange()
    }

    private func signIn() async throws {
        let typed = step == .code ? code : nil
        code = ""
        let done = try await accounts.signIn(name, Secret(password), code: typed, from: place)
        guard done.mustChange else { return end(done) }
        (signedIn, step) = (done, .newPassword)
    }

    private func change(_ signedIn: SignedIn) async throws {
        guard newPassword == newPasswordAgain else {
            problem = "The new password was not typed twice the same."
            return
        }
        try await accounts.changePassword(signedIn, from: Secret(password), to: Secret(newPassword))
        // Only now may they do anything.
        end(try await accounts.signedIn(by: signedIn.proof))
    }

    private func end(_ signedIn: SignedIn) {
        (password, newPassword, newPasswordAgain) = ("", "", "")
        onSignedIn(signedIn)
    }
}
