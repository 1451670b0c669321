package import Domain
package import Services
package import Storage

package typealias AccountForm = DraftForm<AccountFields, Account>

/// An account as it is typed.
package nonisolated struct AccountFields: Equatable, Sendable {
    package nonisolated enum Field: String, CaseIterable, Sendable {
        case name, employee, roles, password, again
    }

    package var name = ""
    /// The code of whose it is; empty: nobody whose time is kept.
    package var employee = ""
    package var roles: [RoleGrant] = []
    package var password = ""
    package var again = ""
    /// Of one that is there the password is not asked.
    private let isNew: Bool

    /// - Parameter roles: what it begins with.
    package init(roles: [RoleGrant] = []) {
        self.roles = roles
        isNew = true
    }

    @MainActor package init(_ line: AccountLine) {
        (name, employee, isNew) = (line.name, line.entry.employee?.code ?? "", false)
        roles = line.grants
    }

    package func problems() -> [Field: String] {
        var found: [Field: String] = [:]
        found[.name] = AccountDraft.problem(of: name.trimmed)
        if roles.isEmpty, employee.isEmpty {
            found[.roles] = "Add a role, or say whose account it is: it could do nothing else."
        } else if Set(roles).count < roles.count {
            found[.roles] = "The same role is here twice; take one away."
        }
        guard isNew else { return found }
        found[.password] = PasswordRules.problem(of: password, names: [name.trimmed])
        if again != password { found[.again] = "It was not typed twice the same." }
        return found
    }

    package var draft: AccountDraft { AccountDraft(name: name, employee: employee, roles: roles.map(\.text)) }
}

package typealias ResetPasswordForm = DraftForm<ResetPasswordFields, Void>

/// A new password for somebody, typed twice.
package nonisolated struct ResetPasswordFields: Equatable, Sendable {
    package nonisolated enum Field: String, CaseIterable, Sendable {
        case password, again
    }

    package var password = ""
    package var again = ""
    private let name: String

    /// - Parameter name: the account's, which is no password.
    package init(of name: String) {
        self.name = name
    }

    package func problems() -> [Field: String] {
        var found: [Field: String] = [:]
        found[.password] = PasswordRules.problem(of: password, names: [name])
        if again != password { found[.again] = "It was not typed twice the same." }
        return found
    }
}

package typealias TokenForm = DraftForm<TokenFields, NewAccessToken>

/// A token for another program, as it is typed.
package nonisolated struct TokenFields: Equatable, Sendable {
    package nonisolated enum Field: String, CaseIterable, Sendable {
        case name, days, permissions
    }

    package var name = ""
    package var days = "90"
    package var permissions: Set<Permission> = []

    package init() {}

    package func problems() -> [Field: String] {
        var found: [Field: String] = [:]
        if name.trimmed.isEmpty { found[.name] = "Say what the token is for." }
        if Int(days.trimmed) == nil { found[.days] = "Write for how many days, such as 90." }
        if permissions.isEmpty { found[.permissions] = "Choose at least one." }
        return found
    }
}

extension AccountFields: nonisolated FormDraft {}
extension ResetPasswordFields: nonisolated FormDraft {}
extension TokenFields: nonisolated FormDraft {}
