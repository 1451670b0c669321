import Domain
package import Services

/// Taking a person from every terminal, as when leaving.
package final class RemovalModel {
    package let people: EmployeeChoice
    private let terminals: [String]
    private let hasCallers: Bool
    private let session: Session

    package init(_ devices: [DeviceSummary], session: Session) {
        let takers = devices.filter { !$0.isRetired && $0.family.takes(.deleteUser("")) }
        terminals = takers.map(\.name)
        hasCallers = takers.contains { $0.family == .push }
        people = EmployeeChoice(session: session)
        self.session = session
    }

    /// No terminal keeps users that could be removed.
    package var hasTerminals: Bool { !terminals.isEmpty }

    /// `Gate, Yard and Plant`
    package var places: String { Words.list(terminals, atMost: 12) }

    /// What is asked before; nil where nobody is chosen.
    package var question: (heading: String, text: String, verb: String)? {
        guard hasTerminals, let name = people.employee?.employee.name else { return nil }
        return (
            "Remove \(name) from every terminal?",
            "The card, password and fingers go from \(places). The person is let in there no more"
                + (hasCallers ? "; terminals that call are told when they call next. " : ". ")
                + "A number that is somebody else’s on a terminal is left there. Punches that were made stay. Fingers that are not kept in "
                + "the database are gone for good.",
            "Remove \(name)"
        )
    }

    package func remove() -> RunModel? {
        guard let employee = people.employee?.employee else { return nil }
        return RunModel(
            "Remove \(employee.name)", session: session, nothing: "No terminal has a number of \(employee.name)."
        ) { try await $0.removeEverywhere(employee.id, by: $1) }
    }
}
