import ArgumentParser
import Domain
import Storage
import StorageODBC

struct DatabaseStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "List the steps of the schema and which of them the database has taken.",
        discussion: """
            Says first which database it is. Changes nothing. The exit status is 1 where steps are missing.

            Example:
              etime db status
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        let (product, steps) = try await company.withDatabase(isCreating: false) { database in
            (try await database.read { try $0.product() }, try await Migrator(database).status())
        }
        let taken = steps.prefix { $0.appliedAt != nil }.count
        if format.format == .table {
            say("\(product), \(try DatabaseURL(company.address())), schema \(taken) of \(steps.count)\n")
        }
        let listing = Listing(
            steps,
            [
                .init("Step", "step") { .integer($0.number) },
                .init("Name", "name") { .text($0.name) },
                .init("Taken (UTC)", "applied_at") { .moment($0.appliedAt, in: .utc) },
            ])
        try listing.show(format.format, whenEmpty: "This program knows no steps.")
        let missing = steps.count { $0.appliedAt == nil }
        guard missing > 0 else { return }
        remark("\(missing) steps are missing; run “etime db migrate”.")
        throw ExitCode.failure
    }
}
