import ArgumentParser
import Foundation
import SecretService
import Storage

struct DatabasePasswordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password",
        abstract: "Keep a database's password in the desktop's secret service.",
        discussion: """
            The password is asked for, or read from standard input. Every program of this user then finds it for this \
            address. On a server without a desktop, name a file with ETIME_DATABASE_PASSWORD_FILE instead.

            Example:
              etime db password postgresql://asha@db.example/etime
            """)

    @Argument(help: ArgumentHelp("The database's address, without a password.", valueName: "url"))
    var address: String

    func run() async throws {
        let url = try DatabaseURL(address)
        if case .sqlite = url.location { throw Refusal.hasNoPassword }
        guard url.takesPassword else { throw Refusal.holdsPassword }
        let password = try PasswordPrompt.read("Password of \(url): ")
        try SecretService().store(password, for: url.description)
        say("The desktop keeps the password of \(url).")
    }

    enum Refusal: Error, CustomStringConvertible {
        case hasNoPassword, holdsPassword

        var description: String {
            switch self {
            case .hasNoPassword: "A SQLite file has no password; name the address of a server."
            case .holdsPassword:
                "The address holds a password, and lists of commands would show it; leave it out, and it is asked for."
            }
        }
    }
}
