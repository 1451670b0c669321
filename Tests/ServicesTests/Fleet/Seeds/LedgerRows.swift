import Domain
import Storage

@testable import Services

/// What the ledger has, in the order in which it was taken in.
struct LedgerRows {
    private(set) var rows: [ID<Device>: [Recorded]]

    init(_ db: any SQLConnection) throws {
        let all = try db.all("SELECT device_id, device_user, local_s, state, verify FROM punch ORDER BY id", []) {
            row in
            (
                ID<Device>(row.integer(0)),
                Recorded(
                    user: row.text(1), local: row.integer(2), state: UInt8(truncatingIfNeeded: row.integer(3)),
                    verify: UInt8(truncatingIfNeeded: row.integer(4)))
            )
        }
        rows = Dictionary(grouping: all, by: \.0).mapValues { $0.map(\.1) }
    }

    /// Each once, and those of one second in their order.
    /// - Parameters:
    ///   - excused: those that need not be there.
    ///   - isCarried: a terminal that calls leaves each punch with whichever collector answers, and what one of them keeps may
    ///     be brought in after what the next one got. Between two people that order says nothing: each one's punches are read
    ///     by time.
    func problems(
        of device: ID<Device>, recorded: [Recorded], excused: Set<Recorded> = [], isCarried: Bool = false
    ) -> [String] {
        let missing = excused.subtracting(rows[device] ?? [])
        let recorded = recorded.filter { !missing.contains($0) }
        let stored = Dictionary(grouping: rows[device] ?? [], by: \.local)
        let expected = Dictionary(grouping: recorded, by: \.local)
        return Set(stored.keys).union(expected.keys).sorted().compactMap { second in
            let (has, needs) = (stored[second] ?? [], expected[second] ?? [])
            let isSame = isCarried ? has.byUser == needs.byUser : has == needs
            return isSame ? nil : "at \(second) the ledger has \(has), recorded was \(needs)"
        }
    }
}

extension [Recorded] {
    /// Each one's in their order.
    fileprivate var byUser: [String: [Recorded]] { Dictionary(grouping: self, by: \.user) }
}
