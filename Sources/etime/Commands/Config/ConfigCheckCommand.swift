import ArgumentParser
import Foundation
import Server
import Services
import Storage
import StorageODBC

struct ConfigCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Try what is set: the files, the database, the certificate, the log.",
        discussion: """
            Changes nothing. The exit status is 1 where something does not work.

            Example:
              etime config check
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        let configuration = try company.configuration()
        var findings = ConfigurationCheck(configuration).findings()
        findings += [await database(), await Self.server(configuration)]
        let listing = Listing(
            findings,
            [
                .init("What", "subject") { .text($0.subject) },
                .init("Works", "works") { .text($0.works ? "yes" : "no") },
                .init("Why", "sentence", flexible: true) { .text($0.sentence) },
            ])
        try listing.show(format.format, whenEmpty: "There are no settings.")
        if findings.contains(where: { !$0.works }) { throw ExitCode.failure }
    }

    private func database() async -> ConfigurationFinding {
        await .trying("database") {
            let address = try company.address()
            if address == DatabaseAddress.standard, Self.isMissing(address) {
                return "There is none yet at \(address); the first command makes it."
            }
            let (product, missing) = try await company.withDatabase(isCreating: false) { database in
                let steps = try await Migrator(database).status()
                return (try await database.read { try $0.product() }, steps.count { $0.appliedAt == nil })
            }
            let step = missing == 1 ? "1 step" : "\(missing) steps"
            let schema =
                missing == 0 ? "its schema is up to date" : "its schema lacks \(step), which the next command takes"
            return "\(product) answers at \(try DatabaseURL(address)), and \(schema)."
        }
    }

    private static func isMissing(_ address: String) -> Bool {
        guard case .sqlite(let path)? = (try? DatabaseURL(address))?.location else { return false }
        return !FileManager.default.fileExists(atPath: path)
    }

    private static func server(_ configuration: ProgramConfiguration) async -> ConfigurationFinding {
        await .trying("serve") {
            let settings = try APISettings(configuration)
            return try APIServer.check(settings)
        }
    }
}
