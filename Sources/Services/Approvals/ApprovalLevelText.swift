package import Domain
import Storage

/// Levels of approval as people write and read them.
///
/// `manager`, `managers-manager`, `head` and employee codes; `all of` before several of them where each must say yes;
/// `after 48h next` (or `managers-manager`, or a code) at the end where it escalates.
package struct ApprovalLevelText: Hashable, Sendable {
    package var text: String

    package init(_ text: String) { self.text = text }

    static let howToWrite =
        "write a level as “manager”, “manager or head”, “all of manager 0007” or “manager after 48h next”"

    /// - Parameter person: the employee with a code; nil where there is none.
    /// - Throws: ``ServiceError/invalid(_:)``
    func level(_ person: (String) throws -> ID<Employee>?) throws -> ApprovalLevel {
        var words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        var level = ApprovalLevel([])
        if let start = words.firstIndex(of: "after") {
            level.escalation = try escalation(Array(words[(start + 1)...]), person)
            words.removeSubrange(start...)
        }
        if words.starts(with: ["all", "of"]) {
            level.needsAll = true
            words.removeFirst(2)
        } else if words.starts(with: ["any", "of"]) {
            words.removeFirst(2)
        }
        for word in words where !["or", "and"].contains(word) { level.approvers.append(try approver(word, person)) }
        if level.approvers.isEmpty { throw refusal("“\(text)” names nobody who approves") }
        return level
    }

    private func escalation(_ words: [String], _ person: (String) throws -> ID<Employee>?) throws -> Escalation {
        guard words.count == 2, words[0].hasSuffix("h"), let hours = Int32(words[0].dropLast()) else {
            throw refusal("“\(text)” does not say after how many hours it escalates to whom")
        }
        if words[1] == "next" { return Escalation(afterHours: hours, to: .nextLevel) }
        switch try approver(words[1], person) {
        case .managersManager: return Escalation(afterHours: hours, to: .managersManager)
        case .employee(let id): return Escalation(afterHours: hours, to: .employee(id))
        default: throw refusal("A level escalates to “next”, to “managers-manager” or to an employee’s code")
        }
    }

    private func approver(_ word: String, _ person: (String) throws -> ID<Employee>?) throws -> Approver {
        switch word {
        case "manager": return .reportingManager
        case "managers-manager": return .managersManager
        case "head": return .headOfDepartment
        default:
            guard let id = try person(word) else { throw refusal("There is no employee \(word)") }
            return .employee(id)
        }
    }

    private func refusal(_ what: String) -> ServiceError {
        .invalid("levels", "\(what); \(Self.howToWrite).")
    }
}

extension ApprovalLevel {
    /// `all of: reporting manager, Ravi Rao (0007); after 48 h also the next level`.
    func words(_ name: (ID<Employee>) throws -> String) rethrows -> String {
        let names = try approvers.map { try $0.words(name) }
        let who = names.count == 1 ? names[0] : "\(needsAll ? "all of" : "any of") \(names.joined(separator: ", "))"
        guard let escalation else { return who }
        let target =
            switch escalation.target {
            case .nextLevel: "the next level"
            case .managersManager: try Approver.managersManager.words(name)
            case .employee(let id): try name(id)
            }
        return "\(who); after \(escalation.afterHours) h also \(target)"
    }
}

extension Approver {
    fileprivate func words(_ name: (ID<Employee>) throws -> String) rethrows -> String {
        switch self {
        case .reportingManager: "the reporting manager"
        case .managersManager: "the manager’s manager"
        case .headOfDepartment: "the head of the department"
        case .employee(let id): try name(id)
        }
    }
}

extension ApprovalConditions {
    /// `leave CL of 3 to 10 days in Press`, `every request`.
    package var words: String {
        var parts: [String] = []
        let names = kinds.map(\.name).sorted().joined(separator: ", ")
        parts.append(kinds.isEmpty ? leaveTypes.isEmpty ? "every request" : "leave" : names)
        if !leaveTypes.isEmpty { parts.append(leaveTypes.sorted().joined(separator: ", ")) }
        switch (shortest, longest) {
        case (let low?, let high?): parts.append("of \(Self.days(low)) to \(Self.days(high)) days")
        case (let low?, nil): parts.append("from \(Self.days(low)) days")
        case (nil, let high?): parts.append("up to \(Self.days(high)) days")
        case (nil, nil): break
        }
        let places = (departments.sorted() + locations.sorted()).joined(separator: ", ")
        if !places.isEmpty { parts.append("in \(places)") }
        return parts.joined(separator: " ")
    }

    private static func days(_ thousandths: Int32) -> String {
        let rest = thousandths % 1000
        return rest == 0 ? "\(thousandths / 1000)" : "\(Double(thousandths) / 1000)"
    }
}

extension ApprovalService {
    /// - Throws: ``ServiceError/invalid(_:)`` for what is no level.
    package func levels(_ texts: [ApprovalLevelText]) async throws -> [ApprovalLevel] {
        try await context.database.read { db in
            try texts.map { text in try text.level { try EmployeeStore(db).find(code: $0)?.id } }
        }
    }

    /// Each level in words, in order.
    package func words(_ levels: [ApprovalLevel]) async throws -> [String] {
        try await context.database.read { db in
            let people = ApprovalPeople(db: db, today: CivilDate(daysSinceEpoch: 0))
            return try levels.map { try $0.words(people.name) }
        }
    }
}
