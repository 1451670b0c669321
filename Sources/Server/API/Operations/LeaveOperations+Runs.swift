import Domain
import HTTPTypes
import Services

/// What is booked for everybody at once: grants, the ends of leave years, the leave of those who have left.
extension LeaveOperations {
    private static let line = Resource<LeaveRunLine>(
        "LeaveRunLine",
        [
            .init("employee", .filledText, "A code.") { .string($0.employee.code) },
            .init("name", .filledText) { .string($0.employee.name) },
            .init("type", .filledText, "A code.") { .string($0.type.code) },
            .init("what", .words(whats.map(\.rawValue)), "`blocked`: something stands in the way; it is not booked.") {
                .string($0.what.rawValue)
            },
            .init("days", .number) { json($0.amount) }, .init("from", .date) { .string($0.from.description) },
            .init("to", .date) { .string($0.through.description) }, .init("reason", .sentence) { .string($0.reason) },
        ])
    private static let lines = Listing(line, in: "employee,type,from,what") { line in
        .array([.string(line.reason), json(line.amount), .string(line.through.description)])
    }

    private static let whats: [LeaveRunLine.What] = [
        .grant, .carry, .lapse, .unearned, .owed, .payOut, .forfeit, .revert, .blocked,
    ]
    private static let kinds: [LeaveRunKind] = [.grants, .yearEnd, .leavers]

    static let runSchemas = [(line.name, line.schema)]

    static let runOperations: [Operation] = [
        .get(
            "previewLeaveRun", "/leave/runs", tag, "What would be booked for everybody",
            [
                .query("kind", .words(kinds.map(\.rawValue)), "`year end`: what has ended.", required: true),
                .query("to", .date, "Up to this day: today of grants, else yesterday, unless said."),
            ] + lines.parameters, answering: lines.schema
        ) { call in
            let (kind, day) = try await asked(call, call.text("kind"), call.date("to"))
            let found = try await call.naming(["on": "to"]) {
                try await call.services.leave.preview(kind, through: day, by: call.actor)
            }
            return try lines.reply(found, to: call)
        },
        .write(
            .post, "bookLeaveRun", "/leave/runs", tag, "Book it for everybody",
            taking: .object([
                .init("kind", .words(kinds.map(\.rawValue)), required: true, "`year end`: what has ended."),
                .init("to", .date, "Up to this day: today of grants, else yesterday, unless said."),
            ]),
            answering: .object([.init("items", .list(line.reference, atMost: 10_000_000), required: true)])
        ) { call in
            let (kind, day) = try await asked(call, call.body.text("kind"), call.body.date("to"))
            let booked = try await call.naming(["on": "to"]) {
                try await call.services.leave.book(kind, through: day, by: call.actor)
            }
            return .json(["items": .array(booked.map { line.json($0) })])
        }.detailed("Done again, nothing is booked twice."),
    ]

    private static func asked(
        _ call: Call, _ word: String?, _ day: CivilDate?
    ) async throws -> (kind: LeaveRunKind, day: CivilDate) {
        let kind = word.flatMap { LeaveRunKind(rawValue: $0) } ?? .grants
        let today = try await call.services.attendance.currentDate()
        return (kind, day ?? (kind == .grants ? today : today - 1))
    }
}
