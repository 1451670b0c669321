import ArgumentParser
import Services
import Storage
import StorageODBC

struct DatabaseCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make an empty database on a server, or a file, with the schema in it.",
        discussion: """
            The user in the address must be allowed to make databases; else have the database's administrator make an \
            empty one, and run “etime db migrate”. A database that is there already only gets the steps that it lacks.

            Example:
              etime db create postgresql://asha@db.example/etime
            """)

    @Argument(
        help: ArgumentHelp("The database's address. Without it, the one of --database.", valueName: "url"))
    var address: String?

    @OptionGroup var company: CompanyOptions

    func validate() throws {
        if address != nil, company.database != nil {
            throw ValidationError("Name one database, with --database or without.")
        }
    }

    func run() async throws {
        let text = try address ?? company.address()
        try DatabaseAddress.prepare(text)
        let url = try await DatabaseURL.resolving(text, from: SystemPasswords(try company.configuration()))
        let isNew = try await createDatabase(url, drivers: allDatabaseDrivers)
        let taken = try await withOpenDatabase(text, try company.configuration(), isCreating: true) {
            try await Migrator($0).migrate(at: systemNow())
        }
        say("\(isNew ? "Made" : "There was already") \(url)\(Self.words(for: taken.count, isNew: isNew))")
    }

    private static func words(for steps: Int, isNew: Bool) -> String {
        if isNew { return ", with the schema in it." }
        return steps == 0
            ? ", and its schema is up to date." : "; its schema is up to date now, \(steps) steps further."
    }
}
