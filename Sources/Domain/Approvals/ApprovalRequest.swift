/// Something that somebody asks for, and how far it is.
package struct ApprovalRequest: Hashable, Sendable, Identifiable {
    package var id: Domain.ID<ApprovalRequest>
    package var kind: ApprovalKind
    /// The days it is about.
    package var days: ClosedRange<CivilDate>
    package var why: String
    /// What exactly is asked for: a document whose form depends on ``kind``.
    package var details: String
    package var submittedAt: Instant
    package var approval: Approval

    package init(
        id: Domain.ID<ApprovalRequest>, kind: ApprovalKind, days: ClosedRange<CivilDate>, why: String, details: String,
        submittedAt: Instant, approval: Approval
    ) {
        self.id = id
        self.kind = kind
        self.days = days
        self.why = why
        self.details = details
        self.submittedAt = submittedAt
        self.approval = approval
    }
}
