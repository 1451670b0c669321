import ArgumentParser
import Domain
import Foundation
import Services
import Storage

struct LoginCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Sign in, so that the commands that follow are yours.",
        discussion: """
            The password is asked for, or read from standard input. The sign-in ends after an hour in which nothing is \
            done, after twelve hours whatever is done, and with “etime logout”.

            Example:
              etime login meera
            """)

    @Argument(help: "The account's name.")
    var name: String

    @Option(
        help: ArgumentHelp(
            "The code of the second factor, where the account has one; without it, it is asked for.",
            valueName: "digits"))
    var code: String?

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withServices { services in
            guard try await !services.accounts.isOpenToAll() else {
                throw ValidationError(
                    "There are no accounts yet; add the first with “etime account add NAME --role admin”.")
            }
            let password = try PasswordPrompt.read("Password of \(name): ")
            let signedIn = try await signIn(services, password)
            let file = try await SessionFile(services)
            // Else it would go on for hours, and nobody could end it.
            if let before = file.read() { try await services.accounts.signOut(before) }
            try file.write(signedIn.proof)
            say("Signed in as \(signedIn.actor.name).")
            if signedIn.mustChange { say("Choose a password of your own now: etime password") }
        }
    }

    private func signIn(_ services: Services, _ password: Secret) async throws -> SignedIn {
        let place = CompanyOptions.place
        do {
            return try await services.accounts.signIn(name, password, code: code, from: place)
        } catch ServiceError.codeNeeded where isatty(STDIN_FILENO) == 1 {
            let code = try PasswordPrompt.read("Code that the telephone shows: ", of: "code")
            return try await services.accounts.signIn(name, password, code: code.reveal(), from: place)
        }
    }
}

struct LogoutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout", abstract: "Sign out.",
        discussion: """
            Examples:
              etime logout
              etime logout --everywhere
            """)

    @Flag(help: "Also in other programs and on other computers.")
    var everywhere = false

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withServices { services in
            let file = try await SessionFile(services)
            guard let proof = file.read() else { return say("Nobody is signed in here.") }
            if everywhere {
                let signedIn = try await services.accounts.signedIn(by: proof)
                let count = try await services.accounts.signOutEverywhere(signedIn.actor)
                say("\(count) \(count == 1 ? "sign-in" : "sign-ins") ended.")
            } else {
                let wasSignedIn = try await services.accounts.signOut(proof)
                say(wasSignedIn ? "Signed out." : "The sign-in was over already.")
            }
            file.remove()
        }
    }
}

struct WhoAmICommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "whoami", abstract: "Show who is signed in, and what they may do.",
        discussion: """
            Example:
              etime whoami
            """)

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withServices { services in
            let actor = try await company.actor(services)
            if try await services.accounts.isOpenToAll() {
                return say(
                    "\(actor.name): there are no accounts, so whoever can open the database is an administrator.")
            }
            let roles = actor.grants.roles.map(\.words).sorted().joined(separator: ", ")
            say("\(actor.name): \(roles.isEmpty ? "no role" : roles).")
        }
    }
}

struct PasswordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password", abstract: "Change your own password.",
        discussion: """
            Both passwords are asked for; from a pipe, the present one stands on the first line and the new one on the \
            second. All your other sign-ins end.

            Example:
              etime password
            """)

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withSignedIn { services, signedIn in
            let (old, new) = try PasswordPrompt.readChange(of: signedIn.actor.name)
            try await services.accounts.changePassword(signedIn, from: old, to: new)
            say("Your password is changed.")
        }
    }
}
