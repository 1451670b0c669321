package import Devices
import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import ServiceLifecycle

/// Listens for terminals that push.
package struct PushServer: Sendable {
    private let address: ServerAddress
    private let limits: PushLimits
    private let logger: Logger
    private let endpoint: PushEndpoint
    private let refusals: RefusalLog
    private let doorkeeper: Doorkeeper

    package init(
        _ address: ServerAddress, host: any PushHost, mailboxes: PushMailboxes, limits: PushLimits = PushLimits(),
        logger: Logger
    ) {
        self.address = address
        self.limits = limits
        self.logger = logger
        refusals = RefusalLog(logger)
        doorkeeper = Doorkeeper(limits.gate)
        endpoint = PushEndpoint(host: host, mailboxes: mailboxes, limits: limits, refusals: refusals, logger: logger)
    }

    /// Serves until the task is cancelled or the service group that it runs in shuts down. Then nobody is let in any more,
    /// and who is in gets an answer.
    ///
    /// - Parameter listening: Called with the port that was bound.
    package func run(listening: @escaping @Sendable (ServerAddress) async -> Void = { _ in }) async throws {
        let router = Router(context: PushContext.self)
        endpoint.addRoutes(to: router)
        let host = address.host
        let application = Application(
            router: router,
            server: HTTPServerBuilder { [limits, doorkeeper, refusals] responder in
                GatedChannel(limits.gate, doorkeeper, refusals, responder: responder)
            },
            configuration: ApplicationConfiguration(
                address: .hostname(address.host, port: address.port), serverName: nil),
            onServerRunning: { channel in
                await listening(ServerAddress(host: host, port: channel.localAddress?.port ?? 0))
            },
            logger: logger)
        let group = ServiceGroup(configuration: .init(services: [application], logger: logger))
        // A task that is cancelled would drop connections that were accepted and not served yet.
        let running = Task { try await group.run() }
        try await withTaskCancellationHandler {
            try await running.value
        } onCancel: {
            Task { await group.triggerGracefulShutdown() }
        }
    }

    /// Connections that are open now, and bytes of bodies that are held.
    package var load: (connections: Int, bytes: Int) { (doorkeeper.connections, endpoint.budget.total) }
}
