import Domain
import HTTPTypes
import Services

/// Who decides, and the decisions.
enum ApprovalOperations {
    private static let tag = "Approvals"

    struct Chain: Sendable {
        var chain: ApprovalChain
        /// Each in words.
        var levels: [String]
    }

    struct Row: Sendable {
        var delegation: Delegation
        /// Codes.
        var approver: String
        var delegate: String
    }

    static let chain = Resource<Chain>(
        "ApprovalChain",
        [
            .init("name", .text) { .string($0.chain.name) },
            .init("priority", .integer(Int64(Int32.min)...Int64(Int32.max)), "Of those that fit, the lowest decides.") {
                JSONValue($0.chain.priority)
            },
            .init("kinds", .list(.words(ApprovalKind.allCases.map(\.word))), "Empty: all.") { row in
                .array(row.chain.conditions.kinds.map(\.word).sorted().map { .string($0) })
            },
            .init("conditions", .sentence, "All of them in words: `leave CL of 3 to 10 days in Press`.") {
                .string($0.chain.conditions.words)
            },
            .init("levels", .list(.sentence), "Who decides, level by level; empty: what is asked for holds at once.") {
                .array($0.levels.map { .string($0) })
            },
            .init("cancellingNeedsApproval", .boolean, "Of the same levels.") {
                .bool($0.chain.cancellingNeedsApproval)
            },
        ])
    static let chains = Listing(chain, in: "priority") { .integer($0.chain.id.rawValue) }

    static let delegation = Resource<Row>(
        "Delegation",
        [
            .init("id", .id) { .integer($0.delegation.id.rawValue) },
            .init("approver", .text, "The code of whoever decides usually.") { .string($0.approver) },
            .init("delegate", .text, "The code of whoever stands in.") { .string($0.delegate) },
            .init("from", .date) { .string($0.delegation.first.description) },
            .init("to", .nullable(.date), "null: until further notice.") {
                JSONValue($0.delegation.last?.description)
            },
            .init("onlyWhileAway", .boolean, "Only on days on which the first is on leave.") {
                .bool($0.delegation.onlyWhileAway)
            },
        ])
    static let delegations = Listing(delegation, in: "-from") { .integer($0.delegation.id.rawValue) }

    static let schemas = [(chain.name, chain.schema), (delegation.name, delegation.schema)]

    static let all: [Operation] = decisions + deciders

    private static let decisions: [Operation] = [
        .get(
            "listInbox", "/approvals/inbox", tag, "What waits for a decision",
            RequestOperations.inbox.parameters + [
                .query("employee", .code, "Only what waits for this one, or for whom this one stands in today.")
            ], answering: RequestOperations.inbox.schema
        ) { call in
            let person = try await call.filteredEmployee()?.id
            let lines = try await call.services.approvals.inbox(of: person, by: call.actor)
            return try RequestOperations.inbox.reply(lines, to: call)
        }.detailed("The oldest first: what waits for the caller, and for whomever else, of those within reach."),
        .write(
            .post, "grantRequest", "/approvals/{id}/grant", tag, "Say yes to a request", [RequestOperations.id],
            taking: RequestOperations.remark, answering: RequestOperations.request.reference
        ) { call in
            try await RequestOperations.step(call) {
                try await call.services.approvals.grant([$0], remark: call.body.text("remark") ?? "", by: call.actor)
            }
        }.versioned().detailed(
            "At the last yes what was asked for holds; if it no longer can, the request stays as it was."),
        .write(
            .post, "rejectRequest", "/approvals/{id}/reject", tag, "Say no to a request", [RequestOperations.id],
            taking: .object([.init("reason", .reason, required: true, "It is kept and shown.")]),
            answering: RequestOperations.request.reference
        ) { call in
            try await RequestOperations.step(call) {
                try await call.services.approvals.reject([$0], reason: call.body.text("reason") ?? "", by: call.actor)
            }
        }.versioned(),
    ]

    private static let deciders: [Operation] = [
        .get(
            "listApprovalChains", "/approvals/chains", tag, "The chains, in the order in which they are tried",
            chains.parameters, answering: chains.schema
        ) { call in
            var rows: [Chain] = []
            for chain in try await call.services.approvals.chains() {
                rows.append(Chain(chain: chain, levels: try await call.services.approvals.words(chain.levels)))
            }
            return try chains.reply(rows, to: call)
        }.detailed("Where none fits, the reporting manager or the head of the department decides."),
        .get(
            "listDelegations", "/approvals/delegations", tag, "Who stands in for whom", delegations.parameters,
            answering: delegations.schema
        ) { call in
            let codes = try await codesByID(call)
            let found = try await call.services.approvals.delegations(by: call.actor)
            return try delegations.reply(found.map { row($0, codes) }, to: call)
        },
        .write(
            .post, "addDelegation", "/approvals/delegations", tag, "Let somebody decide in another’s place",
            taking: .object([
                .init("approver", .code, "The code of whoever decides usually; whoever asks, unless said."),
                .init("delegate", .code, required: true, "The code of whoever stands in."),
                .init("from", .date, required: true),
                .init("to", .nullable(.date), "null: until further notice."), .init("onlyWhileAway", .boolean),
            ]), answering: delegation.reference, status: 201
        ) { call in
            // First: whoever may not read the codes is refused before anything is changed.
            let codes = try await codesByID(call)
            let delegate = try await call.services.employees.colleague(
                code: call.body.text("delegate") ?? "", by: call.actor)
            let wanted = Delegation(
                id: ID(0), approver: try await approver(call), delegate: delegate.id,
                first: try call.body.required(date: "from"), last: call.body.date("to"),
                onlyWhileAway: call.body["onlyWhileAway"]?.bool ?? false)
            let made = try await call.services.approvals.delegate(wanted, by: call.actor)
            return .json(delegation.json(row(made, codes)), status: 201)
        }.detailed("Both may decide meanwhile; the record keeps who did, and for whom."),
        .write(
            .post, "endDelegation", "/approvals/delegations/{id}/end", tag, "End a delegation",
            [.path("id", .id, "The delegation’s number.")],
            taking: .object([.init("from", .date, "The first day without it; today unless said.")]), status: 204
        ) { call in
            let today = try await call.services.attendance.currentDate()
            try await call.services.approvals.endDelegation(
                call.id("id"), from: call.body.date("from") ?? today, by: call.actor)
            return .done
        },
    ]

    private static func codesByID(_ call: Call) async throws -> [ID<Employee>: String] {
        let people = try await call.services.employees.colleagues(by: call.actor)
        return Dictionary(uniqueKeysWithValues: people.map { ($0.id, $0.code) })
    }

    private static func row(_ delegation: Delegation, _ codes: [ID<Employee>: String]) -> Row {
        Row(
            delegation: delegation, approver: codes[delegation.approver] ?? "",
            delegate: codes[delegation.delegate] ?? "")
    }

    private static func approver(_ call: Call) async throws -> ID<Employee> {
        if let code = call.body.text("approver") { return try await call.employee(code).id }
        guard let own = call.actor.employee else {
            throw ServiceError.invalid([
                FieldProblem(field: "approver", sentence: "Say whose decisions: your account is none of the employees.")
            ])
        }
        return own
    }
}
