import Domain
import HTTPTypes
import Services
import Storage

/// Who may sign in, and what other programs prove themselves by.
enum AccountOperations {
    private static let tag = "Users"
    private static let name = Parameter.path("name", .text(1...100), "The name that the account signs in by.")

    static let account = Resource<AccountEntry>(
        "User",
        [
            .init("name", .text) { .string($0.account.name) },
            .init("employee", .nullable(.text), "The code; null: nobody whose time is kept.") {
                JSONValue($0.employee?.code)
            },
            .init("roles", .list(.text), "`hr`, `manager:department=Stores`") { .array(roles($0.account)) },
            .init("hasSecondFactor", .boolean) { .bool($0.account.hasSecondFactor) },
            .init("mustChangePassword", .boolean) { .bool($0.account.mustChange) },
            .init("addedAt", .moment) { .string(Moment.text($0.account.addedAt)) },
            .init("lastUsed", .nullable(.moment)) { JSONValue($0.lastUsed.map(Moment.text)) },
            .init("closedAt", .nullable(.moment), "null: it can be used.") {
                JSONValue($0.account.closedAt.map(Moment.text))
            },
        ])
    static let listing = Listing(account, in: "name") { .string($0.account.name) }

    static let token = Resource<AccessTokenEntry>(
        "AccessToken",
        [
            .init("id", .id) { .integer($0.token.id.rawValue) },
            .init("name", .text) { .string($0.token.name) },
            .init("account", .text) { .string($0.accountName) },
            .init("permissions", .list(.text)) { entry in
                .array(entry.token.permissions.map(\.rawValue).sorted().map { .string($0) })
            },
            .init("endsAt", .moment) { .string(Moment.text($0.token.endsAt)) },
            .init("lastUsed", .nullable(.moment)) { JSONValue($0.token.usedAt.map(Moment.text)) },
            .init("isLive", .boolean, "Neither revoked nor over.") { .bool($0.isLive) },
        ])
    static let tokens = Listing(token, in: "id") { .integer($0.token.id.rawValue) }

    static let schemas = [
        (account.name, account.schema), (token.name, token.schema), ("NewAccessToken", newToken),
    ]

    private static let newToken = Schema.object(
        [.init("token", .text, required: true, "Shown this once; send it as “Authorization: Bearer …”.")]
            + token.fields.map { .init($0.name, $0.schema, required: true, $0.note) })

    static let all: [Operation] = users + ofTokens

    private static let users: [Operation] = [
        .get("listUsers", "/users", tag, "All accounts", listing.parameters, answering: listing.schema) { call in
            try listing.reply(await call.services.accounts.list(by: call.actor), to: call)
        },
        .write(
            .post, "addUser", "/users", tag, "Add an account",
            taking: draft(required: ["name"], isNew: true), answering: account.reference, status: 201
        ) { call in
            let draft = AccountDraft(
                name: call.body.text("name") ?? "", employee: call.body.text("employee") ?? "", roles: roles(call.body))
            let made = try await call.services.accounts.add(
                draft, password: Secret(call.body.text("password") ?? ""), by: call.actor)
            return try await reply(made.name, call, status: 201)
                .header("Location", "/api/v1/users/\(made.name.pathEncoded)")
        }.secret().located().detailed("Its owner chooses another password before anything else."),
        .get("getUser", "/users/{name}", tag, "One account", [name], answering: account.reference) { call in
            try await reply(call.path("name"), call)
        }.versioned(),
        .write(
            .put, "changeUser", "/users/{name}", tag, "Change name, person and roles of an account", [name],
            taking: draft(required: ["name", "roles"], isNew: false), answering: account.reference
        ) { call in
            let draft = AccountDraft(
                name: call.body.text("name") ?? "", employee: call.body.text("employee") ?? "", roles: roles(call.body))
            return try await changed(call) { try await call.services.accounts.update($0, to: draft, by: call.actor) }
        }.versioned(),
        .write(.post, "closeUser", "/users/{name}/close", tag, "Close an account", [name], answering: account.reference)
        { call in
            try await changed(call) { try await call.services.accounts.close($0, by: call.actor) }
        }.versioned(),
        .write(
            .post, "reopenUser", "/users/{name}/reopen", tag, "Open an account again", [name],
            answering: account.reference
        ) { call in
            try await changed(call) { try await call.services.accounts.reopen($0, by: call.actor) }
        }.versioned(),
        .write(
            .post, "unlockUser", "/users/{name}/unlock", tag, "Let a name sign in again after wrong passwords", [name],
            status: 204
        ) {
            call in
            _ = try await call.services.accounts.unlock(call.path("name"), by: call.actor)
            return .done
        },
        .write(
            .put, "setUserPassword", "/users/{name}/password", tag, "Set somebody’s password", [name],
            taking: .object([.init("password", .newPassword, required: true)]), status: 204
        ) { call in
            try await call.services.accounts.setPassword(
                of: call.path("name"), to: Secret(call.body.text("password") ?? ""), by: call.actor)
            return .done
        }.secret(),
        .write(
            .delete, "removeUserSecondFactor", "/users/{name}/second-factor", tag, "Remove somebody’s second factor",
            [name], status: 204
        ) { call in
            try await call.services.accounts.removeSecondFactor(of: call.path("name"), by: call.actor)
            return .done
        },
    ]

