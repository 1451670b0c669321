/// Why a request, or a decision on it, is not accepted. Nothing has changed.
package enum ApprovalRefusal: Error, Hashable, Sendable {
    /// - Parameter level: from 1.
    case nobodyToApprove(level: Int, gaps: [ApproverGap])
    case ownRequest(ID<Employee>)
    case waitsForOthers(person: ID<Employee>, waitsFor: [ID<Employee>])
    /// There is nothing to decide in this state.
    case notPending(ApprovalState)
    /// Only what has been approved can be cancelled.
    case notApproved(ApprovalState)
    case notTheRequester(person: ID<Employee>, requester: ID<Employee>)
    case reasonMissing
    case submittedAlready
}
