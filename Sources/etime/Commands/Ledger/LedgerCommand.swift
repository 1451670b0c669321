import ArgumentParser
import Services

struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Prove that the stored punches are as they were collected.",
        subcommands: [LedgerVerifyCommand.self, LedgerRebuildOwnersCommand.self])
}

struct LedgerVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check every seal of the punch ledger, and whose each punch is.",
        discussion: """
            Each collected batch is sealed over its rows and the seal before it: a changed, added or removed punch \
            breaks the chain. Then each punch is held against the person it belongs to. The exit status is 1 where \
            anything differs.

            Example:
              etime ledger verify
            """)

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let report = try await interruptible { try await services.ledger.verify(by: actor) }
            guard report.isSealWhole else { throw BrokenLedger(sentence: report.sentence) }
            guard report.isIntact else { throw StrayPunches(report: report) }
            say(report.sentence)
        }
    }
}

struct LedgerRebuildOwnersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild-owners",
        abstract: "Work out anew whose punch is whose, and the days this changes.",
        discussion: """
            Whose a punch is follows from the ledger, from who has which user on the terminals, and from who was \
            employed when. This works it out again from those; it changes no punch.

            Example:
              etime ledger rebuild-owners
            """)

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let report = try await interruptible { try await services.ledger.rebuildOwners(by: actor) }
            say(
                report.punches == 0
                    ? "Every punch was with the person it belongs to."
                    : "\(report.punches) \(report.punches == 1 ? "punch" : "punches") put right, "
                        + "\(report.daysComputed) \(report.daysComputed == 1 ? "day" : "days") worked out.")
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

/// The seals hold, and a punch is with the wrong person.
struct StrayPunches: Error, CustomStringConvertible {
    var report: LedgerReport

    var description: String {
        report.strayOwners > 0
            ? "\(report.sentence) Put them right with “etime ledger rebuild-owners”."
            : "\(report.sentence) Say whose it is with “etime inbox map”."
    }
}
