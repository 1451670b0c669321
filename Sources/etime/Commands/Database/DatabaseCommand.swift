import ArgumentParser
import Domain
import Services
import Storage
import StorageODBC

struct DatabaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "db",
        abstract: "Make a database, keep its schema up to date, or move a company to another one.",
        subcommands: [
            DatabaseCreateCommand.self, DatabaseMigrateCommand.self, DatabaseStatusCommand.self,
            DatabaseCheckCommand.self,
            DatabaseCopyCommand.self, DatabaseArchiveCommand.self, DatabaseArchivesCommand.self,
            DatabasePasswordCommand.self,
        ])
}

struct DatabaseMigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the schema up to date; make the database where there is none.",
        discussion: """
            All missing steps are taken in one transaction: either the schema is complete afterwards, or nothing has \
            changed. Every command that opens the company does this by itself.

            Example:
              etime db migrate --database sqlite:////srv/etime/company.db
            """)

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        let taken = try await company.withDatabase(isCreating: true) {
            try await Migrator($0).migrate(at: systemNow())
        }
        for step in taken { say("\(step.number)  \(step.name)") }
        say(taken.isEmpty ? "The schema is up to date." : "\(taken.count) steps taken; the schema is up to date.")
    }
}
