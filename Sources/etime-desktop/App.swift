import ArgumentParser
import Desktop
import Services
import StorageODBC

/// The desktop process. `main` is synchronous: after the first suspension of an asynchronous one the main actor would live
/// on a thread that GTK does not know.
@main
struct App: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "etime-desktop", abstract: "E-Time Tracker in a window.", version: "0.1.0")

    @Option(
        help: ArgumentHelp(
            "The database: a path, or an address such as sqlite:////var/lib/etime.db.",
            discussion:
                "Without it, ETIME_DATABASE from the environment or .env; else what you chose on the desktop; else \(DatabaseAddress.standard)."
        ))
    var database: String?

    func run() throws {
        let address = DatabaseAddress.chosen(database)
        try DatabaseAddress.prepare(address)
        let isFree = DatabaseAddress.isFree(database)
        throw ExitCode(
            MainActor.assumeIsolated {
                DesktopProgram.run(address: address, isFree: isFree, drivers: allDatabaseDrivers)
            })
    }
}
