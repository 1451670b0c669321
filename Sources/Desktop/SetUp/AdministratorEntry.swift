import Domain
import Services

/// The first account, as it is typed.
package nonisolated struct AdministratorEntry: Equatable, Sendable {
    package nonisolated enum Field: String, CaseIterable, Sendable {
        case name, password, again
    }

    /// Something that a password has to be.
    package nonisolated struct Rule: Equatable, Sendable {
        package var text: String
        package var holds: Bool
    }

    package var name = ""
    package var password = ""
    package var again = ""
    /// What a password must not be either.
    package var company = ""

    package init() {}

    package func problems() -> [Field: String] {
        var found: [Field: String] = [:]
        found[.name] = AccountDraft.problem(of: name.trimmed)
        found[.password] = PasswordRules.problem(of: password, names: names)
        if again != password { found[.again] = "The password was not typed twice the same." }
        return found
    }

    /// In the order in which one gets to fulfil them.
    package var rules: [Rule] {
        let isLong = password.unicodeScalars.count >= PasswordRules.shortest
        return [
            Rule(text: "Ten characters or more", holds: isLong),
            Rule(
                text: "With letters, and none that is tried first",
                holds: isLong && PasswordRules.problem(of: password, names: names) == nil),
            Rule(text: "Typed twice the same", holds: !password.isEmpty && again == password),
        ]
    }

    private var names: [String] { [name, company] }
}
