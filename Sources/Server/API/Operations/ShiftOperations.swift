import Domain
import HTTPTypes
import Services
import Storage

/// Working times, the days on which nobody works, and the rules by which days are judged.
enum ShiftOperations {
    static let tag = "Shifts"

    static let shift = Resource<Shift>(
        "Shift",
        [
            .init("code", .filledText, "As it stands in a roster.") { .string($0.code) },
            .init("name", .filledText) { .string($0.name) },
            .init("start", .time) { .string($0.start.description) },
            .init("end", .time, "Not later than the start: on the next day.") { .string($0.end.description) },
            .init("breaks", .list(pause)) { .array($0.breaks.map { json($0) }) },
            .init("shortDays", .list(shortDay), "Weekdays of other hours.") { .array($0.partialDays.map { json($0) }) },
            .init(
                "automatic", .boolean,
                "Who has no shift on a working day works this one if its start is nearest to the first punch."
            ) { .bool($0.isAutomatic) },
            .init(
                "hasOwnRules", .boolean,
                "False: days are judged by the policy of the department, the location or the company."
            ) { .bool($0.policy != nil) },
        ])
    private static let listing = Listing(shift, in: "code") { .string($0.code) }

    /// A named policy, and for whom it holds.
    struct PolicyEntry: Sendable {
        var name: String
        /// Those of people in reach.
        var assignments: [PolicyAssignment]
        var codes: CodeBook
    }

    static let policy = Resource<PolicyEntry>(
        "Policy",
        [
            .init("name", .filledText) { .string($0.name) },
            .init("assignments", .list(assignment, atMost: 100_000), "For whom it holds, and from when to when.") {
                json($0)
            },
        ])
    private static let policies = Listing(policy, in: "name") { .string($0.name) }

    static let schemas =
        [(shift.name, shift.schema), (policy.name, policy.schema)] + restDaySchemas

    static let all: [Operation] = shiftOperations + restDayOperations + [listPolicies]

    /// Of changes that may touch kept cases.
    static let acceptance = Parameter.query(
        "acceptChangedCases", .boolean, "Kept cases may come out differently; without it such a change is refused.")

    private static let code = Parameter.path("code", .text(1...32), "The shift’s code.")

    private static let shiftOperations: [Operation] = [
        .get("listShifts", "/shifts", tag, "All shifts", listing.parameters, answering: listing.schema) { call in
            try listing.reply(await call.services.shifts.list(), to: call)
        },
        .write(
            .post, "addShift", "/shifts", tag, "Add a shift", taking: body(isWhole: false), answering: shift.reference,
            status: 201
        ) { call in
            let midnight = TimeOfDay(0, 0)
            let draft = ShiftDraft(code: "", name: "", start: midnight, end: midnight).changed(by: call.body)
            let added = try await call.services.shifts.add(draft, by: call.actor)
            return try await reply(added, call, status: 201)
                .header("Location", "/api/v1/shifts/\(added.code.pathEncoded)")
        }.located(),
        .get("getShift", "/shifts/{code}", tag, "One shift", [code], answering: shift.reference) { call in
            try await reply(find(call), call)
        }.versioned(),
        .write(
            .put, "replaceShift", "/shifts/{code}", tag, "Change the hours of a shift", [code, acceptance],
            taking: body(isWhole: true), answering: shift.reference
        ) { call in
            let (id, body) = (try await find(call).id, call.body)
            let after = try await call.holding([RecordKey(.shift, id)]) {
                try await call.services.shifts.update(
                    id, acceptingChangedCases: call.flag(acceptance.name), by: call.actor
                ) { $0.changed(by: body) }
            }
            return try await reply(after, call)
        }.versioned().detailed(
            """
            Rules of its own stay as they are. The days of everybody who works it, past ones too, are worked out anew; \
            where other hours are to hold from a date on, add a shift and assign it from there.
            """),
    ]

    private static let listPolicies = Operation.get(
        "listPolicies", "/policies", tag, "The named policies, and for whom they hold", policies.parameters,
        answering: policies.schema
    ) { call in
        let all = try await call.services.policies.list()
        let scopes = all.flatMap(\.assignments).map(\.scope)
        // People out of reach have no name there.
        let told = try await call.services.policies.names(of: scopes, by: call.actor)
        let codes = try await CodeBook(call)
        let entries = all.map { summary in
            PolicyEntry(
                name: summary.policy.name, assignments: summary.assignments.filter { told[$0.scope] != nil },
                codes: codes)
        }
        return try policies.reply(entries, to: call)
    }

    private static func find(_ call: Call) async throws -> Shift {
        guard let found = try await call.services.shifts.find(code: call.path("code")) else {
            throw ServiceError.unknownShift(code: call.path("code"))
        }
        return found
    }

    private static func reply(_ found: Shift, _ call: Call, status: Int = 200) async throws -> Reply {
        Reply.json(shift.json(found), status: status)
            .version(try await call.services.version(of: [RecordKey(.shift, found.id)]))
    }
}

