import ArgumentParser
import Domain
import Services
import Storage

/// `etime account …`: who may sign in, and what they may do.
struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: "Say who may sign in, and what they may do.",
        discussion: """
            Until there is an account, whoever can open the database is an administrator. The first one is an \
            administrator's; from then on people sign in with “etime login”. The password is asked for, or read from \
            standard input.

            Examples:
              etime account add meera --role admin
              etime account add ravi --employee 0007 --role manager
              etime account add pune-hr --role hr:location=Pune
            """,
        subcommands: [
            AccountListCommand.self, AccountAddCommand.self, AccountChangeCommand.self, AccountCloseCommand.self,
            AccountReopenCommand.self, AccountPasswordCommand.self, AccountUnlockCommand.self,
            AccountRescueCommand.self,
            AccountRolesCommand.self,
        ])
}

struct AccountListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the accounts, whose they are and what they may do.",
        discussion: """
            Example:
              etime account list
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let zone = try await services.companyZone()
            try Listing.accounts(try await services.accounts.list(by: actor), zone: zone).show(
                format.format,
                whenEmpty: "There are no accounts, so whoever can open the database is an administrator; add the first "
                    + "with “etime account add NAME --role admin”.")
        }
    }
}

struct AccountAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add an account.",
        discussion: """
            The password is asked for, or read from standard input; whoever signs in with it chooses another one first.

            Examples:
              etime account add meera --role admin
              etime account add ravi --employee 0007 --role manager:department=Stores
            """)

    @Argument(help: "The name to sign in by.")
    var name: String

    @Option(help: ArgumentHelp("Whose it is among the employees.", valueName: "code"))
    var employee = ""

    @Option(
        name: .customLong("role"), help: ArgumentHelp("A role, as “etime account roles” shows them.", valueName: "role")
    )
    var roles: [String] = []

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let isFirst = try await services.accounts.isOpenToAll()
            let password = try PasswordPrompt.readNew("Password of \(name)")
            let draft = AccountDraft(name: name, employee: employee, roles: roles)
            let account = try await services.accounts.add(draft, password: password, by: actor)
            say("Added the account \(account.name): \(account.words).")
            guard isFirst else { return }
            say("From now on people sign in, with “etime login \(account.name)” for example.")
        }
    }
}

struct AccountChangeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change", abstract: "Change an account's name, person or roles.",
        discussion: """
            Examples:
              etime account change ravi --give hr:location=Pune --take manager
              etime account change ravi --name ravi.rao --employee 0007
            """)

    @Argument(help: "The account's name.")
    var name: String

    @Option(name: .customLong("name"), help: ArgumentHelp("Its new name.", valueName: "name"))
    var newName: String?

    @Option(help: ArgumentHelp("Whose it is; empty: nobody's.", valueName: "code"))
    var employee: String?

    @Option(help: ArgumentHelp("A role more.", valueName: "role"))
    var give: [String] = []

    @Option(help: ArgumentHelp("A role less.", valueName: "role"))
    var take: [String] = []

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            guard let entry = try await services.accounts.list(by: actor).first(where: { $0.has(name) }) else {
                throw ServiceError.unknownAccount(name)
            }
            var draft = AccountDraft(
                name: newName ?? entry.account.name, employee: employee ?? entry.employee?.code ?? "",
                roles: entry.account.roles.map(\.text).filter { !take.contains($0) } + give)
            draft.roles.sort()
            let held = Set(entry.account.roles.map(\.text))
            if let unknown = take.first(where: { !held.contains($0) }) {
                throw ValidationError("\(entry.account.name) has no role \(unknown); it has: \(entry.account.words).")
            }
            let account = try await services.accounts.update(entry.account.name, to: draft, by: actor)
            say("\(account.name): \(account.words).")
        }
    }
}

extension AccountEntry {
    fileprivate func has(_ name: String) -> Bool { account.name.lowercased() == name.lowercased() }
}

extension Account {
    /// `Administrator, Manager of the department Stores`
    var words: String { roles.isEmpty ? "no role" : roles.map(\.words).sorted().joined(separator: ", ") }
}
