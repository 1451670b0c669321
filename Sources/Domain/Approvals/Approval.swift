/// A request on its way: a state machine without a clock. ``handling(_:at:deputies:)`` takes an event and gives what it
/// has become and what follows from it; what it refuses changes nothing.
package struct Approval: Hashable, Sendable {
    package let requester: ID<Employee>
    package let plan: ApprovalPlan
    package internal(set) var state: ApprovalState
    /// Whose yes the level that is asked now has.
    package internal(set) var yes: [ID<Employee>]
    /// Since when the level has been asked.
    package internal(set) var askedAt: Instant?
    package internal(set) var isEscalated: Bool

    package init(
        requester: ID<Employee>, plan: ApprovalPlan, state: ApprovalState = .submitted, yes: [ID<Employee>] = [],
        askedAt: Instant? = nil, isEscalated: Bool = false
    ) {
        self.requester = requester
        self.plan = plan
        self.state = state
        self.yes = yes
        self.askedAt = askedAt
        self.isEscalated = isEscalated
    }

    package var level: ApprovalPlan.Level? {
        state.level.flatMap { plan.levels.indices.contains($0) ? plan.levels[$0] : nil }
    }

    /// Whose turn it is.
    package var waitsFor: [ID<Employee>] {
        guard let level else { return [] }
        let open = level.approvers.filter { !yes.contains($0) }
        return open + (isEscalated ? level.escalatesTo.filter { !level.approvers.contains($0) } : [])
    }

    /// When the level escalates; nil: never, or it has.
    package var escalatesAt: Instant? {
        guard let askedAt, !isEscalated, let hours = level?.escalatesAfterHours else { return nil }
        return askedAt + Int64(hours) * 3600
    }
}

extension Approval {
    /// - Throws: ``ApprovalRefusal``
    package func handling(
        _ event: ApprovalEvent, at moment: Instant, deputies: Deputies
    ) throws(ApprovalRefusal) -> (Approval, [ApprovalEffect]) {
        var next = self
        let effects: [ApprovalEffect] =
            switch event {
            case .submit(let decider, let remark): try next.submit(decider, remark, moment)
            case .approve(let decider, let remark): try next.approve(decider, remark, moment, deputies)
            case .reject(let decider, let reason): try next.reject(decider, reason, moment, deputies)
            case .withdraw(let decider, let remark): try next.withdraw(decider, remark, moment)
            case .cancel(let decider, let remark): try next.cancel(decider, remark, moment)
            case .escalate: next.escalate(moment)
            }
        return (next, effects)
    }

    private mutating func submit(
        _ decider: Decider, _ remark: String, _ moment: Instant
    ) throws(ApprovalRefusal) -> [ApprovalEffect] {
        guard state == .submitted else { throw .submittedAlready }
        try checkRequester(decider)
        let start = ApprovalStep(
            .submitted, person: decider.person, onBehalfOf: decider.person == nil ? requester : nil, at: moment,
            remark: remark)
        let skipped = plan.skipped.map { ApprovalEffect.record(ApprovalStep(.skipped, level: $0, at: moment)) }
        return [.record(start)] + skipped + ask(0, moment)
    }

    private mutating func approve(
        _ decider: Decider, _ remark: String, _ moment: Instant, _ deputies: Deputies
    ) throws(ApprovalRefusal) -> [ApprovalEffect] {
        let (index, level) = try asked()
        let principals = try principals(of: decider, deputies)
        let steps = principals.map { principal in
            ApprovalEffect.record(
                ApprovalStep(
                    isCancelling ? .cancellationApproved : .approved, level: level.number, person: decider.person,
                    onBehalfOf: principal == decider.person ? nil : principal, at: moment, remark: remark))
        }
        yes += principals
        let isSettled =
            !level.needsAll || level.approvers.allSatisfy(yes.contains)
            || isEscalated && principals.contains(where: level.escalatesTo.contains)
        return steps + (isSettled ? ask(index + 1, moment) : [.ask(waitsFor)])
    }

