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
                "Without it, ETIME_DATABASE, or database.url in a file of settings; else what you chose on the desktop; else \(DatabaseAddress.standard)."
        ))
    var database: String?

    @Option(
        help: ArgumentHelp("A file of settings, in the place of those that are looked for.", valueName: "file"))
    var config: String?

    func run() throws {
        let configuration = try ProgramConfiguration.load(
            given: database.map { [.database: $0] } ?? [:], file: config)
        let address = try configuration.text(.database) ?? DatabaseAddress.standard
        try DatabaseAddress.prepare(address)
        let logger = try ProgramLog.logger(configuration)
        throw ExitCode(
            MainActor.assumeIsolated {
                DesktopProgram.run(
                    address: address, drivers: allDatabaseDrivers, configuration: configuration, logger: logger)
            })
    }
}
