import ArgumentParser
import Domain
import Logging
import Server
import Services

struct CollectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "collect",
        abstract: "Collect from all terminals continuously, until it is stopped.",
        discussion: """
            Stays connected to the terminals, fetches each punch as it is made, and comes back to a terminal that was away. \
            While the database is away, punches wait on this computer and go in when it is back. Several of these may run \
            on several computers: they share the terminals, and take over those of one that dies. Ctrl-C stops cleanly.

            Examples:
              etime collect
              etime collect --scan-interval 10 --verbose
              etime collect --push 8081
            """)

    @OptionGroup var options: FleetOptions

    @Option(
        help: ArgumentHelp(
            "Where push terminals call (ADMS), such as 8081 or 192.168.1.5:8081; without it, nobody listens.",
            valueName: "port"))
    var push: ListenArgument?

    @Option(
        help: ArgumentHelp(
            "Where punches wait while the database is away; without it, etime/spool in your state folder.",
            valueName: "folder"))
    var spool: String?

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        // After a power cut, the server may be up later than this.
        let configuration = try company.configuration()
        let push = try push?.address ?? configuration.address(.push)
        let spool = try spool ?? configuration.text(.spool)
        try await company.withServices(waiting: true) { services in
            // Nobody sits here: whoever starts it can open the database.
            let actor = Actor.collector
            let stored = try await services.fleet.settings(by: actor)
            let settings = options.isEmpty ? nil : options.applied(to: stored)
            let collector = try await services.fleet.collector(settings, spool: spool, by: actor)
            await services.remarkSharedNumbers(by: actor)
            let names = DeviceNames(services: services, actor: actor)
            let events = services.fleet.events()
            let telling = Task { for await event in events { await names.tell(event) } }
            let logger = services.logger
            // Being stopped is how it ends.
            do {
                try await interruptible {
                    say("Collecting from every terminal in use. Ctrl-C stops.")
                    try await Self.collect(collector, push, logger)
                }
            } catch is CancellationError {}
            telling.cancel()
            say("Stopped. What was stored stays; terminals keep the rest.")
        }
    }

    private static func collect(
        _ collector: Collector, _ push: ServerAddress?, _ logger: Logger
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await collector.run() }
            if let push { group.addTask { try await listen(push, collector, logger) } }
            try await group.next()
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    private static func listen(_ address: ServerAddress, _ collector: Collector, _ logger: Logger) async throws {
        let server = PushServer(address, host: collector.push, mailboxes: collector.push.mailboxes, logger: logger)
        try await server.run { bound in say("Push terminals call at \(bound.host):\(bound.port).") }
    }
}

/// `8081` on every address of this computer, or `192.168.1.5:8081`.
struct ListenArgument: ExpressibleByArgument {
    var address: ServerAddress

    init(_ address: ServerAddress) { self.address = address }

    var defaultValueDescription: String { "\(address.host):\(address.port)" }

    init?(argument: String) {
        guard let address = ServerAddress(argument) else { return nil }
        self.address = address
    }
}

/// The settings of the fleet that one run or the company can have otherwise.
struct FleetOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Seconds between two looks at a terminal.", valueName: "seconds"))
    var scanInterval: Int?

    @Option(help: ArgumentHelp("Seconds that a connection may take.", valueName: "seconds"))
    var connectionTimeout: Int?

    @Option(
        help: ArgumentHelp("Failures in a row until a terminal is tried only now and then.", valueName: "count"))
    var maxRetryAttempts: Int?

    @Option(help: ArgumentHelp("Terminals that are connected at the same time.", valueName: "count"))
    var maxConcurrentDevices: Int?

    var isEmpty: Bool {
        scanInterval == nil && connectionTimeout == nil && maxRetryAttempts == nil && maxConcurrentDevices == nil
    }

    func applied(to settings: FleetSettings) -> FleetSettings {
        var settings = settings
        let given: [(FleetSettings.Field, Int?)] = [
            (.scanInterval, scanInterval), (.connectionTimeout, connectionTimeout),
            (.maxRetryAttempts, maxRetryAttempts), (.maxConcurrentDevices, maxConcurrentDevices),
        ]
        for (field, value) in given { settings[field] = value ?? settings[field] }
        return settings
    }
}

/// Tells what happens in the fleet, a line each, with the terminals' names.
private actor DeviceNames {
    private let services: Services
    private let actor: Actor
    private var names: [ID<Device>: String] = [:]

    init(services: Services, actor: Actor) {
        self.services = services
        self.actor = actor
    }

    func tell(_ event: FleetEvent) async {
        switch event {
        case .connected(let device): say("\(await name(device)): connected")
        case .disconnected(let device, let why?): remark("\(await name(device)): \(why.singleLine)")
        case .disconnected(_, nil): break
        case .dead(let device, let why):
            remark(
                "\(await name(device)): it failed several times in a row, and is tried again later. \(why.singleLine)")
        case .collected(let report) where report.newPunches > 0 || !report.notes.isEmpty:
            say(report.arrival.singleLine)
        case .collected: break
        case .spooled(let device, let punches):
            let waiting = punches == 1 ? "1 punch waits" : "\(punches) punches wait"
            remark("\(await name(device)): the database is away, \(waiting) on this computer")
        case .heldBack(let device, let why):
            remark(
                "\(await name(device)): what it sends can be kept nowhere, and waits at the sender until it can be. "
                    + why.singleLine)
        case .drained(let readings): say("The database is back: \(readings) readings that waited are in.")
        case .taskEnded(_, let device): say("\(await name(device)): a task has ended; see “etime device tasks”")
        case .knocked(let serial):
            say("A push terminal \(serial) calls; adopt it with “etime device adopt \(serial.shellQuoted) NAME”")
        }
    }

    private func name(_ device: ID<Device>) async -> String {
        if names[device] == nil, let all = try? await services.devices.list(by: actor) {
            for summary in all { names[summary.id] = summary.name }
        }
        return names[device] ?? "Terminal \(device.rawValue)"
    }
}
