import Crypto
import Domain
import Hummingbird
import Services
import Storage

extension APIResponder {
    /// As metrics and the log call it, whichever calendar it is.
    private static var feedOperation: String { "calendarFeed" }

    /// Answers the address of a calendar. Unknown, revoked and expired addresses are told apart by nothing.
    func respond(toFeed request: Request, _ context: APIContext) async -> Response {
        let start = ContinuousClock.now
        var who = "–"
        var reply: Reply
        do {
            reply = try await feed(context, &who)
        } catch {
            reply = self.reply(error, Self.feedOperation, context)
        }
        note(Self.feedOperation, reply, request, context, by: who, ContinuousClock.now - start)
        return await response(reply, request, context)
    }

    private func feed(_ context: APIContext, _ who: inout String) async throws -> Reply {
        // Whoever tries addresses is slowed down before one is looked up.
        try strangers.admit(context.address)
        guard let proof = FeedAddress.proof(context.parameters.get("file")) else { throw UnknownAddress() }
        let feed = try await services.calendars.visit(proof)
        who = "calendar \(feed.id.rawValue)"
        try limiter.admit("account \(feed.account.rawValue)")
        let bytes = Array(try await services.calendars.text(at: proof).utf8)
        // It may be kept, by whoever fetched it alone, and each time it is asked whether it holds still: a revoked one must not live on.
        return Reply(200, .bytes(bytes, type: "text/calendar; charset=utf-8"))
            .version(Self.version(of: bytes))
            .header("Cache-Control", "private, no-cache")
            .header("Content-Disposition", "inline; filename=\"calendar.ics\"")
    }

    /// The same for the same bytes.
    private static func version(of bytes: [UInt8]) -> Int64 {
        let number = SHA256.hash(data: bytes).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int64(number >> 1)
    }
}
