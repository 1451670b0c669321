package import Domain
package import Services
package import Storage

/// What is done with an account without a form. Each says what became of it in a sentence.
extension AccountsModel {
    package func close(_ line: AccountLine) async -> Result<String, Problem> {
        await attempt("\(line.name) stays open", "The account \(line.name) is closed.") {
            try await $0.close(line.name, by: $1)
        }
    }

    package func reopen(_ line: AccountLine) async -> Result<String, Problem> {
        await attempt("\(line.name) stays closed", "\(line.name) can sign in again, with the password as it was.") {
            try await $0.reopen(line.name, by: $1)
        }
    }

    package func unlock(_ line: AccountLine) async -> Result<String, Problem> {
        await attempt("\(line.name) stays locked", "\(line.name) can try again at once.") {
            try await $0.unlock(line.name, by: $1)
        }
    }

    package func signOutEverywhere(_ line: AccountLine) async -> Result<String, Problem> {
        await attempt("\(line.name) stays signed in", "\(line.name) is signed out everywhere.") {
            try await $0.endSessions(of: line.name, by: $1)
        }
    }

    package func removeSecondFactor(of line: AccountLine) async -> Result<String, Problem> {
        await attempt(
            "The second factor stays", "\(line.name) signs in by the password alone, until one is added anew."
        ) {
            try await $0.removeSecondFactor(of: line.name, by: $1)
        }
    }

    package func revoke(_ token: TokenLine) async -> Result<String, Problem> {
        await attempt("The token still holds", "The token “\(token.name)” is refused from now on.") {
            _ = try await $0.revokeToken(token.id, by: $1)
        }
    }

    private func attempt(
        _ failure: String, _ success: String, _ body: (AccountService, Actor) async throws -> Void
    ) async -> Result<String, Problem> {
        let outcome: Result<String, Problem>
        do {
            try await body(session.services.accounts, session.actor)
            outcome = .success(success)
        } catch {
            outcome = .failure(Problem(failure, error, consequence: "Nothing was changed."))
        }
        await load()
        return outcome
    }
}

/// What is asked before it is done.
package struct AccountQuestion: Equatable {
    package var heading: String
    package var text: String
    package var verb: String

    static func close(_ line: AccountLine) -> AccountQuestion {
        AccountQuestion(
            heading: "Close the account \(line.name)?",
            text:
                "Whoever is signed in by it is signed out at once, and its access tokens end. What was done with it stays in "
                + "the journal, and it can be opened again.",
            verb: "Close the account")
    }

    static func removeSecondFactor(of line: AccountLine) -> AccountQuestion {
        AccountQuestion(
            heading: "Take the second factor off \(line.name)?",
            text: "From then on the password alone is enough. Be sure that it is \(line.name) who asks for this.",
            verb: "Take it off")
    }

    static func revoke(_ token: TokenLine) -> AccountQuestion {
        AccountQuestion(
            heading: "Revoke the token “\(token.name)”?",
            text: "Whatever program uses it is refused from then on. This cannot be undone; a new token can be made.",
            verb: "Revoke")
    }
}

/// An access token as it is listed.
package struct TokenLine: Hashable, Identifiable {
    private let entry: AccessTokenEntry
    private let zone: String

    package init(_ entry: AccessTokenEntry, zone: String) {
        (self.entry, self.zone) = (entry, zone)
    }

    package var id: ID<AccessToken> { entry.token.id }
    package var name: String { entry.token.name }
    package var isLive: Bool { entry.isLive }

    /// `Until 3 Mar 2027, 10:00; last used 09:58`
    package var times: String {
        let until = Words.moment(entry.token.endsAt, in: zone)
        let used = entry.token.usedAt.map { "last used \(Words.moment($0, in: zone))" } ?? "never used"
        return isLive ? "Until \(until); \(used)" : "Ended \(until); \(used)"
    }

    /// `See people; See attendance`
    package var deeds: String {
        Permission.allCases.filter(entry.token.permissions.contains).map(\.deed).joined(separator: "; ")
    }
}
