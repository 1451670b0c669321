import Domain
import HTTPTypes
import Services
import Storage

/// What people ask for, and how far it is.
enum RequestOperations {
    static let tag = "Requests"

    static let request = Resource<RequestLine>(
        "Request",
        [
            .init("id", .id) { .integer($0.request.id.rawValue) },
            .init("employee", .text, "The code of whom it is for.") { .string($0.employee.code) },
            .init("name", .text) { .string($0.employee.name) },
            .init("kind", .words(ApprovalKind.allCases.map(\.word))) { .string($0.request.kind.word) },
            .init("first", .date, "Of the days it is about.") { .string($0.request.days.lowerBound.description) },
            .init("last", .date) { .string($0.request.days.upperBound.description) },
            .init("summary", .sentence, "What is asked for, in a few words.") { .string($0.summary) },
            .init("why", .sentence) { .string($0.request.why) },
            .init(
                "state", .words(ApprovalState.words),
                "`cancellation-pending`: it holds until the levels have consented to its end."
            ) { .string($0.request.approval.state.word) },
            .init("level", .nullable(.integer(1...Int64.max)), "Of the chain, that is asked now; null: none.") { line in
                line.request.approval.level.map { JSONValue($0.number) } ?? .null
            },
            .init("waitsFor", .list(.sentence), "Whose turn it is: `Ravi Rao (0007)`.") {
                .array($0.waitsFor.map { .string($0) })
            },
            .init("chain", .sentence, "By which it is decided, as it was when it was submitted.") {
                .string($0.request.approval.plan.chain)
            },
            .init("submittedAt", .moment) { .string(Moment.text($0.request.submittedAt)) },
            .init("escalatesAt", .nullable(.moment), "When others may decide as well; null: never, or they may.") {
                JSONValue($0.request.approval.escalatesAt.map { Moment.text($0) })
            },
        ])
    static let listing = Listing(request, in: "-id") { .integer($0.request.id.rawValue) }
    static let inbox = Listing(request, in: "id") { .integer($0.request.id.rawValue) }

    static let report = Resource<RequestReport>("RequestReport", lineFields + reportFields)

    private static let lineFields: [Resource<RequestReport>.Field] = request.fields.map { field in
        Resource<RequestReport>.Field(field.name, field.schema, field.note) { field.value($0.line) }
    }

    private static let reportFields: [Resource<RequestReport>.Field] = [
        .init("history", .list(.sentence), "What was done, oldest first: one sentence each.") {
            .array($0.history.map { .string($0) })
        },
        .init(
            "files",
            .list(
                .object([
                    .init("name", .text, required: true), .init("size", .count, required: true, "Bytes."),
                    .init("sha256", .text, required: true, "64 hexadecimal digits."),
                ])), "What came with it."
        ) { report in
            .array(
                report.files.map { file -> JSONValue in
                    ["name": .string(file.name), "size": JSONValue(file.size), "sha256": .string(file.sha256)]
                })
        },
    ]

    static let schemas = [(request.name, request.schema), (report.name, report.schema)]

    static let id = Parameter.path("id", .id, "The request’s number.")

    static let remark = Schema.object([.init("remark", .text(0...1_000), "It is kept and shown.")])

    static let all = reading + fileOperations + asking + steps

    private static let reading: [Operation] = [
        .get(
            "listRequests", "/requests", tag, "What was asked for these days, the newest first",
            CorrectionOperations.days + listing.parameters, answering: listing.schema
        ) { call in
            let lines = try await call.services.approvals.requests(call.days(), by: call.actor)
            return try listing.reply(lines, to: call)
        }.detailed("By people within reach, and what the caller is or was asked to decide."),
        .get(
            "listEmployeeRequests", "/employees/{code}/requests", tag,
            "What one person has asked for, the newest first",
            [EmployeeOperations.code] + listing.parameters, answering: listing.schema
        ) { call in
            let employee = try await call.employee()
            let lines = try await call.services.approvals.requests(of: employee.id, by: call.actor)
            return try listing.reply(lines, to: call)
        },
        .get("getRequest", "/requests/{id}", tag, "One request, with its history", [id], answering: report.reference) {
            call in
            // The version first: what is read after it is never older than it says.
            let version = try await call.services.version(of: [key(call.id("id"))])
            let found = try await call.services.approvals.report(call.id("id"), by: call.actor)
            return Reply.json(report.json(found)).version(version)
        }.versioned(),
    ]

    private static let steps: [Operation] = [
        .write(
            .post, "withdrawRequest", "/requests/{id}/withdraw", tag, "Take back what is not decided yet", [id],
            taking: remark, answering: request.reference
        ) { call in
            try await step(call) {
                try await call.services.approvals.withdraw(
                    [$0], remark: call.body.text("remark") ?? "", by: call.actor)
            }
        }.versioned(),
        .write(
            .post, "cancelRequest", "/requests/{id}/cancel", tag, "Cancel what was approved", [id],
            taking: remark, answering: request.reference
        ) { call in
            try await step(call) {
                try await call.services.approvals.cancel(
                    [$0], remark: call.body.text("remark") ?? "", by: call.actor)
            }
        }.versioned().detailed(
            "At once or, where the chain says so, when the same levels have consented."),
    ]
}

extension RequestOperations {
    /// Takes a step with the request of the path, and answers what has become of it.
    /// - Throws: ``ProblemDocument`` where it is refused.
    static func step(
        _ call: Call, _ take: (ID<ApprovalRequest>) async throws -> [DecisionResult]
    ) async throws -> Reply {
        let id = call.id("id", of: ApprovalRequest.self)
        let results = try await call.holding([key(id)]) { try await take(id) }
        guard let result = results.first else { throw ServiceError.unknownRequest(id.rawValue) }
        return try await reply(result.taken(), call)
    }

    static func reply(_ line: RequestLine, _ call: Call, status: Int = 200) async throws -> Reply {
        Reply.json(request.json(line), status: status)
            .version(try await call.services.version(of: [key(line.id)]))
    }

    private static func key(_ id: ID<ApprovalRequest>) -> RecordKey { RecordKey(.approvalRequest, id) }
}

extension DecisionResult {
    /// - Throws: ``ProblemDocument``: the use case, which takes many, has put what it refused into a sentence.
    fileprivate func taken() throws -> RequestLine {
        if let line { return line }
        let sentence = refusal ?? ""
        if sentence == ServiceError.unknownRequest(id.rawValue).description {
            throw ProblemDocument.notFound(sentence)
        }
        throw ProblemDocument(409, "refused", "Refused as things stand", sentence)
    }
}

extension ApprovalState {
    fileprivate static let words: [String] = [
        ApprovalState.submitted, .pending(level: 0), .approved, .rejected, .withdrawn, .cancelling(level: 0),
        .cancelled,
    ].map(\.word)

    /// As it stands in a document: `cancellation-pending`.
    fileprivate var word: String { name.replacing(" ", with: "-") }
}