    private static let ofTokens: [Operation] = [
        .get("listTokens", "/tokens", "Tokens", "One’s own access tokens", tokens.parameters, answering: tokens.schema)
        {
            call in
            try tokens.reply(await call.services.accounts.tokens(by: call.actor), to: call)
        }.detailed("Whoever may see all accounts sees everybody’s."),
        .write(
            .post, "addToken", "/tokens", "Tokens", "Add an access token",
            taking: .object([
                .init("name", .filled(60), required: true, "What the token is for."),
                .init(
                    "permissions",
                    .list(.words(Permission.allCases.map(\.rawValue)), atLeast: 1, atMost: Permission.allCases.count),
                    required: true, "Of those one has, without changeAccounts."),
                .init("days", .integer(1...366), required: true, "After so many it ends."),
            ]),
            answering: .named("NewAccessToken"), status: 201
        ) { call in
            let words = call.body["permissions"]?.elements?.compactMap(\.string) ?? []
            let made = try await call.services.accounts.addToken(
                call.body.text("name") ?? "", permissions: Set(words.compactMap { Permission(rawValue: $0) }),
                days: Int(call.body["days"]?.integer ?? 0), by: call.actor)
            let entry = AccessTokenEntry(token: made.token, accountName: call.actor.name, isLive: true)
            return .json(
                .object([.init("token", .string(made.proof.reveal()))] + (token.json(entry).members ?? [])), status: 201
            )
        }.secret(),
        .write(
            .delete, "revokeToken", "/tokens/{id}", "Tokens", "Revoke an access token", [.path("id", .id)], status: 204
        ) { call in
            _ = try await call.services.accounts.revokeToken(call.id("id"), by: call.actor)
            return .done
        },
    ]

    private static func draft(required: Set<String>, isNew: Bool) -> Schema {
        .object(
            [
                .init("name", .filled(100), required: required.contains("name")),
                .init("employee", .nullable(.code), "A code."),
                .init("roles", .list(.filled(200), atMost: 50), required: required.contains("roles")),
            ] + (isNew ? [.init("password", .newPassword, required: true)] : []))
    }

    private static func roles(_ body: JSONValue) -> [String] { body["roles"]?.elements?.compactMap(\.string) ?? [] }

    private static func roles(_ account: Account) -> [JSONValue] {
        account.roles.map { "\($0.role.rawValue):\($0.reach.text)" }.sorted().map { .string($0) }
    }

    private static func entry(_ name: String, _ call: Call) async throws -> AccountEntry {
        let all = try await call.services.accounts.list(by: call.actor)
        guard let found = all.first(where: { Account.key(of: $0.account.name) == Account.key(of: name) }) else {
            throw ServiceError.unknownAccount(name)
        }
        return found
    }

    /// Changes the account of the path, and answers what has become of it.
    private static func changed(
        _ call: Call, _ change: (String) async throws -> Account
    ) async throws -> Reply {
        // Before it is looked for: whoever may not is told so of every name.
        try call.actor.hasSome(.changeAccounts)
        let before = try await entry(call.path("name"), call).account
        let after = try await call.holding([RecordKey(.account, before.id)]) { try await change(before.name) }
        return try await reply(after.name, call)
    }

    private static func reply(_ name: String, _ call: Call, status: Int = 200) async throws -> Reply {
        let id = try await entry(name, call).account.id
        // Before what it is the version of: newer content under an older one costs another read, the other way a change.
        let version = try await call.services.version(of: [RecordKey(.account, id)])
        return Reply.json(account.json(try await entry(name, call)), status: status).version(version)
    }
}
