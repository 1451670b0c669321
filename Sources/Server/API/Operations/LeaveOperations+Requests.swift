import Domain
import HTTPTypes
import Services

// Asking for leave, and taking it back.
extension LeaveOperations {
    static let request = Resource<LeaveRequestLine>(
        "LeaveRequest",
        [
            .init("id", .id) { .integer($0.request.id.rawValue) },
            .init("employee", .filledText, "A code.") { .string($0.employee.code) },
            .init("name", .filledText) { .string($0.employee.name) },
            .init("type", .filledText, "A code.") { .string($0.type.code) },
            .init("first", .date) { .string($0.request.first.description) },
            .init("last", .date) { .string($0.request.last.description) },
            .init("startsAtNoon", .boolean, "The first half of the first day is worked.") {
                .bool($0.request.startsAtNoon)
            },
            .init("endsAtNoon", .boolean, "The second half of the last day is worked.") {
                .bool($0.request.endsAtNoon)
            },
            .init("hours", .nullable(hours), "Only these of the first day; null: whole and half days.") {
                json($0.request.hours)
            },
            .init("reason", .sentence) { .string($0.request.reason) },
            .init("document", .sentence, "What it is, or where it is kept; empty: none.") {
                .string($0.request.document)
            },
            .init("acceptsExcess", .boolean, "What the balance does not cover may be leave without pay.") {
                .bool($0.request.acceptsExcess)
            },
            .init("asked", .date) { .string($0.request.asked.description) },
            .init("status", CaseWords.schema(LeaveRequest.Status.self)) { CaseWords.word($0.request.status) },
            .init("approval", .nullable(.id), "The request by which it is decided.") {
                JSONValue($0.request.approval?.rawValue)
            },
            .init("days", .number, "What it takes; 0 while it waits, and once it was given back.") {
                json($0.days.map(\.amount).total())
            },
            .init("taken", .list(takenDay, atMost: 10_000), "Day by day.") { .array($0.days.map { json($0) }) },
        ])
    private static let requests = Listing(request, in: "-first") { .integer($0.request.id.rawValue) }

    private static let id = Parameter.path("id", .id, "The request’s number.")

    private static let filters: [Parameter] = [
        .query("employee", .code, "A code."),
        .query("from", .date, "Only what touches this day or later ones."),
        .query("to", .date, "Only what touches this day or earlier ones."),
        .query("status", CaseWords.schema(LeaveRequest.Status.self)),
    ]

    private static let body = Schema.object(properties)
    private static let askingBody = Schema.object(properties + [RequestOperations.files])

    private static let properties: [Schema.Property] = [
        .init("employee", .code, required: true, "A code."),
        .init("type", .text(1...8), required: true, "A code."),
        .init("first", .date, required: true), .init("last", .date, "The first alone unless said."),
        .init("startsAtNoon", .boolean, "The first half of the first day is worked."),
        .init("endsAtNoon", .boolean, "The second half of the last day is worked."),
        .init("hours", .nullable(hours), "Only these of the first day, which is then the only one."),
        .init("reason", .text(0...4_000)), .init("document", .text(0...4_000), "What it is, or where it is kept."),
        .init("acceptsExcess", .boolean, "What the balance does not cover may be leave without pay."),
    ]

    static let requestOperations: [Operation] = reading + asking + givingBack

    private static let reading: [Operation] = [
        .get(
            "listLeaveRequests", "/leave/requests", tag, "Requests for leave, the latest first days first",
            requests.parameters + filters, answering: requests.schema
        ) { call in
            let person = try await call.filteredEmployee()
            let lines = try await call.services.leave.requests(
                of: person?.id, touching: try askedDays(call), by: call.actor)
            let status: LeaveRequest.Status? = CaseWords.read(call.text("status"))
            return try requests.reply(lines.filter { status == nil || $0.request.status == status }, to: call)
        },
        .get(
            "getLeaveRequest", "/leave/requests/{id}", tag, "One request, and the days it takes", [id],
            answering: request.reference
        ) { call in
            .json(request.json(try await call.services.leave.line(call.id("id"), by: call.actor)))
        },
    ]

    private static let asking: [Operation] = [
        .write(
            .post, "requestLeave", "/leave/requests", tag, "Ask for leave", taking: askingBody,
            answering: request.reference,
            status: 201
        ) { call in
            let files = try call.files()
            let line = try await call.naming(["file": "files"]) {
                try await call.services.leave.request(asked(call), files: files, by: call.actor)
            }
            return Reply.json(request.json(line), status: 201)
                .header("Location", "/api/v1/leave/requests/\(line.request.id.rawValue)")
        }.located().detailed(
            """
            It waits for approval. What is entered in somebody else’s place, and has no chain of approval that fits, is \
            confirmed at once.
            """),
        .write(
            .post, "planLeave", "/leave/requests/plan", tag, "What a request would take, without asking for it",
            taking: body, answering: .named("LeavePlan")
        ) { call in
            let found = try await call.services.leave.plan(asked(call), by: call.actor)
            let all = try await call.services.leave.types()
            let codes = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0.code) })
            return .json(
                .object([
                    .init("covered", json(found.covered)), .init("excess", json(found.excess)),
                    .init("days", .array(found.days.map { json($0, codes) })),
                ]))
        },
    ]

    private static let givingBack: [Operation] = [
        .write(
            .post, "withdrawLeave", "/leave/requests/{id}/withdraw", tag, "Take a request back that is not decided yet",
            [id], answering: request.reference
        ) { call in
            .json(request.json(try await call.services.leave.withdraw(call.id("id"), by: call.actor)))
        },
        .write(
            .post, "cancelLeave", "/leave/requests/{id}/cancel", tag, "Take confirmed leave back", [id],
            answering: request.reference
        ) { call in
            .json(request.json(try await call.services.leave.cancel(call.id("id"), by: call.actor)))
        }.detailed("Where cancelling needs approval, the request stays confirmed until that is given."),
        .write(
            .post, "shortenLeave", "/leave/requests/{id}/shorten", tag, "Give some days of confirmed leave back", [id],
            taking: .object([
                .init("from", .nullable(.date), "The first day given back; null, or left out: the first of all."),
                .init("to", .nullable(.date), "The last day given back; null, or left out: the last of all."),
            ]),
            answering: .object([
                .init(
                    "requests", .list(request.reference, atMost: 2), required: true,
                    "The request, and the part after the days where they lie in the middle."),
                .init(
                    "waitsFor", .nullable(.id), required: true,
                    "The request for approval on which it waits; null: it holds."),
            ])
        ) { call in
            let left = try await call.services.leave.shorten(
                call.id("id"), from: call.body.date("from"), through: call.body.date("to"), by: call.actor)
            return .json(
                .object([
                    .init("requests", .array(left.lines.map { request.json($0) })),
                    .init("waitsFor", JSONValue(left.waitsFor?.rawValue)),
                ]))
        },
    ]
}

