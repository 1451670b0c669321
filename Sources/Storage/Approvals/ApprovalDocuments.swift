import Domain
import Foundation

/// A chain's conditions as they stand in the database and the journal.
struct ApprovalConditionsDocument: Codable {
    var kinds: [String]?
    var leaveTypes: [String]?
    var departments: [String]?
    var locations: [String]?
    var shortest: Int32?
    var longest: Int32?

    init(_ conditions: ApprovalConditions) {
        kinds = conditions.kinds.map(\.word).sorted()
        leaveTypes = conditions.leaveTypes.sorted()
        departments = conditions.departments.sorted()
        locations = conditions.locations.sorted()
        shortest = conditions.shortest
        longest = conditions.longest
    }

    func conditions() throws -> ApprovalConditions {
        ApprovalConditions(
            kinds: Set(
                try (kinds ?? []).map { word in
                    guard let kind = ApprovalKind(word: word) else {
                        throw StorageError.unreadable("the kind of request “\(word)”")
                    }
                    return kind
                }),
            leaveTypes: Set(leaveTypes ?? []), departments: Set(departments ?? []), locations: Set(locations ?? []),
            shortest: shortest, longest: longest)
    }
}

/// One level of a chain as it stands in the database and the journal: `manager`, `employee 42`.
struct ApprovalLevelDocument: Codable {
    var approvers: [String]
    var needsAll: Bool
    var escalatesAfterHours: Int32?
    var escalatesTo: String?

    init(_ level: ApprovalLevel) {
        approvers = level.approvers.map(Self.text)
        needsAll = level.needsAll
        escalatesAfterHours = level.escalation?.afterHours
        escalatesTo = level.escalation.map { escalation in
            switch escalation.target {
            case .nextLevel: "next level"
            case .managersManager: Self.text(.managersManager)
            case .employee(let id): Self.text(.employee(id))
            }
        }
    }

    func level() throws -> ApprovalLevel {
        var escalation: Escalation?
        if let hours = escalatesAfterHours, let target = escalatesTo {
            escalation = Escalation(afterHours: hours, to: try Self.target(target))
        }
        return ApprovalLevel(try approvers.map(Self.approver), needsAll: needsAll, escalation: escalation)
    }

    private static func target(_ text: String) throws -> Escalation.Target {
        if text == "next level" { return .nextLevel }
        switch try approver(text) {
        case .managersManager: return .managersManager
        case .employee(let id): return .employee(id)
        default: throw StorageError.unreadable("the escalation to “\(text)”")
        }
    }

    private static func text(_ approver: Approver) -> String {
        switch approver {
        case .reportingManager: "manager"
        case .managersManager: "manager's manager"
        case .headOfDepartment: "head of department"
        case .employee(let id): "employee \(id.rawValue)"
        }
    }

    private static func approver(_ text: String) throws -> Approver {
        switch text {
        case "manager": return .reportingManager
        case "manager's manager": return .managersManager
        case "head of department": return .headOfDepartment
        default:
            guard text.hasPrefix("employee "), let id = Int64(text.dropFirst(9)) else {
                throw StorageError.unreadable("the approver “\(text)”")
            }
            return .employee(ID(id))
        }
    }
}

/// Who decides on one request.
struct ApprovalPlanDocument: Codable {
    struct Level: Codable {
        var number: Int
        var approvers: [Int64]
        var needsAll: Bool
        var escalatesAfterHours: Int32?
        var escalatesTo: [Int64]?
    }

    var chain: String
    var levels: [Level]
    var skipped: [Int]
    var cancellingNeedsApproval: Bool

    init(_ plan: ApprovalPlan) {
        chain = plan.chain
        skipped = plan.skipped
        cancellingNeedsApproval = plan.cancellingNeedsApproval
        levels = plan.levels.map { level in
            Level(
                number: level.number, approvers: level.approvers.map(\.rawValue), needsAll: level.needsAll,
                escalatesAfterHours: level.escalatesAfterHours, escalatesTo: level.escalatesTo.map(\.rawValue))
        }
    }

    var plan: ApprovalPlan {
        ApprovalPlan(
            chain: chain,
            levels: levels.map { level in
                ApprovalPlan.Level(
                    number: level.number, approvers: level.approvers.map { ID($0) }, needsAll: level.needsAll,
                    escalatesAfterHours: level.escalatesAfterHours,
                    escalatesTo: (level.escalatesTo ?? []).map { ID($0) }
                )
            }, skipped: skipped, cancellingNeedsApproval: cancellingNeedsApproval)
    }
}

extension CanonicalJSON {
    /// - Throws: ``StorageError/unreadable(_:)``
    static func value<T: Decodable>(_ type: T.Type, _ text: String, _ what: String) throws -> T {
        guard let value = try? JSONDecoder().decode(type, from: Data(text.utf8)) else {
            throw StorageError.unreadable(what)
        }
        return value
    }
}
