import Domain
import Storage
import Testing

@testable import Services

/// A company in which every way to be in somebody's reach occurs once, each without the others. All is seen from Mohan.
struct MatrixCompany {
    /// Letter, code, name, department, location, whom the person reports to.
    private static let people:
        [(letter: Character, code: String, department: String, location: String, manager: String)] =
            [
                ("B", "90", "Office", "Delhi", ""),
                ("S", "10", "Stores", "Pune", "90"),
                ("D", "11", "Plant", "Nashik", "10"),
                ("I", "12", "Plant", "Nashik", "11"),
                ("V", "91", "Office", "Delhi", "90"),
                ("X", "13", "Plant", "Nashik", "91"),
                ("P", "14", "Stores", "Nashik", "90"),
                ("L", "15", "Plant", "Pune", "90"),
                ("E", "16", "Plant", "Nashik", "90"),
            ]

    /// Mohan, who reports to him directly, who through another, whose manager's decisions he takes, who is in his
    /// department, who at his place, and who is neither.
    static let letters: [Character] = ["S", "D", "I", "X", "P", "L", "E"]

    let company: TestCompany
    let byLetter: [Character: ID<Employee>]
    var services: Services { company.services }
    var chief: Actor { company.actor }
    let today: CivilDate
    let leaveType: LeaveType
    let shift: Shift
    let counter = MatrixCounter()
    /// By person: leave that is taken for sure, and a request that waits.
    private(set) var leaveRequests: [ID<Employee>: ID<LeaveRequest>] = [:]
    private(set) var requests: [ID<Employee>: ID<ApprovalRequest>] = [:]

    init(_ company: TestCompany) async throws {
        self.company = company
        shift = try await company.addShift()
        var found: [Character: ID<Employee>] = [:]
        for person in Self.people {
            found[person.letter] = try await company.services.employees.add(
                EmployeeDraft(
                    code: person.code, name: "Person \(person.letter)", department: person.department,
                    location: person.location, manager: person.manager, joined: "2026-01-01", shift: "G"),
                by: company.actor
            ).employee.id
        }
        byLetter = found
        today = try await company.services.attendance.currentDate()
        leaveType = try #require(try await company.services.leave.addStarterTypes(by: company.actor).first)
        _ = try await company.services.approvals.delegate(
            Delegation(id: ID(0), approver: try #require(found["V"]), delegate: try #require(found["S"]), first: today),
            by: company.actor)
        for letter in Self.letters {
            let id = self[letter]
            leaveRequests[id] = try await services.leave.request(leaveDraft(of: id), by: chief).id
            requests[id] = try await newRequest(of: id)
            try await services.biometrics.recordConsent(of: id, on: today, statement: "signed", by: chief)
        }
        try await services.accounts.add(
            AccountDraft(name: "mohan", roles: ["admin"]), password: Secret("four slow green buses"), by: chief)
    }

    subscript(_ letter: Character) -> ID<Employee> { byLetter[letter] ?? ID(0) }

    /// `hr:department=Stores`, as an account of Mohan's would act.
    func actor(_ role: String) throws -> Actor {
        let parts = role.split(separator: ":").map(String.init)
        let roles: Set<RoleGrant>
        if role == "nobody" {
            roles = []
        } else {
            let kind = try #require(Role(rawValue: parts[0]))
            roles = [RoleGrant(kind, over: try parts.dropFirst().first.map { try #require(Reach(text: $0)) })]
        }
        // Who has no account of theirs but signs in has nothing at all.
        let employee = role == "nobody" ? nil : self["S"]
        return Actor(
            Account(
                id: ID(1), name: "mohan", employee: employee, roles: roles, mustChange: false,
                addedAt: company.clock.now))
    }
}
