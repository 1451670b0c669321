package import Domain
import Storage

/// An account as somebody types it: text, not yet believed.
package struct AccountDraft: Hashable, Sendable {
    package var name: String
    /// An employee's code; empty: nobody whose time is kept.
    package var employee: String
    /// `hr`, `manager`, `manager:department=Stores`.
    package var roles: [String]

    package init(name: String = "", employee: String = "", roles: [String] = []) {
        self.name = name
        self.employee = employee
        self.roles = roles
    }

    static let longestName = 100

    /// - Throws: ``ServiceError/invalid(_:)`` with a sentence for each field.
    func validated(_ db: any SQLConnection) throws -> (name: String, employee: Employee?, roles: Set<RoleGrant>) {
        var problems: [FieldProblem] = []
        let name = name.trimmed
        if let sentence = Self.problem(of: name) { problems.append(FieldProblem(field: "name", sentence: sentence)) }
        let code = employee.trimmed
        let person = code.isEmpty ? nil : try EmployeeStore(db).find(code: code)
        if !code.isEmpty, person == nil {
            problems.append(FieldProblem(field: "employee", sentence: "There is no employee \(code)."))
        }
        var grants: Set<RoleGrant> = []
        for text in roles {
            switch Self.grant(text) {
            case .success(let grant): grants.insert(grant)
            case .failure(let problem): problems.append(FieldProblem(field: "roles", sentence: problem.sentence))
            }
        }
        guard problems.isEmpty else { throw ServiceError.invalid(problems) }
        return (name, person, grants)
    }

    /// What is wrong with a name to sign in by, as a sentence; nil: nothing.
    package static func problem(of name: String) -> String? {
        if name.isEmpty { return "An account needs a name to sign in by." }
        if name.utf16.count > longestName { return "A name has at most \(longestName) characters." }
        let isPlain = name.isSeen
        return isPlain ? nil : "A name holds letters, digits and signs, and nothing that cannot be seen."
    }

    /// - Parameter text: `manager:department=Stores`; without a colon over whom the role usually holds.
    static func grant(_ text: String) -> Result<RoleGrant, RoleTextError> {
        let parts = text.trimmed.split(separator: ":", maxSplits: 1).map { String($0).trimmed }
        guard let word = parts.first, let role = Role(rawValue: word.lowercased()) else {
            let known = Role.allCases.map(\.rawValue).joined(separator: ", ")
            return .failure(RoleTextError(sentence: "There is no role “\(text)”; the roles are \(known)."))
        }
        guard parts.count == 2 else { return .success(RoleGrant(role)) }
        guard let reach = Reach(text: parts[1]) else {
            return .failure(
                RoleTextError(
                    sentence: "“\(parts[1])” names nobody; write everyone, team, department=NAME or location=NAME."))
        }
        guard role.canReach(reach) else {
            return .failure(RoleTextError(sentence: "\(role.title) cannot be given over \(reach.words)."))
        }
        return .success(RoleGrant(role, over: reach))
    }
}

/// What is wrong with a role as somebody typed it.
struct RoleTextError: Error, Hashable {
    var sentence: String
}

extension Reach {
    /// `the department Stores`
    package var words: String {
        switch self {
        case .own: "oneself"
        case .team: "the team"
        case .department(let name): "the department \(name)"
        case .location(let name): "the location \(name)"
        case .everyone: "everyone"
        }
    }
}

extension RoleGrant {
    /// `Manager of the department Stores`
    package var words: String { reach == role.usualReach ? role.title : "\(role.title) of \(reach.words)" }
    /// `manager:department=Stores`, as ``AccountDraft/roles`` takes it.
    package var text: String { reach == role.usualReach ? role.rawValue : "\(role.rawValue):\(reach.text)" }
}

extension String {
    /// Nothing in it breaks a line or turns the letters round it: it stands in lists and logs.
    var isSeen: Bool {
        unicodeScalars.allSatisfy {
            ![.control, .format, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
        }
    }
}
