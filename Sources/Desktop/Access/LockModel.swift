import Services
import Storage

/// A screen that was left: the password of whoever is signed in opens it again.
package final class LockModel {
    package let name: String
    package let role: String
    package var password = ""
    package private(set) var isBusy = false
    /// Why it did not open, and what to do.
    package private(set) var problem: String?
    package var onChange: () -> Void = {}
    /// It was the person.
    package var onUnlocked: () -> Void = {}
    /// The session ended meanwhile: there is nothing to open any more.
    package var onOver: () -> Void = {}

    private let session: Session

    package init(_ session: Session) {
        self.session = session
        name = session.actor.name
        role = session.actor.grants.words
    }

    package func unlock() async {
        guard !isBusy, let signedIn = session.signedIn else { return }
        (isBusy, problem) = (true, nil)
        onChange()
        let outcome: () -> Void
        do {
            _ = try await session.services.accounts.prove(signedIn, by: Secret(password))
            outcome = onUnlocked
        } catch ServiceError.notSignedIn {
            outcome = onOver
        } catch ServiceError.wrongPassword {
            problem = "The password is wrong."
            outcome = onChange
        } catch {
            problem = CommandWords.sentence(of: error)
            outcome = onChange
        }
        (isBusy, password) = (false, "")
        outcome()
    }
}
