import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// What the routes know of a connection beside the request.
struct PushContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    private let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    var address: String { channel.remoteAddress?.ipAddress ?? "unknown" }

    /// The request is in: what it takes from now on is not the peer's doing.
    func noteReceived() { channel.triggerUserOutboundEvent(RequestGate.Event.received, promise: nil) }
}

extension PushEndpoint {
    /// `/iclock/…` and, for terminals that have a token in their path, `/t/<token>/iclock/…`.
    func addRoutes(to router: Router<PushContext>) {
        for method in [HTTPRequest.Method.get, .post] {
            router.on("/iclock/{call}", method: method) { request, context in
                await respond(context.parameters.get("call") ?? "", token: nil, request, context)
            }
            router.on("/t/{token}/iclock/{call}", method: method) { request, context in
                await respond(
                    context.parameters.get("call") ?? "", token: context.parameters.get("token"), request, context)
            }
        }
        router.add(middleware: StrayRequests(endpoint: self))
    }
}

/// Answers what no route takes, with a number and nothing else.
private struct StrayRequests: RouterMiddleware {
    let endpoint: PushEndpoint

    @concurrent
    func handle(
        _ request: Request, context: PushContext,
        next: @concurrent (Request, PushContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch is HTTPError {
            endpoint.refusals.note(PushRefusal.noSuchPath.reason, from: context.address)
            return endpoint.refused(.noSuchPath)
        }
    }
}
