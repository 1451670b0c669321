package import Domain

/// Swaps of shifts that people asked for.
package struct ShiftSwapStore {
    private static let columns = ["requester_id", "partner_id", "reason", "state"]

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// - Returns: the swap with the id that the database gave.
    package func insert(_ swap: ShiftSwap, by stamp: Stamp) throws -> ShiftSwap {
        var stored = swap
        stored.id = ID(
            try db.insert(
                into: "shift_swap", Self.columns,
                [
                    .integer(swap.requester.rawValue), .integer(swap.partner.rawValue), .text(swap.reason),
                    .integer(swap.state.rawValue),
                ]))
        for day in stored.days {
            try db.execute(
                db.dialect.insert(into: "shift_swap_day", ["swap_id", "day"]),
                [.integer(stored.id.rawValue), .integer(day.daysSinceEpoch)])
        }
        try journal(.add, before: nil, after: stored, stamp)
        return stored
    }

    package func set(_ state: ShiftSwap.State, of swap: ShiftSwap, by stamp: Stamp) throws {
        try db.execute(
            "UPDATE shift_swap SET state = ? WHERE id = ?",
            [.integer(state.rawValue), .integer(swap.id.rawValue)])
        var after = swap
        after.state = state
        try journal(.change, before: swap, after: after, stamp)
    }

    package func find(_ id: ID<ShiftSwap>) throws -> ShiftSwap? { try all().first { $0.id == id } }

    /// In the order in which they were asked for.
    package func all() throws -> [ShiftSwap] {
        let dayRows = try db.all("SELECT swap_id, day FROM shift_swap_day ORDER BY swap_id, day") {
            ($0.id(0) as ID<ShiftSwap>, $0.date(1))
        }
        let days = Dictionary(grouping: dayRows, by: \.0).mapValues { $0.map(\.1) }
        return try db.all("SELECT id, \(Self.columns.joined(separator: ", ")) FROM shift_swap ORDER BY id") { row in
            let id: ID<ShiftSwap> = row.id(0)
            return ShiftSwap(
                id: id, requester: row.id(1), partner: row.id(2), days: days[id] ?? [], reason: row.text(3),
                state: try row.code(4, "the state of a swap"))
        }
    }

    private func journal(_ action: JournalAction, before: ShiftSwap?, after: ShiftSwap, _ stamp: Stamp) throws {
        try JournalStore(db).append(
            action, .shiftSwap, id: String(after.id.rawValue), before: before.map(SwapDocument.init),
            after: SwapDocument(after), by: stamp)
    }
}

private struct SwapDocument: Encodable {
    var requester: Int64
    var partner: Int64
    var days: [String]
    var reason: String
    var state: String

    init(_ swap: ShiftSwap) {
        requester = swap.requester.rawValue
        partner = swap.partner.rawValue
        days = swap.days.map(\.description)
        reason = swap.reason
        state = String(describing: swap.state)
    }
}