extension LeaveOperations {
    private static let hours = Schema.object([
        .init("from", .time, required: true),
        .init("to", .time, required: true, "Not later than `from`: on the next day."),
    ])

    private static let parts = Schema.words(["full", "firstHalf", "secondHalf", "hours"])

    private static let takenDay = Schema.object([
        .init("date", .date, required: true), .init("part", parts, required: true),
        .init("from", .nullable(.moment), required: true, "Of hours."),
        .init("until", .nullable(.moment), required: true, "Of hours."),
        .init("type", .text, required: true, "A code: that of the type asked for, or of the one for the excess."),
        .init("days", .number, required: true),
    ])

    static let plan = Schema.object([
        .init("covered", .number, required: true, "Days of the type asked for."),
        .init("excess", .number, required: true, "Days beyond the balance, which are leave without pay."),
        .init(
            "days",
            .list(
                .object([
                    .init("date", .date, required: true), .init("part", parts, required: true),
                    .init("hours", .nullable(hours), required: true),
                    .init("type", .text, required: true, "A code."), .init("days", .number, required: true),
                    .init("restDay", .boolean, required: true, "A weekly off or a holiday that counts by the rules."),
                ]), atMost: 10_000), required: true),
    ])

    private static func json(_ hours: LeaveHours?) -> JSONValue {
        guard let hours else { return .null }
        return .object([
            .init("from", .string(hours.from.description)), .init("to", .string(hours.to.description)),
        ])
    }

    private static func json(_ day: LeaveTaken) -> JSONValue {
        var part = "hours"
        var (from, until): (Instant?, Instant?) = (nil, nil)
        switch day.leave.portion {
        case .full: part = "full"
        case .firstHalf: part = "firstHalf"
        case .secondHalf: part = "secondHalf"
        case .hours(let start, let end): (from, until) = (start, end)
        }
        return .object([
            .init("date", .string(day.leave.date.description)), .init("part", .string(part)),
            .init("from", JSONValue(from.map { Moment.text($0) })),
            .init("until", JSONValue(until.map { Moment.text($0) })), .init("type", .string(day.code)),
            .init("days", json(day.amount)),
        ])
    }

    private static func json(_ day: LeaveDay, _ codes: [ID<LeaveType>: String]) -> JSONValue {
        var part = "hours"
        var hours: LeaveHours?
        switch day.part {
        case .full: part = "full"
        case .firstHalf: part = "firstHalf"
        case .secondHalf: part = "secondHalf"
        case .hours(let taken): hours = taken
        }
        return .object([
            .init("date", .string(day.date.description)), .init("part", .string(part)), .init("hours", json(hours)),
            .init("type", .string(codes[day.type] ?? "")), .init("days", json(day.amount)),
            .init("restDay", .bool(day.isRestDay)),
        ])
    }

    /// - Returns: nil where neither end is named.
    /// - Throws: ``ProblemDocument`` where they end before they begin.
    private static func askedDays(_ call: Call) throws -> ClosedRange<CivilDate>? {
        guard call.date("from") != nil || call.date("to") != nil else { return nil }
        let last = call.date("to") ?? .distantFuture
        let first = call.date("from") ?? min(.distantPast, last)
        guard first <= last else {
            throw ProblemDocument.parameter("to", "It ends on \(last), before it begins on \(first).")
        }
        return first...last
    }

    /// The request of the body, asked for today.
    private static func asked(_ call: Call) async throws -> LeaveRequest {
        let body = call.body
        let person = try await call.employee(body.text("employee") ?? "")
        let kind = try await type(code: body.text("type") ?? "", call)
        let today = try await call.services.attendance.currentDate()
        let first = body.date("first") ?? today
        var asked = LeaveRequest(
            id: ID(0), employee: person.id, type: kind.id, first: first, last: body.date("last") ?? first,
            asked: today)
        asked.startsAtNoon = body["startsAtNoon"]?.bool ?? false
        asked.endsAtNoon = body["endsAtNoon"]?.bool ?? false
        if let hours = body["hours"], let from = hours.time("from"), let to = hours.time("to") {
            asked.hours = LeaveHours(from: from, to: to)
        }
        asked.reason = body.text("reason") ?? ""
        asked.document = body.text("document") ?? ""
        asked.acceptsExcess = body["acceptsExcess"]?.bool ?? false
        return asked
    }
}
