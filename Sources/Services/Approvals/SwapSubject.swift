import Domain
import Storage

/// Two people’s exchange of days, to which the other has agreed.
struct SwapSubject: ApprovalSubject {
    var swap: Int64
    var first: Int32
    var last: Int32
    var words: String

    var kind: ApprovalKind { .shiftSwap }
    var days: ClosedRange<CivilDate> {
        CivilDate(daysSinceEpoch: first)...CivilDate(daysSinceEpoch: max(first, last))
    }

    init(_ swap: ShiftSwap, with partner: Employee) throws {
        guard let first = swap.days.first, let last = swap.days.last else {
            throw ServiceError.invalid("swap", "The swap \(swap.id.rawValue) has no days.")
        }
        self.swap = swap.id.rawValue
        self.first = first.daysSinceEpoch
        self.last = last.daysSinceEpoch
        let dates = swap.days.map(\.description).joined(separator: ", ")
        words = "swap \(swap.id.rawValue) with \(partner.name) (\(partner.code)) on \(dates)"
    }

    func size(_ scene: ApprovalScene) -> (length: Int32, leaveType: String) { (Int32(clamping: days.count * 1000), "") }

    func summary(_ zone: ZoneRules) -> String { words }

    func check(_ scene: ApprovalScene) throws {
        let writer = SwapWriter(scene.db, by: scene.stamp)
        let found = try writer.find(ID(swap))
        guard found.requester == scene.employee.id else {
            throw ServiceError.invalid("swap", "The swap \(swap) was not asked for by \(scene.employee.name).")
        }
        guard found.state == .accepted else {
            throw ServiceError.invalid(
                "swap", "The swap \(swap) is \(found.state); it can be approved once the other has accepted it.")
        }
        if let other = try scene.others([.shiftSwap], days)
            .first(where: { try StoredDetails.read(SwapSubject.self, $0.details).swap == swap })
        {
            throw ServiceError.invalid("swap", "Request \(other.id.rawValue) is about the swap \(swap) already.")
        }
        let result = try writer.check(found)
        guard result.isPossible else {
            throw ServiceError.invalid(result.problems.map { FieldProblem(field: "swap", sentence: $0) })
        }
    }

    func apply(_ scene: ApprovalScene) throws { _ = try SwapWriter(scene.db, by: scene.stamp).apply(ID(swap)) }

    func undo(_ scene: ApprovalScene) throws {
        throw ServiceError.invalid(
            "swap", "The swap \(swap) stands in the roster; it is undone by another swap of the same days.")
    }

    func drop(_ scene: ApprovalScene, _ end: ApprovalState) throws {
        let state: ShiftSwap.State = end == .rejected ? .declined : .withdrawn
        let writer = SwapWriter(scene.db, by: scene.stamp)
        guard try writer.find(ID(swap)).state.isOpen else { return }
        _ = try writer.move(ID(swap), to: state, from: [.requested, .accepted])
    }
}
