import ArgumentParser
import Services
import Storage

struct DatabaseCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Hold the database's tables, columns, keys, rules, indexes and views against what the program needs.",
        discussion: """
            Finds what somebody changed by hand, a lost foreign key or CHECK and a text that is too short included. Changes \
            nothing. The exit status is 1 where anything is missing, extra or \
            different.

            Example:
              etime db check
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        let expected = try DatabaseSchema.expected()
        let differences = try await company.withDatabase(isCreating: false) { database in
            try await Migrator(database).requireComplete()
            return expected.differences(from: try await LiveSchema(of: database, expected: expected))
        }
        let listing = Listing(
            differences,
            [
                .init("Is", "kind") { .text($0.kind.rawValue) },
                .init("What", "subject") { .text($0.subject) },
                .init("How", "detail", flexible: true, optional: true) { .text($0.detail) },
            ])
        try listing.show(format.format, whenEmpty: "All \(expected.tables.count) tables are as they should be.")
        if !differences.isEmpty { throw ExitCode.failure }
    }
}
