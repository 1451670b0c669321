package import Domain
package import Services
package import Storage

/// The accounts, one of which may be chosen, with its access tokens.
package final class AccountsModel: @MainActor SearchedModel {
    package private(set) var all: [AccountLine] = []
    package private(set) var people: [EmployeeEntry] = []
    package private(set) var isLoaded = false
    package private(set) var problem: Problem?
    package private(set) var chosen: ID<Account>?
    package var search = "" {
        didSet { if search != oldValue { onChange() } }
    }
    package var onChange: () -> Void = {}
    /// There is a first account now, and nobody goes on without signing in.
    package var onFirst: () -> Void = {}

    let session: Session
    private var tokens: [AccessTokenEntry] = []
    private(set) var zone = "UTC"
    private var generation = 0

    package init(session: Session) {
        self.session = session
    }

    package var rows: [AccountLine] {
        let words = SearchWords(search)
        return all.filter { words.fit($0.searchText) }
    }

    package var isEmpty: Bool { all.isEmpty }

    package var chosenLine: AccountLine? { all.first { $0.id == chosen } }

    /// Those of the chosen account that have not been revoked, the newest first.
    package var chosenTokens: [TokenLine] {
        tokens.filter { $0.token.account == chosen && $0.token.revokedAt == nil }.reversed()
            .map { TokenLine($0, zone: zone) }
    }

    /// Who may see accounts need not be who changes them.
    package var mayChange: Bool { session.actor.isAdministrator }

    /// Whether the chosen account is that of whoever sits here.
    package var isOwn: Bool { chosen != nil && chosen == session.actor.account }

    /// `12 accounts`; `2 of 12 accounts` while words narrow the list.
    package var countSentence: String {
        guard !all.isEmpty else { return "" }
        let accounts = Words.count(all.count, "account", "accounts")
        return search.isEmpty ? accounts : "\(Words.grouped(rows.count)) of \(accounts)"
    }

    package func load() async {
        generation += 1
        let mine = generation
        do {
            let services = session.services
            let zone = try await services.company.settings().zone
            let entries = try await services.accounts.list(by: session.actor)
            let tokens = entries.isEmpty ? [] : try await services.accounts.tokens(by: session.actor)
            guard mine == generation else { return }
            all = entries.map { AccountLine($0, zone: zone) }
            (self.tokens, self.zone, problem) = (tokens, zone, nil)
            if chosenLine == nil { chosen = nil }
        } catch is CancellationError {
            return
        } catch {
            guard mine == generation else { return }
            problem = Problem("The accounts could not be read", error, consequence: "Nothing was changed.")
        }
        isLoaded = true
        onChange()
    }

    package func choose(_ id: ID<Account>?) {
        guard id != chosen else { return }
        chosen = id
        onChange()
    }

    /// The people of whom an account can be, and with them the departments and places over which roles are given.
    package func loadPeople() async throws {
        people = try await session.services.employees.list(by: session.actor)
    }

    package var departments: [String] { Self.names(people.map(\.department)) }
    package var locations: [String] { Self.names(people.map(\.location)) }

    private static func names(_ all: [String]) -> [String] { Set(all).filter { !$0.isEmpty }.sorted() }
}

// The forms.
extension AccountsModel {
    /// For a new account, or for one of the list. The first account is an administrator's.
    package func form(for line: AccountLine? = nil) -> AccountForm {
        let fields =
            line.map { AccountFields($0) } ?? AccountFields(roles: all.isEmpty ? [RoleGrant(.administrator)] : [])
        return AccountForm(fields, isNew: line == nil) { [weak self, session] fields in
            let accounts = session.services.accounts
            let account =
                if let line {
                    try await accounts.update(line.name, to: fields.draft, by: session.actor)
                } else {
                    try await accounts.add(fields.draft, password: Secret(fields.password), by: session.actor)
                }
            await self?.load()
            return account
        }
    }

    package func passwordForm(for line: AccountLine) -> ResetPasswordForm {
        ResetPasswordForm(ResetPasswordFields(of: line.name), isNew: true) { [session] fields in
            try await session.services.accounts.setPassword(
                of: line.name, to: Secret(fields.password), by: session.actor)
        }
    }

    /// For a token of one's own.
    package func tokenForm() -> TokenForm {
        TokenForm(TokenFields(), isNew: true) { [session] fields in
            try await session.services.accounts.addToken(
                fields.name, permissions: fields.permissions, days: Int(fields.days.trimmed) ?? 0, by: session.actor)
        }
    }

    /// What a token of one's own can be allowed: what one may do, but no token changes accounts.
    package var permissionsToGive: [Permission] {
        Permission.allCases.filter { $0 != .changeAccounts && !session.actor.grants.reaches(of: $0).isEmpty }
    }

    /// Called when a form has stored an account.
    package func stored(_ account: Account) {
        if session.signedIn == nil { return onFirst() }
        choose(account.id)
    }
}
