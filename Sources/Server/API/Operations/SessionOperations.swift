import Domain
import HTTPTypes
import Services
import Storage

/// Signing in and out, and what is one's own.
enum SessionOperations {
    private static let tag = "Sessions"

    static let session = Resource<SignedIn>(
        "Session",
        [
            .init("account", .text) { .string($0.actor.name) },
            .init("mustChangePassword", .boolean, "Nothing but changing the password is allowed.") {
                .bool($0.mustChange)
            },
            .init("endsAt", .moment, "Whatever happens.") { .string(Moment.text($0.session.endsAt)) },
            .init("place", .sentence, "From where.") { .string($0.session.place) },
        ])

    static let whoami = Resource<Actor>(
        "Identity",
        [
            .init("account", .text) { .string($0.name) },
            .init("roles", .list(.text), "`hr`, `manager:department=Stores`") { actor in
                .array(actor.grants.roles.map { "\($0.role.rawValue):\($0.reach.text)" }.sorted().map { .string($0) })
            },
            .init("permissions", .list(.text), "Those that hold over anybody.") { actor in
                .array(
                    Permission.allCases.filter { !actor.grants.reaches(of: $0).isEmpty }.map { .string($0.rawValue) })
            },
        ])

    static let schemas = [(whoami.name, whoami.schema), (session.name, begun)]

    private static let begun = Schema.object(
        [.init("token", .text, required: true, "Send it as “Authorization: Bearer …”.")]
            + session.fields.map { .init($0.name, $0.schema, required: true, $0.note) })

    static let all: [Operation] = [
        signIn,
        .get("whoAmI", "/sessions/current", tag, "Who is asking", answering: whoami.reference) {
            .json(whoami.json($0.actor))
        },
        .write(.delete, "signOut", "/sessions/current", tag, "Sign out", status: 204) { call in
            guard call.signedIn != nil, let proof = call.proof else { throw ServiceError.tokensAreForPeople }
            try await call.services.accounts.signOut(proof)
            return .done
        },
        .write(.delete, "signOutEverywhere", "/sessions", tag, "Sign out everywhere", status: 204) { call in
            guard call.signedIn != nil else { throw ServiceError.tokensAreForPeople }
            _ = try await call.services.accounts.signOutEverywhere(call.actor)
            return .done
        },
        .write(
            .put, "changePassword", "/sessions/current/password", tag, "Change one’s own password",
            taking: .object([
                .init("old", .password, required: true), .init("new", .newPassword, required: true),
            ]), status: 204
        ) { call in
            guard let signedIn = call.signedIn else { throw ServiceError.tokensAreForPeople }
            try await call.services.accounts.changePassword(
                signedIn, from: Secret(call.body.text("old") ?? ""), to: Secret(call.body.text("new") ?? ""))
            return .done
        }.secret(),
    ]

    private static let signIn = Operation.write(
        .post, "signIn", "/sessions", tag, "Sign in",
        taking: .object([
            .init("name", .filledText, required: true), .init("password", .password, required: true),
            .init("code", .text(1...40), "Of the second factor, where the account has one."),
        ]),
        answering: .named("Session"), status: 201
    ) { call in
        let signedIn = try await call.services.accounts.signIn(
            call.body.text("name") ?? "", Secret(call.body.text("password") ?? ""), code: call.body.text("code"),
            from: "API from \(call.address)", address: call.address)
        let token = JSONValue.Member("token", .string(signedIn.proof.reveal()))
        return .json(.object([token] + (session.json(signedIn).members ?? [])), status: 201)
    }.open().detailed("After too many wrong passwords none is looked at for a time: 429, with Retry-After.")
}
