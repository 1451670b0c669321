import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
package import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle
package import Services

/// The REST API.
package struct APIServer: Sendable {
    private let services: Services
    private let settings: APISettings
    private let logger: Logger
    private let metrics = APIMetrics()

    /// - Throws: ``APIServerError`` for an address at which nobody should listen without encryption.
    package init(_ services: Services, _ settings: APISettings, logger: Logger) throws {
        try Self.requireSafe(settings)
        self.services = services
        self.settings = settings
        self.logger = logger
    }

    /// Serves until the task is cancelled or the service group that it runs in shuts down. Then nobody is let in any more, and who
    /// is being answered is answered to the end.
    ///
    /// - Parameter listening: called with the port that was bound.
    package func run(listening: @escaping @Sendable (ServerAddress) async -> Void = { _ in }) async throws {
        let host = settings.address.host
        let application = Application(
            responder: router().buildResponder(),
            server: try server(),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: settings.address.port), serverName: nil),
            onServerRunning: { channel in
                await listening(ServerAddress(host: host, port: channel.localAddress?.port ?? 0))
            },
            logger: logger)
        var configuration = ServiceGroupConfiguration(services: [application], logger: logger)
        configuration.maximumGracefulShutdownDuration = settings.farewell
        let group = ServiceGroup(configuration: configuration)
        // A task that is cancelled would drop connections that were accepted and not served yet.
        let running = Task { try await group.run() }
        try await withTaskCancellationHandler {
            try await running.value
        } onCancel: {
            Task { await group.triggerGracefulShutdown() }
        }
    }

    private func server() throws -> HTTPServerBuilder {
        var limits = GateLimits()
        (limits.connections, limits.connectionsPerAddress) = (settings.connections, settings.connectionsPerAddress)
        let doorkeeper = Doorkeeper(limits)
        let http = HTTPServerBuilder { [settings] responder in
            APIChannel(settings, doorkeeper, responder: responder)
        }
        guard let certificate = settings.certificate else { return http }
        return try .tls(http, tlsConfiguration: APICertificate(certificate).configuration)
    }

    /// Tries what the settings name, without listening.
    /// - Returns: what it would do.
    /// - Throws: ``APIServerError``
    package static func check(_ settings: APISettings) throws -> String {
        try requireSafe(settings)
        let place = "\(settings.address.host):\(settings.address.port)"
        guard let certificate = settings.certificate else { return "It would listen at \(place), without encryption." }
        _ = try NIOSSLContext(configuration: try APICertificate(certificate).configuration)
        return "It would listen at \(place), with the certificate in \(certificate.chain)."
    }

    private static func requireSafe(_ settings: APISettings) throws {
        let isOwn = ["127.0.0.1", "::1", "localhost"].contains(settings.address.host)
        guard isOwn || settings.certificate != nil || settings.isClearAllowed else {
            throw APIServerError.wouldBeReadable(host: settings.address.host)
        }
    }

    package static var operations: [Operation] { APICatalogue.operations }

    private func router() -> Router<APIContext> {
        let router = Router(context: APIContext.self)
        let responder = APIResponder(services, settings, metrics, logger)
        let operations = APICatalogue.operations + [APICatalogue.metrics(metrics)]
        for operation in operations {
            for method in operation.methods {
                router.on(RouterPath(APIResponder.prefix + operation.path), method: method) { request, context in
                    await responder.respond(to: operation, request, context)
                }
            }
        }
        for method in [HTTPRequest.Method.get, .head] {
            router.on(RouterPath(FeedAddress.path), method: method) { request, context in
                await responder.respond(toFeed: request, context)
            }
        }
        router.add(middleware: StrayCalls(responder: responder, paths: APIPaths(operations)))
        return router
    }
}

/// Answers what no route takes: a page of another origin that asks whether it may, an address that takes something else, and
/// addresses that nobody has.
private struct StrayCalls: RouterMiddleware {
    let responder: APIResponder
    let paths: APIPaths

    @concurrent
    func handle(
        _ request: Request, context: APIContext, next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        let methods = paths.methods(of: request.uri.path)
        if methods.contains(request.method) {
            do { return try await next(request, context) } catch is HTTPError {}
        }
        if request.method == .options, !methods.isEmpty {
            return await responder.preflight(request, methods, context)
        }
        return await responder.respond(toStray: request, allowing: methods, context)
    }
}

/// Which addresses there are, to tell a wrong method from a wrong address.
struct APIPaths: Sendable {
    private let patterns: [(parts: [String], method: HTTPRequest.Method)]

    init(_ operations: [Operation]) {
        let addresses =
            operations.map { (APIResponder.prefix + $0.path, $0.methods) } + [(FeedAddress.path, [.get, .head])]
        patterns = addresses.flatMap { path, methods in
            let parts = path.split(separator: "/").map(String.init)
            return methods.map { (parts, $0) }
        }
    }

    func methods(of path: String) -> [HTTPRequest.Method] {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        let fitting = patterns.filter { pattern in
            pattern.parts.count == parts.count
                && zip(pattern.parts, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }
        // `/corrections/settings` is no correction, as the router has it too.
        let fewest = fitting.map { $0.parts.count { $0.hasPrefix("{") } }.min()
        return fitting.filter { $0.parts.count { $0.hasPrefix("{") } == fewest }.map(\.method)
    }
}

package enum APIServerError: Error, Hashable, Sendable, CustomStringConvertible {
    case wouldBeReadable(host: String)
    case certificate(path: String, why: String)

    package var description: String {
        switch self {
        case .wouldBeReadable(let host):
            "At \(host) everybody on the way could read passwords. Give a certificate (--certificate, --key), listen to this computer "
                + "alone (127.0.0.1), or say --clear where something in front of it encrypts."
        case .certificate(let path, let why):
            "\(path) is no certificate or key that can be used: \(why). It has to be in PEM form."
        }
    }
}

/// The certificate's files, read.
struct APICertificate {
    let configuration: TLSConfiguration

    /// - Throws: ``APIServerError/certificate(path:why:)``
    init(_ files: APISettings.Certificate) throws {
        let chain = try Self.reading(files.chain) { try NIOSSLCertificate.fromPEMFile(files.chain) }
        let key = try Self.reading(files.key) { try NIOSSLPrivateKey(file: files.key, format: .pem) }
        var made = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        made.minimumTLSVersion = .tlsv12
        configuration = made
    }

    private static func reading<T>(_ path: String, _ body: () throws -> T) throws -> T {
        do { return try body() } catch { throw APIServerError.certificate(path: path, why: "\(error)") }
    }
}
