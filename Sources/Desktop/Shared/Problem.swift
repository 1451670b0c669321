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
        let sentence = String(describing: error)
        text = consequence.isEmpty ? sentence : "\(sentence)\n\n\(consequence)"
    }
}

/// Whose work it is: everybody who sits at this screen, until there are accounts.
package struct Session: Sendable {
    package let services: Services
    package let actor: Actor

    package init(services: Services, actor: Actor = .localAdministrator()) {
        self.services = services
        self.actor = actor
    }
}
