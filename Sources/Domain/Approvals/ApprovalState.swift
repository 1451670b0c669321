/// How far a request is. Levels count from 0, along ``ApprovalPlan/levels``.
package enum ApprovalState: Hashable, Sendable {
    case submitted
    case pending(level: Int)
    case approved
    case rejected
    case withdrawn
    /// Approved, and asked to be cancelled: it holds until the levels have consented.
    case cancelling(level: Int)
    case cancelled

    package var name: String {
        switch self {
        case .submitted: "submitted"
        case .pending: "pending"
        case .approved: "approved"
        case .rejected: "rejected"
        case .withdrawn: "withdrawn"
        case .cancelling: "cancellation pending"
        case .cancelled: "cancelled"
        }
    }

    /// The level that is asked now.
    package var level: Int? {
        switch self {
        case .pending(let level), .cancelling(let level): level
        default: nil
        }
    }
}

/// Who takes a step.
package enum Decider: Hashable, Sendable {
    case person(ID<Employee>)
    /// Whoever runs the program for the company, in the place of whom it waits for.
    case administrator

    package var person: ID<Employee>? { if case .person(let person) = self { person } else { nil } }
}

/// What is done with a request.
package enum ApprovalEvent: Hashable, Sendable {
    case submit(by: Decider, remark: String)
    case approve(by: Decider, remark: String)
    case reject(by: Decider, reason: String)
    case withdraw(by: Decider, remark: String)
    case cancel(by: Decider, remark: String)
    /// Time has passed.
    case escalate
}

/// One line of a request's history.
package struct ApprovalStep: Hashable, Sendable {
    package enum Action: UInt8, Hashable, Sendable, CaseIterable {
        case submitted = 1
        /// A level that only the requester could have decided.
        case skipped = 2
        case approved = 3
        case rejected = 4
        case withdrawn = 5
        case escalated = 6
        case cancellationAsked = 7
        case cancellationApproved = 8
        case cancellationRejected = 9
        case cancellationWithdrawn = 10
        case cancelled = 11
    }

    package var action: Action
    /// The chain's level, from 1; nil where it is about the whole.
    package var level: Int?
    /// Nil: an administrator, or the program.
    package var person: ID<Employee>?
    /// Whose decision it was, where somebody else took it.
    package var onBehalfOf: ID<Employee>?
    package var at: Instant
    package var remark: String

    package init(
        _ action: Action, level: Int? = nil, person: ID<Employee>? = nil, onBehalfOf: ID<Employee>? = nil, at: Instant,
        remark: String = ""
    ) {
        self.action = action
        self.level = level
        self.person = person
        self.onBehalfOf = onBehalfOf
        self.at = at
        self.remark = remark
    }
}

/// What has to be done because of a step, in this order.
package enum ApprovalEffect: Hashable, Sendable {
    case record(ApprovalStep)
    /// What was asked for holds from now on.
    case apply
    /// What held no longer does.
    case undo
    /// It is these people's turn, and nobody else's any more.
    case ask([ID<Employee>])
    /// Nobody is asked any more; the requester hears how it ended.
    case close
}
