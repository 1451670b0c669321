package import Domain
import Storage

/// A request as a list shows it.
package struct RequestLine: Hashable, Sendable, Identifiable {
    package var request: ApprovalRequest
    package var employee: Employee
    /// What is asked for, in a few words.
    package var summary: String
    /// `Asha Verma (0042)`, those whom it waits for.
    package var waitsFor: [String]

    package var id: ID<ApprovalRequest> { request.id }
}

/// A request with everything that is known about it.
package struct RequestReport: Hashable, Sendable {
    package var line: RequestLine
    /// What was done, oldest first: one sentence each.
    package var history: [String]
    package var files: [RequestAttachment]
}

/// A file that came with a request, without its bytes.
package struct RequestAttachment: Hashable, Sendable {
    package var name: String
    /// In bytes.
    package var size: Int
    /// 64 hexadecimal digits.
    package var sha256: String
}

extension ApprovalDesk {
    func line(_ request: ApprovalRequest) throws -> RequestLine {
        RequestLine(
            request: request, employee: try employee(request.approval.requester),
            summary: try request.subject().summary(zone), waitsFor: try request.approval.waitsFor.map(people.name))
    }

    func report(_ request: ApprovalRequest) throws -> RequestReport {
        let steps = try ApprovalRequestStore(db).steps(of: request.id)
        let files = try AttachmentStore(db).all(of: request.id).map { file in
            RequestAttachment(
                name: file.name, size: file.size,
                sha256: file.sha256.hexadecimal)
        }
        return RequestReport(line: try line(request), history: try steps.map(sentence), files: files)
    }

    /// `2026-11-20 10:05 Ravi Rao (0007) approved level 1 for Asha Verma (0042): fine. (by meera)`.
    private func sentence(_ recorded: RecordedStep) throws -> String {
        let step = recorded.step
        let who = try step.person.map(people.name) ?? (step.action.isTheProgram ? "" : "An administrator")
        let level = step.level.map { " level \($0)" } ?? ""
        let behalf = try step.onBehalfOf.map { " for \(try people.name($0))" } ?? ""
        let remark = step.remark.isEmpty ? "" : ": \(step.remark)"
        let by = step.action.isTheProgram ? "" : " (\(recorded.actor))"
        let words = "\(who) \(step.action.words)\(level)\(behalf)\(remark)".trimmed
        return "\(zone.local(at: step.at).toTheMinute) \(words)\(by)"
    }

    func employee(_ id: ID<Employee>) throws -> Employee {
        guard let employee = try EmployeeStore(db).find(id) else {
            throw ServiceError.unknownEmployee(code: "with the id \(id.rawValue)")
        }
        return employee
    }
}

extension ApprovalStep.Action {
    /// Nobody took the step.
    fileprivate var isTheProgram: Bool { [.skipped, .escalated].contains(self) }

    fileprivate var words: String {
        switch self {
        case .submitted: "submitted it"
        case .skipped: "nobody but the requester would decide: skipped"
        case .approved: "approved"
        case .rejected: "rejected"
        case .withdrawn: "withdrew it"
        case .escalated: "not decided in time: escalated"
        case .cancellationAsked: "asked to cancel it"
        case .cancellationApproved: "approved the cancellation at"
        case .cancellationRejected: "rejected the cancellation at"
        case .cancellationWithdrawn: "withdrew the cancellation"
        case .cancelled: "cancelled it"
        }
    }
}
