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
            exit status is then 1. What keeps no log, such as a line reader, is left out: “etime collect” takes its punches.

            Examples:
              etime sync
              etime sync "Gate 1"
              etime sync "Gate 1" --accept-count       its own counter is wrong, and stays wrong
              etime sync "Gate 1" --accept-terminal    another terminal has taken its place
            """)

    @Argument(help: "Names of terminals; without one, every terminal in use.")
    var devices: [String] = []

    @Flag(help: "Every terminal in use, as without a name.")
    var all = false

    @Flag(
        help:
            "Take what the named terminal holds though its own counter says otherwise. The journal keeps that you did.")
    var acceptCount = false

    @Flag(
        help: "Take the terminal that answers though its serial number is another's. The journal keeps that you did.")
    var acceptTerminal = false

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func validate() throws {
        if all, !devices.isEmpty { throw ValidationError("Give either terminals or --all, not both.") }
        if !consent.isEmpty, devices.count != 1 {
            throw ValidationError("What is accepted is accepted of one terminal: give its name.")
        }
    }

    func run() async throws {
        let isTable = format.format == .table
        try await company.withCompany { services, actor in
            let run = SyncRun(services: services, actor: actor, consent: consent, isTold: isTable)
            let outcomes = try await run.collect(try await chosenDevices(services, actor))
            if !isTable {
                let zone = try await services.companyZone()
                try Listing.outcomes(outcomes, zone: zone).show(format.format, whenEmpty: "")
            }
            await services.remarkSharedNumbers(by: actor)
            if outcomes.contains(where: { $0.error != nil }) { throw ExitCode.failure }
        }
    }

    private var consent: SyncConsent {
        var consent: SyncConsent = []
        if acceptCount { consent.insert(.count) }
        if acceptTerminal { consent.insert(.terminal) }
        return consent
    }

    private func chosenDevices(_ services: Services, _ actor: Actor) async throws -> [DeviceSummary] {
        if devices.isEmpty {
            let every = try await services.devices.list(by: actor)
            if every.isEmpty { throw NoDevices() }
            let inUse = every.filter { !$0.isRetired }
            if inUse.isEmpty { throw AllRetired() }
            for lack in inUse.compactMap({ $0.lack(for: .collect(accepting: 0)) }) where format.format == .table {
                say("Left out: \(lack)".singleLine)
            }
            return inUse.filter { $0.lack(for: .collect(accepting: 0)) == nil }
        }
        return try await services.namedDevices(devices, by: actor)
    }
}

/// Collects terminals one after the other, so that the lines of two do not mix.
private struct SyncRun {
    let services: Services
    let actor: Actor
    let consent: SyncConsent
    /// Whether each outcome is told in words as it comes.
    let isTold: Bool

    /// - Returns: what became of each; where that is told in words, each has been.
    func collect(_ devices: [DeviceSummary]) async throws -> [SyncOutcome] {
        var outcomes: [SyncOutcome] = []
        for device in devices {
            let outcome = try await collect(device)
            if isTold { tell(outcome) }
            outcomes.append(outcome)
        }
        return outcomes
    }

    private func collect(_ device: DeviceSummary) async throws -> SyncOutcome {
        do {
            let report = try await interruptible { [services, actor, consent, isTold] in
                try await services.collection.collect(
                    device, accepting: consent, by: actor, showingOn: isTold ? .errors : nil)
            }
            return SyncOutcome(device: device.name, result: .success(report))
        } catch is CancellationError {
            remark("Stopped. What was stored stays; run the command again to go on.")
            throw ExitCode(interruptedStatus)
        } catch {
            return SyncOutcome(device: device.name, result: .failure(error))
        }
    }

    private func tell(_ outcome: SyncOutcome) {
        if let report = outcome.report { say(report.description.singleLine) }
        if let error = outcome.error { remark("Error: \(outcome.device): \(error)") }
    }
}

/// `sync` without a terminal to collect from.
struct NoDevices: Error, CustomStringConvertible {
    let description = "There is no terminal to collect from; add one with “etime device add NAME HOST”."
}

/// `sync` where every terminal is out of use.
struct AllRetired: Error, CustomStringConvertible {
    let description =
        "Every terminal is retired, so there is none to collect from; add one with “etime device add NAME HOST”, or "
        + "take one back with “etime device restore NAME”."
}

extension CollectionService {
    /// Collects one terminal and shows how it goes; nil shows nothing.
    func collect(
        _ device: DeviceSummary, accepting consent: SyncConsent = [], by actor: Actor, showingOn terminal: Terminal?
    ) async throws -> SyncReport {
        var line = terminal.map { SyncProgressLine(device: device.name, terminal: $0) }
        defer { line?.finish() }
        for try await progress in sync(device: device.id, accepting: consent, by: actor) {
            line?.show(progress)
            if case .finished(let report) = progress { return report }
        }
        // A stream that ends without a report was cancelled.
        throw CancellationError()
    }
}
