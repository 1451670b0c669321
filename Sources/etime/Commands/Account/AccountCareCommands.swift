import ArgumentParser
import Domain
import Services
import Storage

struct AccountCloseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Let nobody sign in by an account any more; who is signed in is not any longer.",
        discussion: """
            Example:
              etime account close ravi
            """)

    @Argument(help: "The account's name.")
    var name: String

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let account = try await services.accounts.close(name, by: actor)
            say("Nobody signs in as \(account.name) any more.")
        }
    }
}

struct AccountReopenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Let somebody sign in by a closed account again.",
        discussion: """
            Example:
              etime account reopen ravi
            """)

    @Argument(help: "The account's name.")
    var name: String

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let account = try await services.accounts.reopen(name, by: actor)
            say("\(account.name) can sign in again.")
        }
    }
}

struct AccountPasswordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password", abstract: "Set the password of somebody who does not know it any more.",
        discussion: """
            It is asked for, or read from standard input. Whoever signs in with it chooses another one first.

            Example:
              etime account password ravi
            """)

    @Argument(help: "The account's name.")
    var name: String

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let password = try PasswordPrompt.readNew("New password of \(name)")
            try await services.accounts.setPassword(of: name, to: password, by: actor)
            say("The password of \(name) is set; it is to be changed in signing in.")
        }
    }
}

struct AccountUnlockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlock", abstract: "Let somebody try again at once who gave wrong passwords.",
        discussion: """
            Example:
              etime account unlock ravi
            """)

    @Argument(help: "The account's name.")
    var name: String

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let wasClosed = try await services.accounts.unlock(name, by: actor)
            say(wasClosed ? "\(name) can try again." : "\(name) gave no wrong passwords.")
        }
    }
}

struct AccountRescueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rescue",
        abstract: "Set an administrator’s password where no administrator can sign in any more.",
        discussion: """
            For who has lost the password, or the telephone. It asks for no sign-in: whoever can open the database could \
            write anything into it. The journal says that it was done, by whom and from where.

            Example:
              etime account rescue meera
            """)

    @Argument(help: "An administrator's account.")
    var name: String

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withServices { services in
            let password = try PasswordPrompt.readNew("New password of \(name)")
            try await services.accounts.rescue(name, to: password, from: CompanyOptions.place)
            say(
                "The password of \(name) is set; it is to be changed in signing in. The second factor, if any, is gone."
            )
        }
    }
}

struct AccountRolesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roles", abstract: "Show which role may do what, and over whom.",
        discussion: """
            “given” is whom the role was given over: manager:team, hr:location=Pune, hr:department=Stores.

            Example:
              etime account roles --format csv
            """)

    @OptionGroup var format: FormatOptions

    func run() throws {
        let columns = Role.allCases.map { role in
            Listing<Permission>.Column(role.title, role.rawValue) { .text(role.extent(of: $0).word) }
        }
        try Listing(Permission.allCases, [.init("Permission", "permission") { .text($0.rawValue) }] + columns).show(
            format.format, whenEmpty: "")
    }
}

extension Extent {
    fileprivate var word: String {
        switch self {
        case .none: "–"
        case .own: "own"
        case .given: "given"
        case .everyone: "everyone"
        }
    }
}

extension Listing where Row == AccountEntry {
    static func accounts(_ rows: [AccountEntry], zone: ZoneRules) -> Listing {
        Listing(
            rows,
            [
                Column("Name", "name", flexible: true) { .text($0.account.name) },
                Column("Employee", "employee") { .optional($0.employee?.code) },
                Column("Employee’s name", "employee_name", flexible: true) { .optional($0.employee?.name) },
                Column("Roles", "roles", flexible: true) { .text($0.account.words) },
                Column("Last used", "last_used") { .moment($0.lastUsed, in: zone) },
                Column("Closed", "closed_at") { .moment($0.account.closedAt, in: zone) },
            ])
    }
}
