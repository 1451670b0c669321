import ArgumentParser
import Services

struct AuditExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the journal out with its seals, for an auditor.",
        discussion: """
            One JSON object a line, oldest first, with all that is sealed: whoever has docs/ledger.md can check it without this \
            program. That it was exported stands in the journal itself.

            Examples:
              etime audit export > journal.ndjson
              etime audit export --since 2026-04-01 --until 2027-03-31 --employee 0042 > asha.ndjson
            """)

    @OptionGroup var wanted: JournalFilterOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let filter = try await wanted.filter(services, by: actor)
            try await services.journal.export(matching: filter, by: actor) { entry, line in
                say(try ExportedEntry(entry, line).json)
            }
        }
    }
}
