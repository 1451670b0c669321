import Domain
import HTTPTypes
import Services
import Storage

/// What terminals are asked to do, and what came of it.
enum DeviceOrderOperations {
    static let tag = "Device orders"

    static let order = Resource<FleetRun>(
        "TerminalOrder",
        [
            .init("id", .id) { .integer($0.id.rawValue) },
            .init("title", .sentence, "What was asked for.") { .string($0.run.title) },
            .init("askedBy", .text) { .string($0.run.askedBy) },
            .init("askedAt", .moment) { .string(Moment.text($0.run.askedAt)) },
            .init("hasEnded", .boolean, "Nothing of it waits or is under way.") { .bool($0.hasEnded) },
            .init("tasks", .list(task, atMost: 100_000), "One for each terminal, or several that follow each other.") {
                .array($0.tasks.map(json))
            },
            .init(
                "leftOut", .list(.sentence, atMost: 100_000),
                "Which terminals cannot do it, and why; whoever asks for it is told, and it is not kept."
            ) { .array($0.leftOut.map { .string($0.description) }) },
        ])

    static let schemas = [(order.name, order.schema), ("TerminalOrderPage", page)] + peopleSchemas

    static let all: [Operation] = queueOperations + terminalOperations + peopleOperations

    private static let page = Schema.object([
        .init("items", .array(.row(order.name), atMost: 1_000), required: true),
        .init("next", .nullable(.cursor), required: true, "For the parameter `cursor`; null: this was the last page."),
    ])

    private static let task = Schema.object([
        .init("id", .id, required: true), .init("device", .text, required: true, "The terminal’s name."),
        .init("what", .sentence, required: true),
        .init("state", .words(DeviceTask.State.allCases.map(\.word)), required: true),
        .init("attempts", .count, required: true),
        .init(
            "outcome", .sentence, required: true, "What came of it, or why it failed; empty: there is nothing to say."),
    ])

    private static func json(_ task: FleetTask) -> JSONValue {
        [
            "id": .integer(task.id.rawValue), "device": .string(task.deviceName),
            "what": .string(task.title ?? "Something that a newer version of the program asked for"),
            "state": .string(task.task.state.word), "attempts": JSONValue(task.task.attempts),
            // Tables of what a terminal holds have answers of their own.
            "outcome": .string(task.sentence.hasPrefix("[") || task.sentence.hasPrefix("{") ? "" : task.sentence),
        ]
    }

    private static let id = Parameter.path("id", .id)

    private static let queueOperations: [Operation] = [
        .get(
            "listDeviceOrders", "/device-orders", tag, "What was asked of terminals, the latest first",
            [.limit, .cursor, order.fieldsParameter], answering: .named("TerminalOrderPage")
        ) { call in
            let fields = try order.chosen(call.texts("fields"))
            let limit = Int(call.integer("limit") ?? Listing<FleetRun>.usual)
            let place = try call.text("cursor").map(Cursor.number)
            let runs = try await call.services.fleet.runs(
                limit: limit + 1, olderThan: place.map { ID($0) }, by: call.actor)
            let shown = runs.prefix(limit)
            let last = runs.count > limit ? shown.last : nil
            return .json([
                "items": .array(shown.map { Listing.json($0, fields) }),
                "next": JSONValue(last.map { Cursor.text([.integer($0.id.rawValue)]) }),
            ])
        },
        .get("getDeviceOrder", "/device-orders/{id}", tag, "One of them", [id], answering: order.reference) { call in
            .json(order.json(try await call.services.fleet.run(call.id("id"), by: call.actor)))
        },
        .write(
            .post, "cancelDeviceOrder", "/device-orders/{id}/cancel", tag, "Take back what of it has not begun", [id],
            answering: order.reference
        ) { call in
            try await call.services.fleet.cancel(call.id("id"), by: call.actor)
            return .json(order.json(try await call.services.fleet.run(call.id("id"), by: call.actor)))
        }.detailed("What others asked for, an administrator alone takes back."),
        .write(
            .post, "performDeviceOrder", "/device-orders/{id}/perform", tag, "Do it now, where no collector does", [id],
            answering: order.reference
        ) { call in
            .json(order.json(try await call.performed(call.id("id"))))
        }.detailed(
            """
            It answers when all of it has ended, or waits for terminals that cannot be reached now. Else whoever collects \
            from a terminal (`etime collect`, or the desktop) does what waits for it.
            """),
    ]

    /// One that asks terminals for something: what it answers is in the queue.
    static func asking(
        _ method: HTTPRequest.Method, _ id: String, _ path: String, _ summary: String, _ parameters: [Parameter] = [],
        taking body: Schema? = nil, _ run: @escaping @Sendable (Call) async throws -> FleetRun
    ) -> Operation {
        var operation = Operation.write(
            method, id, path, tag, summary, parameters, taking: body, answering: order.reference, status: 202
        ) { call in
            let asked = try await run(call)
            return Reply.json(order.json(asked), status: 202)
                .header("Location", "/api/v1/device-orders/\(asked.id.rawValue)")
        }
        operation.success.note = "It waits in the queue."
        return operation.located()
    }
}

extension Call {
    /// Asks it of the terminal of the path.
    func ask(_ order: DeviceOrder) async throws -> FleetRun {
        let device = try await device(path("name"))
        return try await services.fleet.ask(order, of: [device.id], by: actor)
    }

    /// The terminals that the body names, each once.
    func devices(_ name: String) async throws -> [DeviceSummary] {
        var found: [DeviceSummary] = []
        for text in body[name]?.elements?.compactMap(\.string) ?? [] {
            let device = try await device(text)
            if !found.contains(where: { $0.id == device.id }) { found.append(device) }
        }
        return found
    }
}
