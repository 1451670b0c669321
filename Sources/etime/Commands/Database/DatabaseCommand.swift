import ArgumentParser
import Domain
import Foundation
import Services
import Storage
import StorageODBC

struct DatabaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "db",
        abstract: "Make a database, bring its schema up to date, or say where it stands.",
        subcommands: [DatabaseMigrateCommand.self, DatabaseStatusCommand.self, DatabasePasswordCommand.self])
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

struct DatabaseStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "List the steps of the schema and which of them the database has taken.",
        discussion: """
            Changes nothing. The exit status is 1 where steps are missing.

            Example:
              etime db status
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        let steps = try await company.withDatabase(isCreating: false) { try await Migrator($0).status() }
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

extension CompanyOptions {
    /// Opens the database alone, whatever its schema.
    ///
    /// - Parameter isCreating: false: a file that is not there is an error instead of being made.
    func withDatabase<T: Sendable>(
        isCreating: Bool, _ body: (any Database) async throws -> T
    ) async throws -> T {
        let url = try await DatabaseURL.resolving(address)
        if isCreating { try DatabaseAddress.prepare(address) } else { try Self.requireFile(url) }
        let database = try await openDatabase(url, drivers: allDatabaseDrivers)
        let result: T
        do {
            result = try await body(database)
        } catch {
            try? await database.close()
            throw error
        }
        try await database.close()
        return result
    }

    private static func requireFile(_ url: DatabaseURL) throws {
        switch url.location {
        case .sqlite(let path):
            if !FileManager.default.fileExists(atPath: path) { throw NoDatabase(path: path) }
        case .server, .odbc: break
        }
    }
}

/// A database that is only to be looked at is not there.
struct NoDatabase: Error, CustomStringConvertible {
    var path: String

    var description: String { "There is no database \(path); make it with “etime db migrate”, or correct the name." }
}
