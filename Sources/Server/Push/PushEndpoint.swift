import Devices
import Domain
import HTTPTypes
import Hummingbird
import Logging

/// Answers the requests of terminals that push.
///
/// A terminal takes what it sent for delivered when it is answered with OK, and forgets it. So OK is said when what came is
/// kept, and whatever goes wrong before is an error that makes it send again.
struct PushEndpoint: Sendable {
    let host: any PushHost
    let mailboxes: PushMailboxes
    let limits: PushLimits
    let refusals: RefusalLog
    let logger: Logger
    let sessions = PushSessions()
    let budget: BodyBudget

    init(
        host: any PushHost, mailboxes: PushMailboxes, limits: PushLimits = PushLimits(), refusals: RefusalLog,
        logger: Logger
    ) {
        self.host = host
        self.mailboxes = mailboxes
        self.limits = limits
        self.refusals = refusals
        self.logger = logger
        budget = BodyBudget(limits.heldBodies, small: limits.smallBody)
    }

    /// - Parameter token: Of the path, where there is one.
    func respond(_ path: String, token: String?, _ request: Request, _ context: PushContext) async -> Response {
        do {
            let visit = try await visit(path, token: token, request, context)
            return Self.response(try await answer(visit))
        } catch {
            refusals.note(error.reason, error.detail, from: context.address)
            return refused(error)
        }
    }

    private func visit(
        _ path: String, token: String?, _ request: Request, _ context: PushContext
    ) async throws(PushRefusal) -> PushVisit {
        guard let call = PushCall(path: path) else { throw .noSuchPath }
        let query = PushQuery(request.uri.query ?? "")
        guard let knock = PushKnock(query, address: context.address) else { throw .noSerialNumber }
        return PushVisit(
            call: call, query: query, knock: knock, token: token, request: request, context: context)
    }

    private func answer(_ visit: PushVisit) async throws(PushRefusal) -> String {
        guard let terminal = try await known(visit.knock) else {
            sessions.meetsStranger(visit.knock.serialNumber)
            return try await ignored(visit)
        }
        let (token, key) = (visit.token, visit.knock.commKey)
        guard sessions.proves(terminal, token: token, key: key, from: visit.context.address) else {
            if token == nil, key == nil {
                // It starts again for this, and says its key then.
                if visit.call == .poll {
                    sessions.isAskedForKey(terminal.device)
                    return PushCommand.check.line(id: "0") + "\n"
                }
                // It said its key before this program was started.
                if visit.isPost, !sessions.wasAskedForKey(terminal.device) { throw .notProven }
            }
            await host.refused(terminal)
            throw .wrongToken(terminal.serialNumber)
        }
        switch (visit.call, visit.isPost) {
        case (.data, true), (.otherData, true): return try await upload(visit, from: terminal)
        case (.data, false) where visit.query["options"] != nil: return handshake(terminal)
        case (.poll, false): return await poll(visit, terminal)
        case (.result, true): return try await results(visit, terminal)
        default:
            try await pass(visit, upTo: limits.ignoredBody)
            return "OK"
        }
    }

    private func known(_ knock: PushKnock) async throws(PushRefusal) -> PushTerminal? {
        do { return try await host.terminal(knocking: knock) } catch { throw .notKept("\(error)") }
    }

    /// A stranger is told nothing. What it uploads is not acknowledged: it keeps it, and sends it when it is one of ours.
    private func ignored(_ visit: PushVisit) async throws(PushRefusal) -> String {
        try await pass(visit, upTo: limits.strangersBody)
        let isUpload = visit.isPost && [.data, .otherData, .file].contains(visit.call)
        return isUpload ? "" : "OK"
    }

    private func handshake(_ terminal: PushTerminal) -> String {
        mailboxes[terminal.device].shookHands()
        sessions.isTold(terminal)
        return PushHandshake(
            serialNumber: terminal.serialNumber, stamps: terminal.stamps, zoneOffset: terminal.zoneOffset
        ).text
    }

    private func poll(_ visit: PushVisit, _ terminal: PushTerminal) async -> String {
        let information = visit.query["INFO"].flatMap(PushInformation.init)
        // Looked at before anything else, so that an upload that begins meanwhile is not taken for kept.
        let isComplete = sessions.polled(terminal.device)
        do {
            try await host.heard(from: terminal, information, isComplete: isComplete)
        } catch {
            refusals.note("its call could not be noted", "\(error)", from: visit.context.address)
        }
        let mailbox = mailboxes[terminal.device]
        if sessions.hasNews(for: terminal) { mailbox.post(.check) }
        let commands = mailbox.poll(information)
        return commands.isEmpty ? "OK" : commands
    }

    private func results(_ visit: PushVisit, _ terminal: PushTerminal) async throws(PushRefusal) -> String {
        let hold = budget.hold(of: visit.peers)
        defer { withExtendedLifetime(hold) {} }
        let body = try await body(of: visit, hold)
        mailboxes[terminal.device].answered(PushResult.results(in: body))
        return "OK"
    }

    static func response(_ text: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/plain", .connection: "close"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    func refused(_ refusal: PushRefusal) -> Response {
        var headers: HTTPFields = [.contentType: "text/plain", .connection: "close"]
        if refusal.isPassing { headers[.retryAfter] = String(limits.retryAfter) }
        return Response(status: refusal.status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer()))
    }
}

/// One request, with what it says of itself.
struct PushVisit: Sendable {
    var call: PushCall
    var query: PushQuery
    var knock: PushKnock
    /// Of the path, where there is one.
    var token: String?
    var request: Request
    var context: PushContext

    var isPost: Bool { request.method == .post }
    var peers: Set<String> { ["at " + context.address, "SN " + knock.serialNumber] }
}
