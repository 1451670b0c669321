package import Domain

/// A step as it was recorded.
package struct RecordedStep: Hashable, Sendable {
    package var step: ApprovalStep
    /// As the journal calls whoever was at the program.
    package var actor: String
}

/// Requests, whose turn each is, and what was done with it.
package struct ApprovalRequestStore {
    private static let columns = [
        "kind", "requester_id", "first_day", "last_day", "why", "details_json", "plan_json", "submitted_at", "state",
        "level", "asked_at", "is_escalated", "yes_json",
    ]
    private static let select = "SELECT id, \(columns.joined(separator: ", ")) FROM approval_request"

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// - Returns: the request with the id that the database gave.
    package func insert(_ request: ApprovalRequest) throws -> ApprovalRequest {
        var stored = request
        stored.id = ID(
            try db.insert(
                into: "approval_request", Self.columns,
                [
                    .integer(request.kind.rawValue), .integer(request.approval.requester.rawValue),
                    .integer(request.days.lowerBound.daysSinceEpoch), .integer(request.days.upperBound.daysSinceEpoch),
                    .text(request.why), .text(request.details),
                    .text(try CanonicalJSON.text(ApprovalPlanDocument(request.approval.plan))),
                    .integer(request.submittedAt.seconds),
                ] + progress(request.approval)))
        return stored
    }

    package func save(_ approval: Approval, of id: ID<ApprovalRequest>) throws {
        try db.execute(
            "UPDATE approval_request SET state = ?, level = ?, asked_at = ?, is_escalated = ?, yes_json = ? WHERE id = ?",
            try progress(approval) + [.integer(id.rawValue)])
        try db.execute("DELETE FROM approval_waiting WHERE request_id = ?", [.integer(id.rawValue)])
        try db.bulk(.insert(into: "approval_waiting", ["employee_id", "request_id"])) { rows in
            for person in approval.waitsFor {
                rows.bind(person.rawValue, 0)
                rows.bind(id.rawValue, 1)
                try rows.send()
            }
        }
    }

    package func setDetails(_ details: String, of id: ID<ApprovalRequest>) throws {
        try db.execute(
            "UPDATE approval_request SET details_json = ? WHERE id = ?", [.text(details), .integer(id.rawValue)])
    }

    package func find(_ id: ID<ApprovalRequest>) throws -> ApprovalRequest? {
        try db.first("\(Self.select) WHERE id = ?", [.integer(id.rawValue)], request)
    }

    /// In the order in which they were submitted.
    package func all(of requester: ID<Employee>) throws -> [ApprovalRequest] {
        try db.all("\(Self.select) WHERE requester_id = ? ORDER BY id", [.integer(requester.rawValue)], request)
    }

    /// Everybody's with days in the range.
    package func all(_ days: ClosedRange<CivilDate>) throws -> [ApprovalRequest] {
        try db.all(
            "\(Self.select) WHERE first_day <= ? AND last_day >= ? ORDER BY id",
            [.integer(days.upperBound.daysSinceEpoch), .integer(days.lowerBound.daysSinceEpoch)], request)
    }

    /// Those that wait for somebody, oldest first.
    package func pending() throws -> [ApprovalRequest] {
        try db.all("\(Self.select) WHERE state IN (2, 6) ORDER BY id", [], request)
    }

    /// For whom at least one request waits.
    package func approversAsked() throws -> [ID<Employee>] {
        try db.all("SELECT DISTINCT employee_id FROM approval_waiting ORDER BY employee_id") { $0.id(0) }
    }

    /// Those that wait for a person, oldest first.
    package func waiting(for person: ID<Employee>) throws -> [ApprovalRequest] {
        try db.all(
            "\(Self.select) WHERE id IN (SELECT request_id FROM approval_waiting WHERE employee_id = ?) ORDER BY id",
            [.integer(person.rawValue)], request)
    }

    package func add(_ step: ApprovalStep, to id: ID<ApprovalRequest>, by actor: String) throws {
        let columns = ["request_id", "action", "level", "employee_id", "behalf_id", "actor", "at", "remark"]
        _ = try db.insert(
            into: "approval_step", columns,
            [
                .integer(id.rawValue), .integer(step.action.rawValue), .optional(step.level),
                .optional(step.person?.rawValue), .optional(step.onBehalfOf?.rawValue), .text(actor),
                .integer(step.at.seconds), .text(step.remark),
            ])
    }

    /// Oldest first.
    package func steps(of id: ID<ApprovalRequest>) throws -> [RecordedStep] {
        try db.all(
            """
            SELECT action, level, employee_id, behalf_id, at, remark, actor FROM approval_step
            WHERE request_id = ? ORDER BY id
            """, [.integer(id.rawValue)]
        ) { row in
            RecordedStep(
                step: ApprovalStep(
                    try row.code(0, "the step"), level: row.optionalInteger(1).map { Int($0) },
                    person: row.optionalInteger(2).map { ID($0) }, onBehalfOf: row.optionalInteger(3).map { ID($0) },
                    at: row.instant(4), remark: row.text(5)),
                actor: row.text(6))
        }
    }

    private func progress(_ approval: Approval) throws -> [SQLValue] {
        [
            .integer(approval.state.code), .optional(approval.state.level), .optional(approval.askedAt?.seconds),
            .flag(approval.isEscalated), .text(try CanonicalJSON.text(approval.yes.map(\.rawValue))),
        ]
    }

    private func request(_ row: any SQLRow) throws -> ApprovalRequest {
        let plan = try CanonicalJSON.value(ApprovalPlanDocument.self, row.text(7), "the plan of a request").plan
        let yes = try CanonicalJSON.value([Int64].self, row.text(13), "the votes on a request")
        let state = try ApprovalState(code: row.integer(9), level: row.optionalInteger(10).map { Int($0) })
        return ApprovalRequest(
            id: row.id(0), kind: try row.code(1, "the kind of request"), days: row.date(3)...row.date(4),
            why: row.text(5), details: row.text(6), submittedAt: row.instant(8),
            approval: Approval(
                requester: row.id(2), plan: plan, state: state, yes: yes.map { ID($0) },
                askedAt: row.optionalInstant(11), isEscalated: row.flag(12)))
    }
}

extension ApprovalState {
    fileprivate var code: Int64 {
        switch self {
        case .submitted: 1
        case .pending: 2
        case .approved: 3
        case .rejected: 4
        case .withdrawn: 5
        case .cancelling: 6
        case .cancelled: 7
        }
    }

    fileprivate init(code: Int64, level: Int?) throws {
        switch (code, level) {
        case (1, _): self = .submitted
        case (2, let level?): self = .pending(level: level)
        case (3, _): self = .approved
        case (4, _): self = .rejected
        case (5, _): self = .withdrawn
        case (6, let level?): self = .cancelling(level: level)
        case (7, _): self = .cancelled
        default: throw StorageError.unreadable("the state \(code) of a request")
        }
    }
}