    /// A no of any one ends it; a cancellation that is refused leaves in force what had been approved.
    private mutating func reject(
        _ decider: Decider, _ reason: String, _ moment: Instant, _ deputies: Deputies
    ) throws(ApprovalRefusal) -> [ApprovalEffect] {
        let (_, level) = try asked()
        let principals = try principals(of: decider, deputies)
        guard !reason.allSatisfy(\.isWhitespace) else { throw .reasonMissing }
        let action: ApprovalStep.Action = isCancelling ? .cancellationRejected : .rejected
        let steps = principals.prefix(1).map { principal in
            ApprovalEffect.record(
                ApprovalStep(
                    action, level: level.number, person: decider.person,
                    onBehalfOf: principal == decider.person ? nil : principal, at: moment, remark: reason))
        }
        close(isCancelling ? .approved : .rejected)
        return steps + [.close]
    }

    private mutating func withdraw(
        _ decider: Decider, _ remark: String, _ moment: Instant
    ) throws(ApprovalRefusal) -> [ApprovalEffect] {
        guard state == .submitted || state.level != nil else { throw .notPending(state) }
        try checkRequester(decider)
        let action: ApprovalStep.Action = isCancelling ? .cancellationWithdrawn : .withdrawn
        close(isCancelling ? .approved : .withdrawn)
        return [record(action, decider, remark, moment), .close]
    }

    private mutating func cancel(
        _ decider: Decider, _ remark: String, _ moment: Instant
    ) throws(ApprovalRefusal) -> [ApprovalEffect] {
        guard state == .approved else { throw .notApproved(state) }
        try checkRequester(decider)
        guard plan.cancellingNeedsApproval, !plan.levels.isEmpty else {
            close(.cancelled)
            return [record(.cancelled, decider, remark, moment), .undo, .close]
        }
        state = .cancelling(level: 0)
        return [record(.cancellationAsked, decider, remark, moment)] + ask(0, moment)
    }

    private mutating func escalate(_ moment: Instant) -> [ApprovalEffect] {
        guard let due = escalatesAt, moment >= due, let level else { return [] }
        isEscalated = true
        return [.record(ApprovalStep(.escalated, level: level.number, at: moment)), .ask(waitsFor)]
    }
}

extension Approval {
    private var isCancelling: Bool { if case .cancelling = state { true } else { false } }

    private func asked() throws(ApprovalRefusal) -> (Int, ApprovalPlan.Level) {
        guard let index = state.level, let level else { throw .notPending(state) }
        return (index, level)
    }

    /// In whose place the decider decides: the own one, or those who handed it over.
    private func principals(
        of decider: Decider, _ deputies: Deputies
    ) throws(ApprovalRefusal) -> [ID<Employee>] {
        guard case .person(let person) = decider else { return waitsFor }
        if person == requester { throw .ownRequest(person) }
        if waitsFor.contains(person) { return [person] }
        let principals = waitsFor.filter { deputies.standIns(for: $0).contains(person) }
        if principals.isEmpty { throw .waitsForOthers(person: person, waitsFor: waitsFor) }
        return principals
    }

    private func checkRequester(_ decider: Decider) throws(ApprovalRefusal) {
        guard let person = decider.person, person != requester else { return }
        throw .notTheRequester(person: person, requester: requester)
    }

    private func record(
        _ action: ApprovalStep.Action, _ decider: Decider, _ remark: String, _ moment: Instant
    ) -> ApprovalEffect {
        .record(
            ApprovalStep(
                action, person: decider.person, onBehalfOf: decider.person == nil ? requester : nil, at: moment,
                remark: remark))
    }

    /// Turns to a level; past the last one it is settled.
    private mutating func ask(_ index: Int, _ moment: Instant) -> [ApprovalEffect] {
        let wasCancelling = isCancelling
        guard plan.levels.indices.contains(index) else {
            close(wasCancelling ? .cancelled : .approved)
            let cancelled = ApprovalEffect.record(ApprovalStep(.cancelled, at: moment))
            return wasCancelling ? [cancelled, .undo, .close] : [.apply, .close]
        }
        state = wasCancelling ? .cancelling(level: index) : .pending(level: index)
        (yes, askedAt, isEscalated) = ([], moment, false)
        return [.ask(waitsFor)]
    }

    private mutating func close(_ end: ApprovalState) {
        state = end
        (yes, askedAt, isEscalated) = ([], nil, false)
    }
}
