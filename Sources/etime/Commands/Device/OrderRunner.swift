import ArgumentParser
import Domain
import Services
import Storage
import Synchronization

/// Asks something of terminals and tells what came of it, a line a task as soon as it has ended, and on a screen how far they
/// are; the exit status is 1 where one failed.
struct OrderRunner {
    let services: Services
    let actor: Actor

    /// - Parameter later: do not wait for it.
    func run(_ order: DeviceOrder, on names: [String], title: String? = nil, later: Bool = false) async throws {
        let devices = try await ids(names)
        try await finish(try await services.fleet.ask(order, of: devices, title: title, by: actor), later: later)
    }

    func finish(
        _ run: FleetRun, later: Bool = false, whenNothing nothing: String = "There is nothing to do."
    ) async throws {
        for lack in run.leftOut { say("Left out: \(lack)".singleLine) }
        if run.tasks.isEmpty { return say(nothing) }
        if later {
            let count = run.tasks.count
            return say(
                "\(run.run.title): \(count) \(count == 1 ? "task waits" : "tasks wait"), as number \(run.id.rawValue) of "
                    + "“etime device tasks”.")
        }
        try await warnOfPush(run)
        let told = Told()
        defer { told.finish() }
        let ended = try await finished(run, told)
        // Of one that had ended when it was asked for nothing has changed.
        told.tell(ended)
        if ended.failed > 0 { throw ExitCode.failure }
    }

    private func finished(_ run: FleetRun, _ told: Told) async throws -> FleetRun {
        do {
            return try await interruptible { [services, actor] in
                try await services.fleet.finish(run, by: actor) { told.tell($0) }
            }
        } catch is CancellationError {
            told.finish()
            remark("Stopped. What has not ended stays asked for; see “etime device tasks”.")
            throw ExitCode(interruptedStatus)
        }
    }

    /// Says before a terminal is asked for an answer why that may be long in coming. Of one that is silent, or whose kind
    /// does not have it, the answer comes at once.
    func warn(before order: DeviceOrder, of devices: [ID<Device>]) async throws {
        let push = try await pushTerminals(of: Set(devices)).filter { device in
            device.silentSince == nil && !device.isRetired && device.lack(for: order) == nil
        }
        guard !push.isEmpty else { return }
        let isCollecting = try await services.fleet.isCollecting(by: actor)
        remark(
            isCollecting
                ? "A push terminal is asked when it calls next."
                : "A push terminal is asked when it calls: run “etime collect --push PORT”.")
    }

    private func pushTerminals(of asked: Set<ID<Device>>) async throws -> [DeviceSummary] {
        try await services.devices.list(by: actor).filter { $0.family == .push && asked.contains($0.id) }
    }

    private func warnOfPush(_ run: FleetRun) async throws {
        let push = try await pushTerminals(of: Set(run.tasks.map(\.task.device)))
        guard !push.isEmpty else { return }
        for device in push where device.silentSince != nil { remark((device.lastError ?? "").singleLine) }
        let isCollecting = try await services.fleet.isCollecting(by: actor)
        remark(
            isCollecting
                ? "A push terminal is told when it calls next."
                : "A push terminal is told when it calls: run “etime collect --push PORT”. Ctrl-C leaves it to that.")
    }

    func ids(_ names: [String]) async throws -> [ID<Device>] {
        try await services.namedDevices(names, by: actor).map(\.id)
    }
}

/// Tells each task once, when it has ended; several that have ended meanwhile in the order in which they were asked for.
private final class Told: Sendable {
    private let tasks = Mutex<Set<ID<DeviceTask>>>([])
    private let line = RewrittenLine()

    func tell(_ run: FleetRun) {
        let ended = run.tasks.filter { task in
            task.task.state.hasEnded && tasks.withLock { $0.insert(task.id).inserted }
        }
        let open = run.tasks.filter { $0.task.state == .running && !$0.sentence.isEmpty }
        if !ended.isEmpty || open.isEmpty { line.clear() }
        for task in ended { Self.tell(task) }
        guard !open.isEmpty else { return }
        line.show(atOnce: !ended.isEmpty) {
            open.map { "\($0.deviceName): \($0.sentence.singleLine)" }.joined(separator: "; ")
        }
    }

    func finish() { line.clear() }

    private static func tell(_ task: FleetTask) {
        let sentence = task.sentence.singleLine
        if task.task.state == .done {
            say("\(task.deviceName): \(sentence.isEmpty ? "done." : sentence)")
        } else {
            remark("Error: \(task.deviceName): \(sentence.isEmpty ? task.task.state.word : sentence)")
        }
    }
}

/// Which terminals something is asked of, and whether to wait for it.
struct OrderOptions: ParsableArguments {
    @Flag(help: "Do not wait until it is done.")
    var later = false

    @OptionGroup var company: CompanyOptions

    func run(_ order: DeviceOrder, on names: [String]) async throws {
        try await company.withCompany { services, actor in
            try await OrderRunner(services: services, actor: actor).run(order, on: names, later: later)
        }
    }
}
