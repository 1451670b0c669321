import ArgumentParser
import Domain
import Services
import Storage

/// `etime token …`: what other programs prove themselves by.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Give other programs a token instead of a password.",
        discussion: """
            A token may do what you may, and of that only what you name. This program takes one from ETIME_TOKEN, in the \
            place of “etime login”.

            Examples:
              etime token add "nightly export" --allow readPeople --allow readAttendance --days 30
              ETIME_TOKEN=et_… etime attendance day --format csv
            """,
        subcommands: [TokenListCommand.self, TokenAddCommand.self, TokenRevokeCommand.self])
}

struct TokenListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List your tokens; an administrator's list has everybody's.",
        discussion: """
            Example:
              etime token list --format csv
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let zone = try await services.companyZone()
            try Listing.tokens(try await services.accounts.tokens(by: actor), zone: zone).show(
                format.format, whenEmpty: "There are no tokens.")
        }
    }
}

struct TokenAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a token; it is shown once, and never again.",
        discussion: """
            Example:
              etime token add "nightly export" --allow readPeople --days 30
            """)

    @Argument(help: "What it is for.")
    var name: String

    @Option(
        help: ArgumentHelp(
            "A permission, as “etime account roles” shows them.", valueName: "permission"))
    var allow: [PermissionArgument] = []

    @Option(parsing: .unconditional, help: ArgumentHelp("For so many days.", valueName: "count"))
    var days = 90

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let zone = try await services.companyZone()
            let new = try await services.accounts.addToken(
                name, permissions: Set(allow.map(\.permission)), days: days, by: actor)
            say(new.proof.reveal())
            remark(
                "Token \(new.token.id.rawValue) holds until \(Moment(new.token.endsAt, in: zone).text). It is not "
                    + "shown again; “etime token revoke \(new.token.id.rawValue)” ends it.")
        }
    }
}

struct TokenRevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "End a token: it is refused from now on.",
        discussion: """
            Example:
              etime token revoke 3
            """)

    @Argument(help: "The token's number, as “etime token list” shows it.")
    var number: Int64

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let token = try await services.accounts.revokeToken(ID(number), by: actor)
            say("The token “\(token.name)” is refused from now on.")
        }
    }
}

/// A permission as it is typed: `readAttendance`, whatever the case.
struct PermissionArgument: ExpressibleByArgument {
    var permission: Permission

    init?(argument: String) {
        guard
            let found = Permission.allCases.first(where: { $0.rawValue.lowercased() == argument.lowercased() })
        else { return nil }
        permission = found
    }

    static var allValueStrings: [String] { Permission.allCases.map(\.rawValue) }
}

extension Listing where Row == AccessTokenEntry {
    static func tokens(_ rows: [AccessTokenEntry], zone: ZoneRules) -> Listing {
        Listing(
            rows,
            [
                Column("Number", "number") { .integer(Int($0.token.id.rawValue)) },
                Column("For", "name", flexible: true) { .text($0.token.name) },
                Column("Account", "account", flexible: true) { .text($0.accountName) },
                Column("Allows", "permissions", flexible: true) {
                    .text($0.token.permissions.map(\.rawValue).sorted().joined(separator: ", "))
                },
                Column("Holds until", "ends_at") { .moment($0.token.endsAt, in: zone) },
                Column("Last used", "used_at") { .moment($0.token.usedAt, in: zone) },
                Column("Revoked", "revoked_at") { .moment($0.token.revokedAt, in: zone) },
            ])
    }
}
