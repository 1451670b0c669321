import Domain

/// A policy or a roster that holds for somebody over some days, as the journal keeps it: whom, what, from when to when.
struct AssignmentDocument: Encodable {
    private var employee: Int64?
    private var department: String?
    private var location: String?
    /// Whom a policy holds for, or what a roster says is worked.
    private var shift: Int64?
    private var rotation: Int64?
    private var from: String
    private var to: String?

    init(_ assignment: PolicyAssignment) {
        self.init(assignment.scope, assignment.from, assignment.to)
    }

    init(_ assignment: RosterAssignment) {
        self.init(assignment.scope, assignment.from, assignment.to)
        shift = assignment.shift?.rawValue
        rotation = assignment.pattern?.rawValue
    }

    private init(_ scope: Scope, _ from: CivilDate, _ to: CivilDate?) {
        switch scope {
        case .employee(let id): employee = id.rawValue
        case .department(let name): department = name
        case .location(let name): location = name
        case .shift(let id): shift = id.rawValue
        case .company: break
        }
        self.from = from.description
        self.to = to?.description
    }
}
