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
    private let answers = KeptAnswers()
    private let streams: StreamPlaces
    private let bodies: BodyBudget

    init(_ services: Services, _ settings: APISettings, _ metrics: APIMetrics, _ logger: Logger) {
        self.services = services
        self.settings = settings
        self.metrics = metrics
        self.logger = logger
        limiter = RateLimiter(rate: settings.rate, burst: settings.burst)
        strangers = RateLimiter(rate: settings.rate, burst: settings.burst)
        streams = StreamPlaces(settings.streamsPerAccount)
        bodies = BodyBudget(settings.heldBodies, small: settings.largestBody)
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
        return await response(reply, request, context)
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
    func respond(
        toStray request: Request, allowing methods: [HTTPRequest.Method], _ context: APIContext
    ) async -> Response {
        let reply = stray(request, methods, context)
        logger.info(
            "\(request.method) \(LoggedPath.text(request.uri.path)) \(reply.status)",
            metadata: ["request": "\(context.id)", "address": "\(context.address)"])
        return await response(reply, request, context)
    }

    private func stray(_ request: Request, _ methods: [HTTPRequest.Method], _ context: APIContext) -> Reply {
        // Whoever tries addresses is slowed down as whoever tries proofs is.
        do { try strangers.admit(context.address) } catch { return reply(error, "none", context) }
        guard !methods.isEmpty else { return reply(ProblemDocument.noSuchPath, "none", context) }
        let names = methods.map(\.rawValue).sorted().joined(separator: ", ")
        let problem = ProblemDocument(
            405, "method-not-allowed", "Not like that", "This address takes \(names), and \(request.method) was sent.")
        return reply(problem, "none", context).header("Allow", names)
    }

    private func answer(
        _ operation: Operation, _ request: Request, _ context: APIContext, _ who: inout String
    ) async throws -> Reply {
        // Who asks wrongly has asked, and is counted too.
        let caller = try await caller(operation, request, context)
        let parameters = try CallParameters(operation, request, context.parameters)
        if let actor = caller?.actor { who = actor.name }
        if let permission = operation.permission, let actor = caller?.actor { try actor.hasSome(permission) }
        let question = try await question(operation, request, caller)
        let key = caller?.key ?? context.address
        let hold = bodies.hold(of: [key])
        let bytes = try await body(operation, request, hold)
        defer { withExtendedLifetime(hold) {} }
        let reason = parameters.reason ?? ""
        let actor = (caller?.actor ?? Actor(name: "nobody", grants: .nothing)).because(reason)
        var call = Call(
            services: services, actor: actor, signedIn: caller?.signedIn, proof: caller?.proof,
            address: context.address,
            parameters: parameters.values, body: JSONValue.null, bytes: bytes,
            accepts: request.headers[.accept] ?? "*/*", now: services.now())
        if let body = operation.body, body.isJSON {
            call.body = try Self.json(bytes, body.schema)
        }
        if operation.isStream {
            guard let place = streams.take(by: key) else { throw ProblemDocument.tooManyStreams }
            return try await operation.run(call).keeping(place)
        }
        let repeatable = RepeatableCall(operation, request, call, key)
        guard let question else { return try await repeatable.run() }
        return try await answers.answer(question, now: services.now, repeatable.run)
    }

    /// Nil where the answer cannot be known beforehand.
    private func question(
        _ operation: Operation, _ request: Request, _ caller: Caller?
    ) async throws -> KeptAnswers.Question? {
        guard operation.isLasting, let actor = caller?.actor,
            let mark = try await services.mark()
        else { return nil }
        return KeptAnswers.Question(
            operation: operation.id, address: request.uri.string, accepts: request.headers[.accept] ?? "*/*",
            grants: actor.grants, employee: actor.employee, mark: mark)
    }

    private func caller(_ operation: Operation, _ request: Request, _ context: APIContext) async throws -> Caller? {
        guard operation.access == .signedIn else {
            try strangers.admit(context.address)
            return nil
        }
        let caller = try await proven(request, context)
        try limiter.admit(caller.key)
        // Nothing but what is one's own, before there is a password that nobody else knows.
        if caller.signedIn?.mustChange == true, !operation.path.hasPrefix("/sessions") {
            throw ProblemDocument(.passwordMustChange)
        }
        return caller
    }

    private func proven(_ request: Request, _ context: APIContext) async throws -> Caller {
        do {
            return try await Caller(
                services, authorization: request.headers[.authorization], address: context.address)
        } catch let error where ProblemDocument(error)?.status == 401 {
            // Whoever tries proofs, or has none, is slowed down.
            try strangers.admit(context.address)
            throw error
        }
    }

    private func body(
        _ operation: Operation, _ request: Request, _ hold: BodyBudget.Hold
    ) async throws -> [UInt8] {
        guard let body = operation.body else { return [] }
        let type = request.headers[.contentType]?.split(separator: ";").first.map { $0.trimmed.lowercased() }
        guard let type, body.mediaTypes.contains(type) else {
            throw ProblemDocument(
                415, "media-type", "Another kind of body is wanted",
                "Send \(body.mediaTypes.joined(separator: " or ")), and say so in Content-Type.")
        }
        let own = body.isJSON ? settings.largestBody : settings.largestFile
        // Whoever has not said who they are has little to say.
        let most = operation.access == .open ? min(own, 16_384) : own
        var bytes: [UInt8] = []
        // Memory is taken for what came, never for what was announced.
        for try await chunk in request.body {
            guard bytes.count + chunk.readableBytes <= most else {
                throw ProblemDocument(413, "too-large", "Too large", "A body here has at most \(most) bytes.")
            }
            guard hold.take(chunk.readableBytes) else { throw ProblemDocument.tooMuchAtOnce }
            bytes.append(contentsOf: chunk.readableBytesView)
        }
        return bytes
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
