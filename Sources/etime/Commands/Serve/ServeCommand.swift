import ArgumentParser
import Foundation
import Logging
import NIOCore
import Server
import Services

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the REST API, until it is stopped.",
        discussion: """
            Other programs ask for what people ask for here, with a session or an access token (“etime token add”), and may do what that \
            account may. The API describes itself at /api/v1/openapi.json; docs/API.md begins with an example. It listens to this \
            computer alone unless a certificate is given. Ctrl-C stops cleanly: who is being answered is answered to the end. \
            What is not said here is taken from the settings under “serve”, which “etime config show” lists.

            Examples:
              etime serve
              etime serve --listen 0.0.0.0:8443 --certificate server.pem --key server.key
            """)

    @Option(
        help: ArgumentHelp(
            "Where to listen, such as 127.0.0.1:8080, where nobody says otherwise, or 8080 on every address.",
            valueName: "address"))
    var listen: ListenArgument?

    @Option(help: ArgumentHelp("The certificate with those above it, in PEM form.", valueName: "file"))
    var certificate: String?

    @Option(help: ArgumentHelp("The certificate’s key, in PEM form.", valueName: "file"))
    var key: String?

    @Flag(help: "Listen to other computers without encryption, behind something that encrypts.")
    var clear = false

    @Option(
        help: ArgumentHelp(
            "Requests a second of one account or address, on average; 0: any number. Without it, 100.",
            valueName: "count"))
    var rate: Double?

    @Option(help: ArgumentHelp("An origin whose pages may ask, as https://hr.example.", valueName: "origin"))
    var allowOrigin: [String] = []

    @OptionGroup var company: CompanyOptions

    func validate() throws {
        if (certificate == nil) != (key == nil) { throw ValidationError("--certificate and --key are given together.") }
        if let rate, rate < 0 { throw ValidationError("--rate is not negative.") }
    }

    /// With what this command was given.
    private func given(_ configuration: ProgramConfiguration) -> ProgramConfiguration {
        var given: [ProgramSetting: String] = [:]
        given[.listen] = listen.map { "\($0.address.host):\($0.address.port)" }
        (given[.certificate], given[.certificateKey]) = (certificate, key)
        given[.rate] = rate.map { "\($0)" }
        if clear { given[.clear] = "true" }
        if !allowOrigin.isEmpty { given[.allowedOrigins] = allowOrigin.joined(separator: ",") }
        return configuration.with(given)
    }

    private struct AddressInUse: Error, CustomStringConvertible {
        var address: ServerAddress
        var description: String {
            "Something else listens at \(address.host):\(address.port) already; stop it, or choose another port with --listen."
        }
    }

    func run() async throws {
        let made = try APISettings(given(try company.configuration()))
        let scheme = made.certificate == nil ? "http" : "https"
        try await company.withServices(waiting: true) { services in
            let server = try APIServer(services, made, logger: services.logger)
            if try await services.accounts.isOpenToAll() {
                remark("There are no accounts yet, so that nobody can sign in; add one with “etime account add”.")
            }
            do {
                try await interruptible {
                    try await server.run { bound in
                        say("Serving \(scheme)://\(bound.host):\(bound.port)/api/v1. Ctrl-C stops.")
                    }
                }
            } catch is CancellationError {
            } catch let error as IOError where error.errnoCode == EADDRINUSE {
                throw AddressInUse(address: made.address)
            }
            say("Stopped.")
        }
    }
}
