import Domain
import HTTPTypes
import Services

// What can be asked for. Leave stands with leave.
extension RequestOperations {
    static let asking: [Operation] = [
        .write(
            .post, "requestCorrection", "/requests/corrections", tag, "Ask for a correction of one day’s punches",
            taking: .object([employee] + CorrectionOperations.draft + [replaces, files]), answering: request.reference,
            status: 201
        ) { call in
            var draft = try CorrectionDraft(call.body)
            draft.files = try call.files()
            return try await made(call, CorrectionOperations.names.merging(["file": "files"]) { $1 }) { [draft] in
                try await call.services.corrections.request(draft, of: $0, replacing: replaced(call), by: call.actor)
            }
        }.located().detailed("Nothing changes before it is approved."),
        .write(
            .post, "requestDuty", "/requests/duty", tag, "Ask for work elsewhere or from home",
            taking: .object(duty), answering: request.reference, status: 201
        ) { call in
            let draft = try DutyDraft(call.body)
            return try await made(call, ["from": "first", "to": "last"]) {
                try await call.services.duty.request(draft, of: $0, replacing: replaced(call), by: call.actor)
            }
        }.located().detailed(
            "Once approved it counts as presence, together with the punches of the day and never twice."),
        .write(
            .post, "requestOvertime", "/requests/overtime", tag, "Ask for overtime of a day to be paid",
            taking: .object([
                employee, .init("date", .date, required: true),
                .init("seconds", .integer(1...86_400), required: true, "Seconds of overtime that may be paid."), why,
            ]), answering: request.reference, status: 201
        ) { call in
            let date = try call.body.required(date: "date")
            let seconds = Int32(clamping: call.body["seconds"]?.integer ?? 0)
            return try await made(call, ["hours": "seconds"]) {
                try await call.services.duty.requestOvertime(
                    seconds, on: date, why: call.body.text("why") ?? "", of: $0, by: call.actor)
            }
        }.located().detailed("What was worked is known from the punches; what was not worked is not paid either way."),
        .write(
            .post, "requestCompOff", "/requests/comp-off", tag, "Ask for time off for work on a rest day",
            taking: .object([
                employee, .init("date", .date, required: true, "The weekly off or holiday that was worked."),
                .init("halfDays", .integer(1...2), "Half days off; 2, a day, unless said."), why,
            ]), answering: request.reference, status: 201
        ) { call in
            let date = try call.body.required(date: "date")
            let halfDays = Int(call.body["halfDays"]?.integer ?? 2)
            return try await made(call, ["days": "halfDays"]) {
                try await call.services.approvals.requestCompOff(
                    halfDays, workedOn: date, why: call.body.text("why") ?? "", of: $0, by: call.actor)
            }
        }.located(),
        .write(
            .post, "requestSwapApproval", "/requests/swaps", tag,
            "Ask for the approval of a swap to which the other has agreed",
            taking: .object([.init("swap", .id, required: true, "The swap’s number.")]),
            answering: request.reference, status: 201
        ) { call in
            let line = try await call.services.approvals.requestSwap(
                ID(call.body["swap"]?.integer ?? 0), by: call.actor)
            return try await answer(line, call)
        }.located().detailed("The last yes writes it into the roster."),
    ]

    private static let employee = Schema.Property(
        "employee", .code, "The code of whom it is for; whoever asks, unless said.")
    private static let why = Schema.Property("why", .reason, required: true, "It is kept and shown.")
    private static let replaces = Schema.Property(
        "replaces", .id, "The pending request that this one takes the place of: it is withdrawn.")

    private static let duty: [Schema.Property] = [
        employee, .init("kind", .words(["on-duty", "work-from-home"]), required: true),
        .init("first", .date, required: true), .init("last", .date, "`first` unless said."),
        .init(
            "part", .words(["full", "first-half", "second-half", "hours"]), "Of each of the days; `full` unless said."),
        .init("from", .time, "Of `hours`, on one day."),
        .init("to", .time, "Of `hours`; what is not after `from` is on the next day."), why, replaces,
    ]

    /// - Parameters:
    ///   - names: fields that the use case names otherwise.
    ///   - ask: is given whom it is for.
    private static func made(
        _ call: Call, _ names: [String: String], _ ask: (ID<Employee>) async throws -> RequestLine
    ) async throws -> Reply {
        let person = try await requester(call)
        let line = try await call.naming(names) { try await ask(person) }
        return try await answer(line, call)
    }

    private static func answer(_ line: RequestLine, _ call: Call) async throws -> Reply {
        try await reply(line, call, status: 201).header("Location", "/api/v1/requests/\(line.id.rawValue)")
    }

    private static func requester(_ call: Call) async throws -> ID<Employee> {
        if let code = call.body.text("employee") { return try await call.employee(code).id }
        guard let own = call.actor.employee else {
            throw ServiceError.invalid([
                FieldProblem(
                    field: "employee", sentence: "Say for whom you ask: your account is none of the employees.")
            ])
        }
        return own
    }

    private static func replaced(_ call: Call) -> ID<ApprovalRequest>? {
        call.body["replaces"]?.integer.map { ID($0) }
    }
}

extension DutyDraft {
    /// - Throws: ``ServiceError/invalid(_:)`` for hours without both ends, or ends without hours.
    fileprivate init(_ body: JSONValue) throws {
        let first = try body.required(date: "first")
        let part = try Self.part(body)
        self.init(
            kind: body.text("kind") == "work-from-home" ? .workFromHome : .onDuty, first: first,
            last: body.date("last"), part: part, why: body.text("why") ?? "")
    }

    private static func part(_ body: JSONValue) throws -> Part {
        let ends = ["from", "to"].filter { body[$0] != nil }
        if body.text("part") == "hours" {
            guard let from = body.time("from"), let to = body.time("to") else {
                throw refusal(["from", "to"].filter { !ends.contains($0) }, "Hours have a beginning and an end.")
            }
            return .hours(from: from, to: to)
        }
        if !ends.isEmpty { throw refusal(ends, "Only hours have a beginning and an end; give “hours” as part.") }
        switch body.text("part") {
        case "first-half": return .firstHalf
        case "second-half": return .secondHalf
        default: return .full
        }
    }

    private static func refusal(_ fields: [String], _ sentence: String) -> ServiceError {
        .invalid(fields.map { FieldProblem(field: $0, sentence: sentence) })
    }
}
