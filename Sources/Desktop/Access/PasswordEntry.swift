import Domain
import Services
import Storage

package typealias PasswordForm = DraftForm<PasswordEntry, Void>

/// A new password of one's own, as it is typed.
package nonisolated struct PasswordEntry: Equatable, Sendable {
    package nonisolated enum Field: String, CaseIterable, Sendable {
        case old, password, again
    }

    package var old = ""
    package var password = ""
    package var again = ""
    /// The person's and the company's, which a password must not be.
    private let names: [String]

    package init(names: [String]) {
        self.names = names
    }

    package func problems() -> [Field: String] {
        var found: [Field: String] = [:]
        if old.isEmpty { found[.old] = "Enter your present password." }
        found[.password] = PasswordRules.problem(of: password, names: names)
        if again != password { found[.again] = "The new password was not typed twice the same." }
        return found
    }
}

extension Session {
    /// Changes one's own password.
    package func passwordForm() async throws -> PasswordForm {
        guard let signedIn else { throw ServiceError.notSignedIn }
        let company = try await services.company.settings().name
        return PasswordForm(PasswordEntry(names: [actor.name, company]), isNew: false) { [services] entry in
            do {
                try await services.accounts.changePassword(
                    signedIn, from: Secret(entry.old), to: Secret(entry.password))
            } catch ServiceError.wrongPassword {
                throw ServiceError.invalid([FieldProblem(field: "old", sentence: "This is not your present password.")])
            }
        }
    }
}
