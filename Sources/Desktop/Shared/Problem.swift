import Foundation
package import Services

/// Something that did not work, as it is told to the person: what happened, what it means, what to do.
package struct Problem: Equatable, Error {
    package var heading: String
    package var text: String

    package init(heading: String, text: String) {
        self.heading = heading
        self.text = text
    }

    /// Errors of this program describe themselves in one sentence that says what to do.
    package init(_ heading: String, _ error: any Error, consequence: String = "") {
        self.heading = heading
        let sentence = CommandWords.sentence(of: error)
        text = consequence.isEmpty ? sentence : "\(sentence)\n\n\(consequence)"
    }
}

/// Whose work it is: everybody who sits at this screen, until there are accounts; then whoever has signed in.
package struct Session: Sendable {
    package let services: Services
    package let actor: Actor
    /// Nil while there are no accounts.
    package let signedIn: SignedIn?

    package init(services: Services, signedIn: SignedIn? = nil) {
        self.services = services
        self.signedIn = signedIn
        actor = signedIn?.actor ?? .localAdministrator().from(Self.place)
    }

    /// For tests of what somebody with other rights sees.
    package init(services: Services, actor: Actor) {
        self.services = services
        self.actor = actor
        signedIn = nil
    }

    /// From where, as the journal tells it.
    static var place: String { "desktop on \(ProcessInfo.processInfo.hostName)" }

    /// Whether the person is signed in still, and may do what they might.
    /// - Parameter isUsed: something was typed or pressed since it was asked last.
    package func holds(isUsed: Bool) async -> Bool {
        guard let signedIn else { return (try? await services.accounts.isOpenToAll()) ?? true }
        do {
            return try await services.accounts.signedIn(by: signedIn.proof, isUse: isUsed).actor == actor
        } catch is ServiceError {
            return false
        } catch {
            // The database is away: what is asked of it meanwhile fails by itself.
            return true
        }
    }
}
