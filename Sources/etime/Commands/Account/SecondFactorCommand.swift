import ArgumentParser
import Domain
import Foundation
import Services
import Storage

/// `etime second-factor …`: codes of a telephone beside the password.
struct SecondFactorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "second-factor",
        abstract: "Take a code of your telephone as well as the password in signing in.",
        subcommands: [SecondFactorAddCommand.self, SecondFactorRemoveCommand.self])
}

struct SecondFactorAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a second factor to your account.",
        discussion: """
            Type the secret into an application for such codes on your telephone (FreeOTP, Aegis, Google or Microsoft \
            Authenticator), and the code that it shows here. Ten codes for the day on which the telephone is lost are \
            shown then: write them down.

            Example:
              etime second-factor add
            """)

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withSignedIn { services, signedIn in
            let new = try await services.accounts.newSecondFactor(for: signedIn)
            say("Secret:  \(new.secret)\nAddress: \(new.address)")
            let (password, code) = try PasswordPrompt.readTwo(
                "Password of \(signedIn.actor.name): ", "Code that the telephone shows: ")
            let codes = try await services.accounts.confirmSecondFactor(
                new, code: code.reveal(), password: password, of: signedIn)
            say("From now on, signing in takes a code. Each of these is taken once in its place; write them down:")
            for code in codes { say("  \(code)") }
        }
    }
}

struct SecondFactorRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Let a password be enough again.",
        discussion: """
            Of your own account, your password is asked for. An administrator takes it away from somebody who has lost \
            the telephone.

            Examples:
              etime second-factor remove
              etime second-factor remove ravi
            """)

    @Argument(help: "Whose; without it, your own.")
    var name: String?

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        if let name {
            return try await company.withCompany { services, actor in
                try await services.accounts.removeSecondFactor(of: name, by: actor)
                say("\(name) signs in by password alone.")
            }
        }
        try await company.withSignedIn { services, signedIn in
            let password = try PasswordPrompt.read("Password of \(signedIn.actor.name): ")
            try await services.accounts.removeSecondFactor(of: signedIn, password: password)
            say("Your password is enough again.")
        }
    }
}
