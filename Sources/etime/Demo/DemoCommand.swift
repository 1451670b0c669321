import ArgumentParser
import Domain
import Foundation
import Services
import Storage

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Do the main job on a demo company: collect, work out, show.",
        discussion: """
            Starts a virtual identiX K20 with a month of punches of sixty people, collects it over TCP, works out the \
            days, and opens the desktop on Today. Without a display the same day is printed. Run it again and only \
            what has come since is collected. Your own data is not touched: the demo has a file of its own.

            Examples:
              etime demo
              etime demo --no-desktop
            """)

    static let defaultDatabase = "sqlite:///data/demo.db"

    @Flag(help: "Print the day, even where there is a display.")
    var noDesktop = false

    @Option(
        help: ArgumentHelp("The demo's database; without it, \(Self.defaultDatabase).", valueName: "url"))
    var database: String?

    @Flag(help: "Log what happens, on standard error.")
    var verbose = false

    func run() async throws {
        var options = try CompanyOptions.parse(verbose ? ["--verbose"] : [])
        options.database = try address()
        let desktop = noDesktop ? nil : DemoDesktop.available()
        do {
            try await options.withCompany { services, actor in
                try await interruptible { [options] in
                    try await DemoRun(services: services, actor: actor, database: try options.address()).run(
                        in: desktop)
                }
            }
        } catch is CancellationError {
            remark("Stopped. What was stored stays; run the demo again to go on.")
            throw ExitCode(interruptedStatus)
        }
    }

    private func address() throws -> String {
        if let database { return database }
        do {
            try FileManager.default.createDirectory(atPath: "data", withIntermediateDirectories: true)
        } catch {
            throw StorageError.cannotOpen(path: "data/demo.db", reason: "the folder data cannot be made")
        }
        return Self.defaultDatabase
    }
}
