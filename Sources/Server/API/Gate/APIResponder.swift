import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Services

/// Takes a request through everything that stands before its use case, and the answer back.
struct APIResponder: Sendable {
    static let prefix = "/api/v1"

    let services: Services
    let settings: APISettings
    let metrics: APIMetrics
    let logger: Logger
    let limiter: RateLimiter
    /// Of whoever has not said who they are.
    let strangers: RateLimiter

    init(_ services: Services, _ settings: APISettings, _ metrics: APIMetrics, _ logger: Logger) {
        self.services = services
        self.settings = settings
        self.metrics = metrics
        self.logger = logger
        limiter = RateLimiter(rate: settings.rate, burst: settings.burst)
        strangers = RateLimiter(rate: settings.rate, burst: settings.burst)
    }

    func respond(to operation: Operation, _ request: Request, _ context: APIContext) async -> Response {
        let start = ContinuousClock.now
        var who = "–"
        var reply: Reply
        do {
            reply = try await answer(operation, request, context, &who)
        } catch {
            reply = self.reply(error, operation.id, context)
        }
        note(operation.id, reply, request, context, by: who, ContinuousClock.now - start)
        return response(reply, request, context)
    }

    /// In the log and the metrics.
    func note(
        _ operation: String, _ reply: Reply, _ request: Request, _ context: APIContext, by who: String,
        _ duration: Duration
    ) {
        metrics.note(operation, reply.status, duration)
        logger.info(
            "\(request.method) \(LoggedPath.text(request.uri.path)) \(reply.status)",
            metadata: [
                "request": "\(context.id)", "operation": "\(operation)", "who": "\(who)",
                "address": "\(context.address)", "ms": "\(Int(duration / .milliseconds(1)))",
            ])
    }

    /// What nobody has a route for.
    func respond(toStray request: Request, allowing methods: [HTTPRequest.Method], _ context: APIContext) -> Response {
        logger.info(
            "\(request.method) \(LoggedPath.text(request.uri.path)) \(methods.isEmpty ? 404 : 405)",
            metadata: ["request": "\(context.id)", "address": "\(context.address)"])
        guard !methods.isEmpty else {
            return response(reply(ProblemDocument.noSuchPath, "none", context), request, context)
        }
        let names = methods.map(\.rawValue).sorted().joined(separator: ", ")
        let problem = ProblemDocument(
            405, "method-not-allowed", "Not like that", "This address takes \(names), and \(request.method) was sent.")
        return response(reply(problem, "none", context).header("Allow", names), request, context)
    }

    private func answer(
        _ operation: Operation, _ request: Request, _ context: APIContext, _ who: inout String
    ) async throws -> Reply {
        let parameters = try CallParameters(operation, request, context.parameters)
        let caller = try await caller(operation, request, context)
        if let actor = caller?.actor { who = actor.name }
        if let permission = operation.permission, let actor = caller?.actor { try actor.hasSome(permission) }
        let bytes = try await body(operation, request)
        let reason = parameters.reason ?? ""
        let actor = (caller?.actor ?? Actor(name: "nobody", grants: .nothing)).because(reason)
        var call = Call(
            services: services, actor: actor, signedIn: caller?.signedIn, proof: caller?.proof,
            address: context.address,
            parameters: parameters.values, body: JSONValue.null, bytes: bytes,
            accepts: request.headers[.accept] ?? "*/*", now: services.now())
        if let body = operation.body, body.mediaType == "application/json" {
            call.body = try Self.json(bytes, body.schema)
        }
        return try await RepeatableCall(operation, request, call, caller?.key ?? context.address).run()
    }

    private func caller(_ operation: Operation, _ request: Request, _ context: APIContext) async throws -> Caller? {
        guard operation.access == .signedIn else {
            try admit(strangers.wait(of: context.address))
            return nil
        }
        do {
            let caller = try await Caller(
                services, authorization: request.headers[.authorization], address: context.address)
            try admit(limiter.wait(of: caller.key))
            // Nothing but what is one's own, before there is a password that nobody else knows.
            if caller.signedIn?.mustChange == true, !operation.path.hasPrefix("/sessions") {
                throw ProblemDocument(.passwordMustChange)
            }
            return caller
        } catch let error as ServiceError {
            // Whoever tries proofs is slowed down.
            try admit(strangers.wait(of: context.address))
            throw error
        }
    }

    /// - Parameter wait: seconds until the next request is let in; nil: this one is.
    /// - Throws: ``ProblemDocument``
    func admit(_ wait: Int64?) throws {
        guard let wait else { return }
        throw ProblemDocument(
            429, "too-many-requests", "Too many requests", "Ask less often; the next one is taken in \(wait) s.",
            retryAfter: wait)
    }

    private func body(_ operation: Operation, _ request: Request) async throws -> [UInt8] {
        guard let body = operation.body else { return [] }
        let isJSON = body.mediaType == "application/json"
        let type = request.headers[.contentType]?.split(separator: ";").first.map { $0.trimmed.lowercased() }
        guard type == body.mediaType else {
            throw ProblemDocument(
                415, "media-type", "Another kind of body is wanted",
                "Send \(body.mediaType), and say so in Content-Type.")
        }
        let own = isJSON ? settings.largestBody : settings.largestFile
        // Whoever has not said who they are has little to say.
        let most = operation.access == .open ? min(own, 16_384) : own
        do {
            return Array(buffer: try await request.body.collect(upTo: most))
        } catch is NIOTooManyBytesError {
            throw ProblemDocument(413, "too-large", "Too large", "A body here has at most \(most) bytes.")
        }
    }

    private static func json(_ bytes: [UInt8], _ schema: Schema) throws -> JSONValue {
        let value: JSONValue
        do { value = try JSONValue.read(Data(bytes)) } catch {
            throw ProblemDocument(400, "no-json", "The body is no JSON", "Check its quotes, commas and braces.")
        }
        let problems = schema.problems(of: value, at: "")
        if !problems.isEmpty { throw ProblemDocument.invalid(Array(problems.prefix(50))) }
        return value
    }

    func reply(_ error: any Error, _ operation: String, _ context: APIContext) -> Reply {
        let problem = ProblemDocument(error) ?? .failed
        if problem.status >= 500 {
            logger.error("\(operation) failed: \(error)", metadata: ["request": "\(context.id)"])
        }
        let bytes = JSONWriter.bytes(problem.document(request: "\(context.id)"))
        var reply = Reply(problem.status, .bytes(bytes, type: ProblemDocument.mediaType))
        if let wait = problem.retryAfter { reply = reply.header("Retry-After", "\(wait)") }
        if problem.status == 401 { reply = reply.header("WWW-Authenticate", "Bearer") }
        return reply
    }
}
