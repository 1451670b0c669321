package import Services
import Storage

/// Codes of a telephone beside one's own password: added, shown once, or given up.
package final class SecondFactorModel {
    package enum State: Hashable {
        case loading
        /// What the telephone is to learn.
        case add(NewSecondFactor)
        /// It holds from now on; for the day on which the telephone is lost.
        case codes([String])
        /// There is one.
        case remove
    }

    package var code = ""
    package var password = ""
    package private(set) var state = State.loading
    package private(set) var problem: Problem?
    package private(set) var isBusy = false
    package var onChange: () -> Void = {}
    /// A password is enough again.
    package var onRemoved: () -> Void = {}

    private let accounts: AccountService
    private let signedIn: SignedIn

    /// Nil while there are no accounts.
    package init?(_ session: Session) {
        guard let signedIn = session.signedIn else { return nil }
        self.signedIn = signedIn
        accounts = session.services.accounts
    }

    /// Something was typed that would be lost; the codes are not shown again either.
    package var isTouched: Bool { !code.isEmpty || !password.isEmpty }

    package func load() async {
        await work("This could not be read", "Nothing was changed.") {
            state =
                try await accounts.hasSecondFactor(signedIn) ? .remove : .add(accounts.newSecondFactor(for: signedIn))
        }
    }

    /// What the button does.
    package func go() async {
        switch state {
        case .add(let new): await confirm(new)
        case .remove: await remove()
        case .loading, .codes: return
        }
    }

    private func confirm(_ new: NewSecondFactor) async {
        await work("The second factor was not added", "Signing in is as before.") {
            let codes = try await accounts.confirmSecondFactor(
                new, code: code, password: Secret(password), of: signedIn)
            (code, password) = ("", "")
            state = .codes(codes)
        }
    }

    private func remove() async {
        await work("The second factor is still on", "") {
            try await accounts.removeSecondFactor(of: signedIn, password: Secret(password))
            password = ""
            onRemoved()
        }
    }

    private func work(_ heading: String, _ consequence: String, _ body: () async throws -> Void) async {
        guard !isBusy else { return }
        (isBusy, problem) = (true, nil)
        onChange()
        do {
            try await body()
        } catch ServiceError.wrongPassword {
            problem = Problem(heading: heading, text: "This is not your password.")
        } catch {
            problem = Problem(heading, error, consequence: consequence)
        }
        isBusy = false
        onChange()
    }
}

extension NewSecondFactor {
    /// In groups of four, as it is typed.
    package var readableSecret: String {
        let letters = Array(secret)
        return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }
            .joined(separator: " ")
    }
}
