import Domain
import Storage

/// Swaps within one transaction.
struct SwapWriter {
    private let db: any SQLConnection
    private let stamp: Stamp

    init(_ db: any SQLConnection, by stamp: Stamp) {
        self.db = db
        self.stamp = stamp
    }

    /// - Throws: ``ServiceError/unknownSwap(_:)``
    func find(_ id: ID<ShiftSwap>) throws -> ShiftSwap {
        guard let swap = try ShiftSwapStore(db).find(id) else { throw ServiceError.unknownSwap(id.rawValue) }
        return swap
    }

    /// Days between the first and the last; conflicts are looked for on all of them.
    private static let longest = 366

    /// As things stand now.
    func check(_ swap: ShiftSwap) throws -> SwapCheck {
        if let first = swap.days.first, let last = swap.days.last, last - first > Self.longest {
            throw ServiceError.invalid("days", "The days of a swap lie within a year.")
        }
        let picture = try RosterPicture(db, of: [swap.requester, swap.partner], now: stamp.at)
        guard let requester = try EmployeeStore(db).find(swap.requester),
            let partner = try EmployeeStore(db).find(swap.partner)
        else { throw StorageError.notFound("employee of a swap") }
        return picture.check.check(swap, try side(requester, swap), try side(partner, swap), picture.roster)
    }

    private func side(_ person: Employee, _ swap: ShiftSwap) throws -> SwapSide {
        guard let first = swap.days.first, let last = swap.days.last else { return SwapSide(person, leaves: []) }
        let obstacles = RosterObstacles(db)
        return SwapSide(
            person, leaves: try obstacles.leaves(of: person, around: first...last),
            lockedDays: try obstacles.lockedDays(of: person, in: swap.days))
    }

    /// - Throws: ``ServiceError/invalid(_:)`` with every reason against it.
    func request(_ swap: ShiftSwap) throws -> (ShiftSwap, [RosterConflict]) {
        let result = try check(swap)
        try refuse(result)
        return (try ShiftSwapStore(db).insert(swap, by: stamp), result.warnings)
    }

    /// - Parameter from: the states in which this can happen.
    func move(_ id: ID<ShiftSwap>, to state: ShiftSwap.State, from: Set<ShiftSwap.State>) throws -> ShiftSwap {
        var swap = try find(id)
        guard from.contains(swap.state) else {
            throw ServiceError.invalid([
                FieldProblem(
                    field: "swap", sentence: "The swap \(id.rawValue) is \(swap.state), so it cannot become \(state).")
            ])
        }
        try ShiftSwapStore(db).set(state, of: swap, by: stamp)
        swap.state = state
        return swap
    }

    /// Checks once more and writes both people's days.
    /// - Returns: what it brings that a limit warns of.
    func apply(_ id: ID<ShiftSwap>) throws -> [RosterConflict] {
        let swap = try move(id, to: .applied, from: [.accepted])
        let result = try check(swap)
        try refuse(result)
        guard let first = swap.days.first, let last = swap.days.last else { return [] }
        return try RosterEdit(db, by: stamp, days: (first, last)).run(of: [swap.requester, swap.partner]) {
            for override in result.overrides { try RosterOverrideStore(db).set(override, by: stamp) }
        }
    }

    private func refuse(_ result: SwapCheck) throws {
        guard !result.isPossible else { return }
        throw ServiceError.invalid(result.problems.map { FieldProblem(field: "swap", sentence: $0) })
    }
}
