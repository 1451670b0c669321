import Domain
import HTTPTypes
import Services
import Storage

/// Punches whose time cannot be believed, and lines that could not be read.
enum DoubtOperations {
    private static let tag = UnknownUserOperations.tag
    private static let id = Parameter.path("id", .id)

    private static let doubt = Resource<Doubt>(
        "DoubtfulPunch",
        [
            .init("id", .id, "Of the punch.") { .integer($0.id.rawValue) },
            .init("device", .text, "The terminal’s name.") { .string($0.deviceName) },
            .init("user", .text, "The number at the terminal.") { .string($0.punch.deviceUser) },
            .init("name", .text, "As the terminal calls the person.") { .string($0.userName) },
            .init("employee", .nullable(.text), "The code of whose the user is; null: nobody’s.") {
                JSONValue($0.employee?.code)
            },
            .init("showed", .nullable(.text), "By the terminal’s clock; null: no date.") {
                JSONValue(Moment.wall($0.punch.local))
            },
            .init("collected", .nullable(.text), "By the terminal’s zone.") { JSONValue(Moment.wall($0.collected)) },
            .init("counts", .boolean, "It counts for a day meanwhile.") { .bool($0.punch.quarantine == nil) },
            .init("reason", .sentence, "Why it is in doubt.") { .string($0.sentence) },
        ])
    private static let doubts = Listing(doubt, in: "id") { .integer($0.id.rawValue) }

    private static let line = Resource<KeptLine>(
        "UnreadableLine",
        [
            .init("id", .id) { .integer($0.id.rawValue) },
            .init("device", .text, "The terminal’s name.") { .string($0.deviceName) },
            .init("received", .nullable(.text), "By the terminal’s clock.") { JSONValue(Moment.wall($0.received)) },
            .init("line", .sentence, "As it came.") { .string($0.line.line) },
            .init("reason", .sentence, "Why it could not be read.") { .string($0.line.reason) },
        ])
    private static let lines = Listing(line, in: "id") { .integer($0.id.rawValue) }

    private static let reread = Resource<RereadReport>(
        "LinesReadAgain",
        [
            .init("new", .count, "Punches that were not there.") { JSONValue($0.newPunches) },
            .init("known", .count) { JSONValue($0.knownPunches) },
            .init("ignored", .count, "Lines that the format says to leave out.") { JSONValue($0.ignored) },
            .init("left", .count, "Lines that still cannot be read.") { JSONValue($0.left) },
            .init("daysWorkedOut", .count) { JSONValue($0.daysComputed) },
        ])

    static let schemas = [(doubt.name, doubt.schema), (line.name, line.schema), (reread.name, reread.schema)]

    private static let why = Schema.object([.init("why", .reason, required: true, "It is kept and shown.")])

    static let all: [Operation] = [
        .get(
            "listDoubtfulPunches", "/inbox/doubts", tag, "Punches that a person should look at, and why",
            doubts.parameters, answering: doubts.schema
        ) { try await doubts.reply($0.services.inbox.doubtful(by: $0.actor), to: $0) },
        .write(
            .post, "settleDoubt", "/inbox/doubts/{id}/settle", tag, "Say what a doubtful punch is", [id],
            taking: .object([
                .init("as", .words(["madeAt", "noPunch", "right"]), required: true, "`right`: of one that counts."),
                .init("at", .text(1...40), "With `madeAt`, by the company’s clock: `2026-11-22T09:00:00`."),
                .init("why", .reason, required: true, "How you know it; it is kept and shown."),
            ]), status: 204
        ) { call in
            let resolution = try DoubtResolution(call.body)
            try await call.services.inbox.settle(
                call.id("id"), as: resolution, why: call.body.text("why") ?? "", by: call.actor)
            return .done
        }.detailed("One that was made at another time is added there; the punch itself stays in the ledger as it is."),
        .write(
            .post, "reopenDoubt", "/inbox/doubts/{id}/reopen", tag, "Put a punch that was settled in doubt again", [id],
            taking: why, status: 204
        ) { call in
            try await call.services.inbox.undoSettling(
                call.id("id"), why: call.body.text("why") ?? "", by: call.actor)
            return .done
        }.detailed("What settling it has corrected does not hold any more."),
        .get(
            "listUnreadableLines", "/inbox/lines", tag, "Lines that were meant to be punches and could not be read",
            [.query("device", .text(1...100), "The terminal’s name.")] + lines.parameters, answering: lines.schema
        ) { call in
            var device: ID<Device>?
            if let name = call.text("device") { device = try await call.device(name).id }
            return try await lines.reply(call.services.inbox.unreadable(of: device, by: call.actor), to: call)
        },
        .write(
            .post, "dismissLine", "/inbox/lines/{id}/dismiss", tag, "Say that a line is no punch", [id], taking: why,
            status: 204
        ) { call in
            try await call.services.inbox.dismiss(call.id("id"), why: call.body.text("why") ?? "", by: call.actor)
            return .done
        }.detailed("The journal keeps the line."),
        .write(
            .post, "readLinesAgain", "/devices/{name}/unreadable-lines/read", tag,
            "Read a terminal’s unreadable lines again, after its format was corrected", [DeviceOperations.name],
            answering: reread.reference
        ) { call in
            let device = try await call.device(call.path("name"))
            return .json(reread.json(try await call.services.inbox.readAgain(device.id, by: call.actor)))
        },
    ]
}

extension DoubtResolution {
    fileprivate init(_ body: JSONValue) throws {
        switch body.text("as") {
        case "madeAt":
            guard let local = body.text("at").flatMap({ LocalTime($0) }) else {
                throw ProblemDocument.invalid(
                    "at", "Say when it was made, by a wall clock without a zone: 2026-11-22T09:00:00.")
            }
            self = .madeAt(local.date, local.timeOfDay)
        case "noPunch": self = .noPunch
        default: self = .right
        }
    }
}
