package import Domain

/// From which types of leave penalties are taken, one after the other.
package struct PenaltyOrderStore {
    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    package func order() throws -> [ID<LeaveType>] {
        try db.all("SELECT type_id FROM penalty_leave_type ORDER BY position") { $0.id(0) }
    }

    /// Puts the order in the place of the one there is.
    package func set(_ order: PenaltyOrder, by stamp: Stamp) throws {
        let types = Dictionary(uniqueKeysWithValues: try LeaveTypeStore(db).all().map { ($0.id, $0) })
        let before = PenaltyOrder(try self.order().compactMap { types[$0] })
        guard before != order else { return }
        try db.execute("DELETE FROM penalty_leave_type")
        for (index, type) in order.types.enumerated() {
            try db.execute(
                db.dialect.insert(into: "penalty_leave_type", ["position", "type_id"]),
                [.integer(index + 1), .integer(type.id.rawValue)])
        }
        try JournalStore(db).append(
            .change, .setting, id: SettingName.penaltyOrder.rawValue, before: ["value": before.codes],
            after: ["value": order.codes], by: stamp)
    }
}

extension SettingName {
    /// Only a name for the journal: the order is in a table of its own.
    package static let penaltyOrder = SettingName(rawValue: "leave.penalty_order")
}
