import ArgumentParser
import Services

struct AuditVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Prove that nobody has changed, removed, moved or added an entry.",
        discussion: """
            Each entry is sealed over the one before, so that a change of any one shows, and where. Who can write the database \
            could write the whole journal anew with all its seals: keep the seal that is printed somewhere else, and give it \
            with --known the next time.

            Examples:
              etime audit verify
              etime audit verify --known 812:3f2ac0…
            """)

    @Option(
        help: ArgumentHelp("A seal that an earlier verification printed.", valueName: "entry:seal"),
        transform: { text in
            guard let seal = JournalSeal(text) else {
                throw ValidationError("“\(text)” is no seal; copy what “etime audit verify” printed, as 812:3f2ac0….")
            }
            return seal
        })
    var known: JournalSeal?

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let verdict = try await services.journal.verify(against: known, by: actor)
            guard let broken = verdict.broken else {
                let entries = verdict.seal.entry
                return say(
                    "The journal is whole: \(entries) \(entries == 1 ? "entry" : "entries"). Its seal: \(verdict.seal.text)"
                )
            }
            remark("The journal was changed from outside: \(broken)")
            throw ExitCode.failure
        }
    }
}