extension ShiftOperations {
    private static let pause = Schema.object([
        .init("start", .time, required: true), .init("end", .time, required: true),
        .init("kind", CaseWords.schema(ShiftBreak.Kind.self), "fixed unless said."),
        .init("deducted", .boolean, "False: a paid break. True unless said."),
        .init("length", .integer(0...86_400), "Seconds of a flexible break; else 0."),
        .init("paid", .integer(0...86_400), "Seconds of a deducted break that are paid."),
    ])

    private static let shortDay = Schema.object([
        .init("weekday", CaseWords.schema(Weekday.self), required: true),
        .init("start", .time, required: true), .init("end", .time, required: true),
        .init("halfDayBelow", .integer(0...86_400), required: true, "Seconds of work; 0: never half a day."),
        .init("absentBelow", .integer(0...86_400), required: true, "Seconds of work; 0: never absent."),
    ])

    private static let assignment = Schema.object([
        .init("employee", .nullable(.text), required: true, "A code."),
        .init("shift", .nullable(.text), required: true, "A code."),
        .init("department", .nullable(.text), required: true), .init("location", .nullable(.text), required: true),
        .init("from", .date, required: true),
        .init("to", .nullable(.date), required: true, "The last day; null: until further notice."),
    ])

    /// - Parameter isWhole: nothing may be left out.
    private static func body(isWhole: Bool) -> Schema {
        .object([
            .init("code", .shiftCode, required: true, "Short, as it stands in a roster."),
            .init("name", .filled(200), required: true),
            .init("start", .time, required: true),
            .init("end", .time, required: true, "Not later than the start: on the next day."),
            .init("breaks", .list(pause, atMost: 24), required: isWhole),
            .init("shortDays", .list(shortDay, atMost: 7), required: isWhole, "Weekdays of other hours."),
            .init("automatic", .boolean, required: isWhole),
        ])
    }

    private static func json(_ pause: ShiftBreak) -> JSONValue {
        .object([
            .init("start", .string(pause.start.description)), .init("end", .string(pause.end.description)),
            .init("kind", CaseWords.word(pause.kind)), .init("deducted", .bool(pause.isDeducted)),
            .init("length", JSONValue(pause.length)), .init("paid", JSONValue(pause.paid)),
        ])
    }

    private static func json(_ day: PartialDay) -> JSONValue {
        .object([
            .init("weekday", CaseWords.word(day.weekday)), .init("start", .string(day.start.description)),
            .init("end", .string(day.end.description)), .init("halfDayBelow", JSONValue(day.halfDayBelow)),
            .init("absentBelow", JSONValue(day.absentBelow)),
        ])
    }

    private static func json(_ entry: PolicyEntry) -> JSONValue {
        .array(
            entry.assignments.map { assignment -> JSONValue in
                let (codes, scope) = (entry.codes, assignment.scope)
                return .object([
                    .init("employee", codes.employee(scope)), .init("shift", codes.shift(scope)),
                    .init("department", codes.department(scope)), .init("location", codes.location(scope)),
                    .init("from", .string(assignment.from.description)),
                    .init("to", JSONValue(assignment.to?.description)),
                ])
            })
    }
}

// Of bodies that keep to the schemas.

extension ShiftDraft {
    /// What the body gives takes the place of what there is; the rules stay.
    fileprivate func changed(by body: JSONValue) -> ShiftDraft {
        var draft = self
        draft.code = body.text("code") ?? code
        draft.name = body.text("name") ?? name
        draft.start = body.time("start") ?? start
        draft.end = body.time("end") ?? end
        if let list = body["breaks"]?.elements { draft.breaks = list.map { ShiftBreak($0) } }
        if let list = body["shortDays"]?.elements { draft.partialDays = list.map { PartialDay($0) } }
        draft.isAutomatic = body["automatic"]?.bool ?? isAutomatic
        return draft
    }
}

extension ShiftBreak {
    fileprivate init(_ value: JSONValue) {
        self.init(
            start: value.time("start") ?? TimeOfDay(0, 0), end: value.time("end") ?? TimeOfDay(0, 0),
            isDeducted: value["deducted"]?.bool ?? true, kind: CaseWords.read(value.text("kind")) ?? .fixed,
            length: value.seconds("length"), paid: value.seconds("paid"))
    }
}

extension PartialDay {
    fileprivate init(_ value: JSONValue) {
        self.init(
            weekday: CaseWords.read(value.text("weekday")) ?? .monday, start: value.time("start") ?? TimeOfDay(0, 0),
            end: value.time("end") ?? TimeOfDay(0, 0), halfDayBelow: value.seconds("halfDayBelow"),
            absentBelow: value.seconds("absentBelow"))
    }
}

extension JSONValue {
    fileprivate func seconds(_ name: String) -> Int32 { Int32(clamping: self[name]?.integer ?? 0) }
}
