/// What somebody can ask for.
package enum ApprovalKind: UInt8, Hashable, Sendable, CaseIterable {
    case leave = 1
    /// A forgotten, doubled or wrongly directed punch.
    case correction = 2
    case onDuty = 3
    case workFromHome = 4
    case overtime = 5
    case compOff = 6
    case shiftSwap = 7

    /// As it stands in a sentence: `on duty`.
    package var name: String {
        switch self {
        case .leave: "leave"
        case .correction: "correction"
        case .onDuty: "on duty"
        case .workFromHome: "work from home"
        case .overtime: "overtime"
        case .compOff: "comp-off"
        case .shiftSwap: "shift swap"
        }
    }

    /// As it is typed: `on-duty`.
    package var word: String { String(name.map { $0 == " " ? "-" : $0 }) }

    package init?(word: String) {
        guard let kind = Self.allCases.first(where: { $0.word == word }) else { return nil }
        self = kind
    }
}

/// What the choice of a chain depends on.
package struct ApprovalFacts: Hashable, Sendable {
    package var kind: ApprovalKind
    package var requester: ID<Employee>
    package var department: String
    package var location: String
    /// The leave type's code; empty where it is no leave.
    package var leaveType: String
    /// How long it lasts, in thousandths of a day.
    package var length: Int32

    package init(
        kind: ApprovalKind, requester: ID<Employee>, department: String = "", location: String = "",
        leaveType: String = "", length: Int32
    ) {
        self.kind = kind
        self.requester = requester
        self.department = department
        self.location = location
        self.leaveType = leaveType
        self.length = length
    }
}
