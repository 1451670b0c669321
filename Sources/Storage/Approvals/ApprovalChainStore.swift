package import Domain

/// Who must say yes to what.
package struct ApprovalChainStore {
    private static let columns = [
        "name", "priority", "conditions_json", "levels_json", "cancelling_needs_approval",
    ]
    private static let select = "SELECT id, \(columns.joined(separator: ", ")) FROM approval_chain"

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// In the order in which they are tried.
    package func all() throws -> [ApprovalChain] { try db.all("\(Self.select) ORDER BY priority, id", [], chain) }

    package func find(name: String) throws -> ApprovalChain? {
        try db.first("\(Self.select) WHERE name = ?", [.text(name)], chain)
    }

    /// - Returns: the chain with the id that the database gave.
    /// - Throws: ``StorageError/constraint(_:detail:)`` `.unique` where the name is taken.
    package func insert(_ chain: ApprovalChain, by stamp: Stamp) throws -> ApprovalChain {
        var stored = chain
        stored.id = ID(try db.insert(into: "approval_chain", Self.columns, values(chain)))
        try journal(.add, stored.id, before: nil, after: stored, stamp)
        return stored
    }

    package func update(_ chain: ApprovalChain, by stamp: Stamp) throws {
        guard let before = try db.first("\(Self.select) WHERE id = ?", [.integer(chain.id.rawValue)], self.chain) else {
            throw StorageError.notFound("approval chain \(chain.name)")
        }
        guard before != chain else { return }
        try db.execute(
            "UPDATE approval_chain SET \(Self.columns.map { "\($0) = ?" }.joined(separator: ", ")) WHERE id = ?",
            values(chain) + [.integer(chain.id.rawValue)])
        try journal(.change, chain.id, before: before, after: chain, stamp)
    }

    /// Requests that it decides go on as they were planned.
    package func remove(_ chain: ApprovalChain, by stamp: Stamp) throws {
        try db.execute("DELETE FROM approval_chain WHERE id = ?", [.integer(chain.id.rawValue)])
        try journal(.remove, chain.id, before: chain, after: nil, stamp)
    }

    private func values(_ chain: ApprovalChain) throws -> [SQLValue] {
        [
            .text(chain.name), .integer(chain.priority),
            .text(try CanonicalJSON.text(ApprovalConditionsDocument(chain.conditions))),
            .text(try CanonicalJSON.text(chain.levels.map(ApprovalLevelDocument.init))),
            .flag(chain.cancellingNeedsApproval),
        ]
    }

    private func chain(_ row: any SQLRow) throws -> ApprovalChain {
        ApprovalChain(
            id: row.id(0), name: row.text(1), priority: Int32(truncatingIfNeeded: row.integer(2)),
            conditions: try CanonicalJSON.value(
                ApprovalConditionsDocument.self, row.text(3), "the conditions of an approval chain"
            ).conditions(),
            levels: try CanonicalJSON.value(
                [ApprovalLevelDocument].self, row.text(4), "the levels of an approval chain"
            ).map { try $0.level() },
            cancellingNeedsApproval: row.flag(5))
    }

    private func journal(
        _ action: JournalAction, _ id: ID<ApprovalChain>, before: ApprovalChain?, after: ApprovalChain?, _ stamp: Stamp
    ) throws {
        try JournalStore(db).append(
            action, .approvalChain, id: String(id.rawValue), before: before.map(ChainDocument.init),
            after: after.map(ChainDocument.init), by: stamp)
    }
}

/// A chain as the journal shows it.
private struct ChainDocument: Encodable {
    var name: String
    var priority: Int32
    var conditions: ApprovalConditionsDocument
    var levels: [ApprovalLevelDocument]
    var cancellingNeedsApproval: Bool

    init(_ chain: ApprovalChain) {
        name = chain.name
        priority = chain.priority
        conditions = ApprovalConditionsDocument(chain.conditions)
        levels = chain.levels.map(ApprovalLevelDocument.init)
        cancellingNeedsApproval = chain.cancellingNeedsApproval
    }
}
