import ArgumentParser
import Services

struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Prove that the stored punches are as they were collected.",
        subcommands: [LedgerVerifyCommand.self])
}

struct LedgerVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check every seal of the punch ledger, and name the first that is broken.",
        discussion: """
            Each collected batch is sealed over its rows and the seal before it: a changed, added or removed punch \
            breaks the chain. The exit status is 1 where it is broken.

            Example:
              etime ledger verify
            """)

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let report = try await interruptible { try await services.ledger.verify(by: actor) }
            guard report.isIntact else { throw BrokenLedger(sentence: report.sentence) }
            say(report.sentence)
        }
    }
}

/// The chain of seals does not hold.
struct BrokenLedger: Error, CustomStringConvertible {
    var sentence: String

    var description: String {
        "\(sentence) Keep this file as it is, restore a backup to another one, and ask support to compare them."
    }
}
