package import Domain

/// Named policies, and for whom they hold.
package struct PolicyStore {
    private static let columns = ["policy_id"] + ScopeColumns.all + ["from_day", "to_day"]

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// - Returns: the policy with the id that the database gave; the one it came with does not count.
    /// - Throws: ``StorageError/constraint(_:detail:)`` `.unique` where the name is taken.
    package func insert(_ policy: NamedPolicy, by stamp: Stamp) throws -> NamedPolicy {
        var stored = policy
        stored.id = ID(try db.insert(into: "named_policy", ["name", "rules"], values(policy)))
        try journal(.add, before: nil, after: stored, stamp)
        return stored
    }

    /// - Throws: ``StorageError/notFound(_:)``; `.unique` where the name is another's.
    package func update(_ policy: NamedPolicy, by stamp: Stamp) throws {
        guard let before = try find(policy.id) else { throw StorageError.notFound("policy \(policy.name)") }
        guard before != policy else { return }
        try db.execute(
            "UPDATE named_policy SET name = ?, rules = ? WHERE id = ?",
            values(policy) + [.integer(policy.id.rawValue)])
        try journal(.change, before: before, after: policy, stamp)
    }

    /// - Throws: ``StorageError/constraint(_:detail:)`` `.foreignKey` where it is assigned to somebody.
    package func remove(_ policy: NamedPolicy, by stamp: Stamp) throws {
        try db.execute("DELETE FROM named_policy WHERE id = ?", [.integer(policy.id.rawValue)])
        try journal(.remove, before: policy, after: nil, stamp)
    }

    package func find(_ id: ID<NamedPolicy>) throws -> NamedPolicy? {
        try db.first("SELECT id, name, rules FROM named_policy WHERE id = ?", [.integer(id.rawValue)], policy)
    }

    package func find(name: String) throws -> NamedPolicy? {
        try db.first("SELECT id, name, rules FROM named_policy WHERE name = ?", [.text(name)], policy)
    }

    /// In the order of their names.
    package func all() throws -> [NamedPolicy] {
        try db.all("SELECT id, name, rules FROM named_policy ORDER BY name", [], policy)
    }

    private func values(_ policy: NamedPolicy) throws -> [SQLValue] {
        [.text(policy.name), .text(try CanonicalJSON.text(ShiftPolicyDocument(policy.rules)))]
    }

    private func policy(_ row: any SQLRow) throws -> NamedPolicy {
        NamedPolicy(id: row.id(0), name: row.text(1), rules: try ShiftPolicyDocument.policy(from: row.text(2)))
    }

    private func journal(
        _ action: JournalAction, before: NamedPolicy?, after: NamedPolicy?, _ stamp: Stamp
    ) throws {
        let id = String((after ?? before)?.id.rawValue ?? 0)
        try JournalStore(db).append(
            action, .namedPolicy, id: id, before: before.map(PolicyDocument.init),
            after: after.map(PolicyDocument.init), by: stamp)
    }
}

extension PolicyStore {
    /// Ascending by first day.
    package func assignments() throws -> [PolicyAssignment] { try rows().map(\.assignment) }

    package func assign(_ assignment: PolicyAssignment, by stamp: Stamp) throws {
        _ = try db.insert(into: "policy_assignment", Self.columns, Self.values(assignment))
        try journal(.add, before: nil, after: assignment, stamp)
    }

    /// Ends an assignment on `last`, or takes it back where that is nil.
    package func end(_ assignment: PolicyAssignment, on last: CivilDate?, by stamp: Stamp) throws {
        guard let row = try rows().first(where: { $0.assignment == assignment }) else {
            throw StorageError.notFound("such policy assignment")
        }
        guard let last else {
            try db.execute("DELETE FROM policy_assignment WHERE id = ?", [.integer(row.id)])
            return try journal(.remove, before: assignment, after: nil, stamp)
        }
        var after = assignment
        after.to = last
        try db.execute(
            "UPDATE policy_assignment SET to_day = ? WHERE id = ?", [.integer(last.daysSinceEpoch), .integer(row.id)])
        try journal(.change, before: assignment, after: after, stamp)
    }

    private func rows() throws -> [(id: Int64, assignment: PolicyAssignment)] {
        let list = Self.columns.joined(separator: ", ")
        return try db.all("SELECT id, \(list) FROM policy_assignment ORDER BY from_day, id") { row in
            let scope = ScopeColumns.scope(row, from: 2, ScopeColumns.all)
            return (
                row.integer(0),
                PolicyAssignment(policy: row.id(1), scope: scope, from: row.date(6), to: row.optionalDate(7))
            )
        }
    }

    private static func values(_ assignment: PolicyAssignment) -> [SQLValue] {
        [.integer(assignment.policy.rawValue)] + ScopeColumns.values(assignment.scope)
            + [.integer(assignment.from.daysSinceEpoch), .optional(assignment.to?.daysSinceEpoch)]
    }

    private func journal(
        _ action: JournalAction, before: PolicyAssignment?, after: PolicyAssignment?, _ stamp: Stamp
    ) throws {
        let id = String((after ?? before)?.policy.rawValue ?? 0)
        try JournalStore(db).append(
            action, .policyAssignment, id: id, before: before.map(AssignmentDocument.init),
            after: after.map(AssignmentDocument.init), by: stamp)
    }
}

/// A policy as the journal shows it.
private struct PolicyDocument: Encodable {
    var name: String
    var policy: ShiftPolicyDocument

    init(_ policy: NamedPolicy) {
        name = policy.name
        self.policy = ShiftPolicyDocument(policy.rules)
    }
}
