import Domain
import Storage

/// Recognises punches that came twice, once with how the person was recognised and once, in a file, without.
///
/// Punches of one user, second and state are counted. What says the same is the same punch; of what is left over, one that
/// does not say stands for one of the other side. So however often and in whichever order both come, there are as many as
/// the side that had most.
struct VerifyMatching {
    private struct Group: Hashable {
        var deviceUser: String
        var local: LocalTime
        var state: UInt8

        init(_ key: PunchKey) {
            deviceUser = key.deviceUser
            local = key.local
            state = key.state
        }
    }

    /// What the ledger has, by group; of those alone of which somebody did not say.
    private var ledger: [Group: Set<PunchKey>] = [:]
    /// The last punch of the log that was read before: it was recognised then.
    private let last: PunchKey?

    /// - Parameter ledger: what the ledger has of the times of the punches.
    init(_ punches: [PunchKey], in ledger: Set<PunchKey>, last: PunchKey? = nil) {
        self.last = last
        let unsaid = Set((punches + ledger).lazy.filter { !$0.saysVerify }.map(Group.init))
        guard !unsaid.isEmpty else { return }
        for group in unsaid { self.ledger[group] = [] }
        for key in ledger { self.ledger[Group(key)]?.insert(key) }
    }

    /// The indices of punches that the ledger has, though it calls them by another verify code.
    func known(_ punches: [PunchKey]) -> Set<Int> {
        guard !ledger.isEmpty else { return [] }
        var groups: [Group: [Int]] = [:]
        for (index, punch) in punches.enumerated() where ledger[Group(punch)] != nil {
            groups[Group(punch), default: []].append(index)
        }
        return Set(groups.flatMap { known($1, of: punches, in: ledger[$0] ?? []) })
    }

    /// The later ones: the numbers of those that are new go on without a gap.
    private func known(_ indices: [Int], of punches: [PunchKey], in ledger: Set<PunchKey>) -> [Int] {
        var rows = ledger
        let rest = indices.filter { rows.remove(punches[$0]) == nil }
        let (said, unsaid) = (rest.filter { punches[$0].saysVerify }, rest.filter { !punches[$0].saysVerify })
        let open = rows.count { !$0.saysVerify } - (standsForLast(ledger) ? 1 : 0)
        let matched = said.suffix(max(0, open))
        return matched + unsaid.suffix(rows.count - matched.count)
    }

    /// Whether one that does not say is the last punch that was read before.
    private func standsForLast(_ ledger: Set<PunchKey>) -> Bool {
        guard let last, let some = ledger.first, Group(some) == Group(last) else { return false }
        return !ledger.contains { $0.verify == last.verify }
    }
}

extension PunchKey {
    fileprivate var saysVerify: Bool { verify != Punch.unsaidVerify }
}
