import ArgumentParser
import Domain
import Services

struct SyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Collect the punches of terminals and work out the days they touch.",
        discussion: """
            Only what is new is read. Ctrl-C stops cleanly: what was stored stays, nothing is stored twice, and the \
            next run goes on from there. One terminal that fails does not keep the others from being collected; the \
            exit status is then 1.

            Examples:
              etime sync
              etime sync "Gate 1"
            """)

    @Argument(help: "Names of terminals; without one, every terminal.")
    var devices: [String] = []

    @Flag(help: "Every terminal, as without a name.")
    var all = false

    @OptionGroup var company: CompanyOptions

    func validate() throws {
        if all, !devices.isEmpty { throw ValidationError("Give either terminals or --all, not both.") }
    }

    func run() async throws {
        try await company.withCompany { services, actor in
            let chosen = try await chosenDevices(services, actor)
            let failures = try await Self.collect(chosen, services, actor)
            if !failures.isEmpty { throw ExitCode.failure }
        }
    }

    private func chosenDevices(_ services: Services, _ actor: Actor) async throws -> [DeviceSummary] {
        if devices.isEmpty {
            let every = try await services.devices.list(by: actor)
            if every.isEmpty { throw NoDevices() }
            return every
        }
        var chosen: [DeviceSummary] = []
        for name in devices { chosen.append(try await services.device(name, by: actor)) }
        return chosen
    }

    /// One after the other, so that the lines of two terminals do not mix.
    ///
    /// - Returns: names of the terminals that failed; each has said why.
    private static func collect(
        _ devices: [DeviceSummary], _ services: Services, _ actor: Actor
    ) async throws -> [String] {
        var failures: [String] = []
        for device in devices {
            do {
                let report = try await interruptible {
                    try await services.collection.collect(device, by: actor, showingOn: .errors)
                }
                say(report.description)
            } catch is CancellationError {
                remark("Stopped. What was stored stays; run the command again to go on.")
                throw ExitCode(interruptedStatus)
            } catch {
                remark("Error: \(device.name): \(String(describing: error))")
                failures.append(device.name)
            }
        }
        return failures
    }
}

/// `sync` without a terminal to collect from.
struct NoDevices: Error, CustomStringConvertible {
    let description = "There is no terminal to collect from; add one with “etime device add NAME HOST”."
}

extension CollectionService {
    /// Collects one terminal and shows how it goes.
    func collect(
        _ device: DeviceSummary, by actor: Actor, showingOn terminal: Terminal
    ) async throws -> SyncReport {
        var line = SyncProgressLine(device: device.name, terminal: terminal)
        defer { line.finish() }
        for try await progress in sync(device: device.id, by: actor) {
            line.show(progress)
            if case .finished(let report) = progress { return report }
        }
        // A stream that ends without a report was cancelled.
        throw CancellationError()
    }
}
